package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Ontology is a closed, immutable set of relations: a forest whose roots are
// the coarse types (`COOPERATE`, `PART_OF`) and whose leaves are what claims
// mostly use. It is safe for use by several goroutines.
//
// Slices inside the Relations it returns are shared and must not be changed.
type Ontology struct {
	list     []Relation         // sorted by id, bytewise
	index    map[RelationID]int // id -> position in list
	parent   []int              // position of the parent, -1 for a root
	root     []int              // position of the root
	children [][]int            // positions, ascending
	cameo    map[string]int     // CAMEO code -> position
}

// NewOntology builds an ontology from relations in any order. It refuses a
// malformed or repeated id, a missing parent, a cycle, an unknown kind, a class
// that differs from the root's, and a symmetric relation with another inverse
// label; the error is a *RelationError that names the relation.
func NewOntology(relations []Relation) (*Ontology, error) {
	o := &Ontology{list: make([]Relation, len(relations)), index: make(map[RelationID]int, len(relations))}
	for i, r := range relations {
		o.list[i] = r.clone()
	}
	slices.SortStableFunc(o.list, func(a, b Relation) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for i := range o.list {
		r := &o.list[i]
		if err := r.validate(); err != nil {
			return nil, err
		}
		if _, twice := o.index[r.ID]; twice {
			return nil, &RelationError{Code: CodeInvalid, Relation: r.ID, Field: "id", Reason: "given twice"}
		}
		o.index[r.ID] = i
		r.complete()
	}
	if err := o.link(); err != nil {
		return nil, err
	}
	o.indexCAMEO()
	return o, nil
}

// link resolves parents to positions, finds roots, and hands values down.
func (o *Ontology) link() error {
	n := len(o.list)
	o.parent, o.root, o.children = make([]int, n), make([]int, n), make([][]int, n)
	for i, r := range o.list {
		o.parent[i], o.root[i] = -1, -1
		if r.Parent == "" {
			o.root[i] = i
			continue
		}
		p, ok := o.index[r.Parent]
		if !ok {
			return &RelationError{Code: CodeInvalid, Relation: r.ID, Field: "parent", Reason: fmt.Sprintf("no relation %q", r.Parent)}
		}
		o.parent[i] = p
		o.children[p] = append(o.children[p], i)
	}
	for i := range o.list {
		if err := o.settle(i); err != nil {
			return err
		}
	}
	return nil
}

// settle finds the root of i, and that of everything between, top down, so that
// each relation inherits from a parent that is itself complete.
func (o *Ontology) settle(i int) error {
	var chain []int
	for j := i; o.root[j] < 0; j = o.parent[j] {
		chain = append(chain, j)
		if len(chain) > len(o.list) {
			return &RelationError{Code: CodeInvalid, Relation: o.list[i].ID, Field: "parent", Reason: "its parents go round in a circle"}
		}
	}
	for _, j := range slices.Backward(chain) {
		p := o.parent[j]
		o.root[j] = o.root[p]
		r := &o.list[j]
		r.inherit(&o.list[p])
		if root := o.list[o.root[j]]; r.Class != root.Class {
			return &RelationError{Code: CodeInvalid, Relation: r.ID, Field: "class", Reason: fmt.Sprintf("%q, but its root %s is %q", r.Class, root.ID, root.Class)}
		}
	}
	return nil
}

// indexCAMEO lets a code find its own relation `cameo-CODE` where there is one,
// else the first relation that carries the code.
func (o *Ontology) indexCAMEO() {
	o.cameo = make(map[string]int)
	for i, r := range o.list {
		if _, taken := o.cameo[r.CAMEO]; r.CAMEO != "" && !taken {
			o.cameo[r.CAMEO] = i
		}
	}
	for code := range o.cameo {
		if i, ok := o.index[RelationID("cameo-"+code)]; ok {
			o.cameo[code] = i
		}
	}
}

// Len returns the number of relations.
func (o *Ontology) Len() int { return len(o.list) }

// Relation returns the relation id, and whether it is known.
func (o *Ontology) Relation(id RelationID) (Relation, bool) {
	i, ok := o.index[id]
	if !ok {
		return Relation{}, false
	}
	return o.list[i], true
}

// All returns every relation, sorted by id, bytewise. The caller owns the slice.
func (o *Ontology) All() []Relation { return slices.Clone(o.list) }

// Index returns the position of id in All: dense, from 0, the same in every
// process that loads the same relations, and different once one is added. It is
// for columns in memory and is never stored.
func (o *Ontology) Index(id RelationID) (int, bool) {
	i, ok := o.index[id]
	return i, ok
}

// Roots returns the roots, sorted.
func (o *Ontology) Roots() []RelationID {
	var ids []RelationID
	for i, r := range o.list {
		if o.parent[i] < 0 {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// Root returns the root above id (id itself for a root), or "" if id is unknown.
func (o *Ontology) Root(id RelationID) RelationID {
	i, ok := o.index[id]
	if !ok {
		return ""
	}
	return o.list[o.root[i]].ID
}

// Children returns the relations whose parent is id, sorted; none if id is a
// leaf or unknown.
func (o *Ontology) Children(id RelationID) []RelationID {
	i, ok := o.index[id]
	if !ok {
		return nil
	}
	ids := make([]RelationID, 0, len(o.children[i]))
	for _, c := range o.children[i] {
		ids = append(ids, o.list[c].ID)
	}
	return ids
}

// Expand returns id and everything below it, sorted: what a query for id means.
// It returns none if id is unknown.
func (o *Ontology) Expand(id RelationID) []RelationID {
	i, ok := o.index[id]
	if !ok {
		return nil
	}
	todo := []int{i}
	var ids []RelationID
	for len(todo) > 0 {
		j := todo[len(todo)-1]
		todo = append(todo[:len(todo)-1], o.children[j]...)
		ids = append(ids, o.list[j].ID)
	}
	slices.Sort(ids)
	return ids
}

// IsSymmetric reports whether id holds both ways round; false if it is unknown.
func (o *Ontology) IsSymmetric(id RelationID) bool {
	i, ok := o.index[id]
	return ok && o.list[i].Symmetric
}

// CAMEO returns the relation for a CAMEO code written with its leading zeros
// ("042"), and whether there is one.
func (o *Ontology) CAMEO(code string) (RelationID, bool) {
	i, ok := o.cameo[code]
	if !ok {
		return "", false
	}
	return o.list[i].ID, true
}

// Digest returns the SHA-256, in hex, of what never changes about each
// relation: id, parent and symmetry. Two ontologies with the same digest mean
// the same by every stored claim; labels and descriptions may differ.
func (o *Ontology) Digest() string {
	h := sha256.New()
	for _, r := range o.list {
		// No field can hold a tab or a line feed, so the lines are unambiguous.
		h.Write([]byte(string(r.ID) + "\t" + string(r.Parent) + "\t" + strconv.FormatBool(r.Symmetric) + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Check reports whether o may be used over data that were stored under the
// relations stored: it may add relations, deprecate them, and change their
// words, but each stored one must be there with the same parent, root and
// symmetry. The error, a *RelationError, names the first that disagrees.
func (o *Ontology) Check(stored []Relation) error {
	old, err := NewOntology(stored)
	if err != nil {
		return fmt.Errorf("stored ontology: %w", err)
	}
	for _, was := range old.list {
		is, ok := o.Relation(was.ID)
		bad := func(field, format string, args ...any) error {
			return &RelationError{Code: CodeConflict, Relation: was.ID, Field: field, Reason: fmt.Sprintf(format, args...)}
		}
		switch {
		case !ok:
			return bad("id", "is stored with the data but missing here; mark a relation deprecated instead of taking it out")
		case is.Parent != was.Parent:
			return bad("parent", "is %q here but %q with the data; it never changes", is.Parent, was.Parent)
		case o.Root(was.ID) != old.Root(was.ID):
			return bad("root", "is %s here but %s with the data; it never changes", o.Root(was.ID), old.Root(was.ID))
		case is.Symmetric != was.Symmetric:
			return bad("symmetric", "is %t here but %t with the data; it never changes", is.Symmetric, was.Symmetric)
		}
	}
	return nil
}
