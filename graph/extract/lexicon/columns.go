package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"liaison/graph"
)

// readSlots reads "t=obj,on s=by sym".
func readSlots(column string) (Slots, error) {
	var s Slots
	for f := range strings.FieldsSeq(column) {
		name, value, _ := strings.Cut(f, "=")
		list := strings.Split(strings.ReplaceAll(value, "_", " "), ",")
		switch name {
		case "t":
			s.Target = list
		case "s":
			s.Source = list
		case "people":
			s.People = graph.RelationID(value)
		case "sym":
			s.Symmetric = true
		case "place":
			s.Place = true
		case "weak":
			s.Weak = true
		case "copula":
			s.Copula = true
		case "flip":
			s.Flip = true
		case "plural":
			s.PluralNot = true
		default:
			return s, fmt.Errorf("slots: %q is not known; allowed: t=, s=, people=, sym, place, weak, copula, flip, plural", f)
		}
	}
	return s, nil
}

// builtin are the classes that no list makes: the reader knows what is an actor, a person, a place, and what "any" is.
var builtin = []string{"actor", "person", "place", "any"}

// readNeed reads "obj=actor as=terrorist".
func (l *Lexicon) readNeed(column string) (Need, error) {
	var n Need
	for f := range strings.FieldsSeq(column) {
		if f == "place" || f == "active" {
			n.Place, n.Active = n.Place || f == "place", n.Active || f == "active"
			continue
		}
		name, class, ok := strings.Cut(f, "=")
		if !ok {
			return n, fmt.Errorf("need: %q is neither place nor NAME=CLASS", f)
		}
		if id, event := strings.CutPrefix(class, "event:"); event && name == Object {
			rel, err := l.relation(id)
			if err != nil {
				return n, err
			}
			n.Event = rel
			continue
		}
		if n.flag(f) {
			continue
		}
		class = strings.ReplaceAll(class, "_", " ")
		if l.things[class] == nil && !slices.Contains(builtin, class) {
			return n, fmt.Errorf("need: class %q is not in things.tsv", class)
		}
		l.setNeed(&n, name, class)
	}
	return n, nil
}

// flag reads a need that is no class; false: it is none.
func (n *Need) flag(f string) bool {
	switch {
	case f == "comp=inf":
		n.Infinitive = true
	case f == "obj=none":
		n.NoObject = true
	case f == "own=none":
		n.Free = true
	case strings.HasPrefix(f, "near="):
		n.Near = strings.TrimPrefix(f, "near=")
	default:
		return false
	}
	return true
}

func (l *Lexicon) setNeed(n *Need, name, class string) {
	switch name {
	case Object:
		n.Object = class
	case "subj":
		n.Subject = class
	case "pred":
		n.Predicate = class
	default:
		if n.Preps == nil {
			n.Preps = map[string]string{}
		}
		n.Preps[strings.ReplaceAll(name, "_", " ")] = class
	}
}

// Event reports whether a relation tells of something done or said at a time.
func (l *Lexicon) Event(id graph.RelationID) bool {
	r, ok := l.ontology.Relation(id)
	return ok && r.Class == graph.ClassEvent
}
