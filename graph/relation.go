package graph

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// RelationID names a relation. A root is written in capitals (`COOPERATE`,
// `PART_OF`), everything below a root in small letters (`share-intelligence`,
// `cameo-064`). Roots double as Neo4j relationship types, hence their alphabet.
type RelationID string

var (
	rootPattern  = regexp.MustCompile(`^[A-Z][A-Z0-9_]{0,63}$`)
	childPattern = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
)

// What a relation can be about.
const (
	ClassEvent      = "event"      // something done or said at a time
	ClassStructural = "structural" // something that holds for a time: membership, ownership, kinship
)

// Relation is one type of claim: a node of the ontology's forest.
//
// NewOntology fills in what a child leaves empty from its parent: Class, Type,
// Mode, Quad, Subjects and Objects. Score is never filled in, as 0 is a score.
type Relation struct {
	ID     RelationID `json:"id"`
	Parent RelationID `json:"parent,omitempty"` // empty for a root
	// Label reads between subject and object: "A <label> B". Inverse reads the
	// other way round: "B <inverse> A"; for a symmetric relation it is the label.
	Label   string `json:"label"`
	Inverse string `json:"inverse"`
	// Symmetric relations hold both ways round ("meets with").
	Symmetric bool `json:"symmetric"`
	// Subjects and Objects are the actor kinds that fit each end; empty means
	// any. A claim whose ends do not fit is refused, so the lists are generous.
	Subjects []Kind `json:"subjects,omitempty"`
	Objects  []Kind `json:"objects,omitempty"`
	Class    string `json:"class"` // ClassEvent or ClassStructural, one per root
	// Type and Mode are PLOVER's; both empty where PLOVER has no word for it.
	Type     string   `json:"type,omitempty"`
	Mode     string   `json:"mode,omitempty"`
	Contexts []string `json:"contexts,omitempty"` // PLOVER contexts it usually comes with
	CAMEO    string   `json:"cameo,omitempty"`    // nearest CAMEO code, two to four digits
	// Quad is PLOVER's quad class: 1 verbal cooperation, 2 material cooperation,
	// 3 verbal conflict, 4 material conflict; 0 none of them.
	Quad int `json:"quad,omitempty"`
	// Score is the intensity in tenths, -100 (most hostile) to 100 (most
	// friendly): PLOVER's score, or Goldstein's for a CAMEO relation.
	Score       int      `json:"score"`
	Description string   `json:"description"`
	Aliases     []string `json:"aliases,omitempty"` // other words people look for
	// Basis says where the coding comes from, for reviewers: "plover" (manual),
	// "table" (PLOVER's CAMEO conversion), "suggested" and "own" (our readings).
	Basis      string `json:"basis,omitempty"`
	Deprecated bool   `json:"deprecated,omitempty"` // known, but not offered for new claims
}

// RelationError tells what is wrong with one relation of an ontology. Its code
// is CodeInvalid, or CodeConflict where the relation is well-formed but departs
// from what is stored.
type RelationError struct {
	Code     Code
	Relation RelationID
	Field    string // JSON name of the field
	Reason   string // names the value and what is allowed
}

func (e *RelationError) Error() string {
	return fmt.Sprintf("relation %q: %s: %s", e.Relation, e.Field, e.Reason)
}

// Unwrap gives the same as an *Error, for CodeOf.
func (e *RelationError) Unwrap() error {
	return &Error{Code: e.Code, Field: e.Field, Value: shorten(string(e.Relation)), Message: e.Reason}
}

// validate checks what can be seen on the relation alone.
func (r *Relation) validate() error {
	bad := func(field, format string, args ...any) error {
		return &RelationError{Code: CodeInvalid, Relation: r.ID, Field: field, Reason: fmt.Sprintf(format, args...)}
	}
	switch {
	case rootPattern.MatchString(string(r.ID)):
		if r.Parent != "" {
			return bad("parent", "%q given, but an id in capitals is a root and has no parent", r.Parent)
		}
	case childPattern.MatchString(string(r.ID)):
		if r.Parent == "" {
			return bad("parent", "missing; only a root (%s) has none", rootPattern)
		}
	default:
		return bad("id", "%q must match %s (below a root) or %s (a root)", r.ID, childPattern, rootPattern)
	}
	if r.Symmetric && r.Inverse != "" && r.Inverse != r.Label {
		return bad("inverse", "%q differs from the label %q, but the relation is symmetric", r.Inverse, r.Label)
	}
	for _, end := range []struct {
		field string
		kinds []Kind
	}{{"subjects", r.Subjects}, {"objects", r.Objects}} {
		for _, k := range end.kinds {
			if !k.Valid() {
				return bad(end.field, "kind %q is not known; allowed: %s", k, kindList())
			}
		}
	}
	if r.Class != "" && r.Class != ClassEvent && r.Class != ClassStructural {
		return bad("class", "%q; allowed: %s, %s", r.Class, ClassEvent, ClassStructural)
	}
	if r.Quad < 0 || r.Quad > 4 {
		return bad("quad", "%d; allowed: 0 (none) to 4", r.Quad)
	}
	if r.Score < -100 || r.Score > 100 {
		return bad("score", "%d; allowed: -100 to 100, in tenths", r.Score)
	}
	return nil
}

// inherit fills in what r leaves empty from its parent.
func (r *Relation) inherit(parent *Relation) {
	if r.Class == "" {
		r.Class = parent.Class
	}
	if r.Type == "" {
		r.Type = parent.Type
	}
	if r.Mode == "" {
		r.Mode = parent.Mode
	}
	if r.Quad == 0 {
		r.Quad = parent.Quad
	}
	if len(r.Subjects) == 0 {
		r.Subjects = parent.Subjects
	}
	if len(r.Objects) == 0 {
		r.Objects = parent.Objects
	}
}

// complete fills in what needs no parent.
func (r *Relation) complete() {
	if r.Label == "" {
		r.Label = strings.ToLower(strings.NewReplacer("-", " ", "_", " ").Replace(string(r.ID)))
	}
	if r.Symmetric {
		r.Inverse = r.Label
	}
	if r.Parent == "" && r.Class == "" {
		r.Class = ClassEvent
	}
}

// clone makes r independent of the caller's slices.
func (r Relation) clone() Relation {
	r.Subjects = slices.Clone(r.Subjects)
	r.Objects = slices.Clone(r.Objects)
	r.Contexts = slices.Clone(r.Contexts)
	r.Aliases = slices.Clone(r.Aliases)
	return r
}
