package graph

import (
	"slices"
	"strings"
)

// Kind says what sort of thing an actor is. The set is closed: a new kind is a
// change of the model, not of the data.
type Kind string

// The kinds of actors.
const (
	KindState      Kind = "state"       // a country as a whole: "Syria", "the United States"
	KindGovernment Kind = "government"  // those who govern at a time: an administration, a cabinet, a regime
	KindAgency     Kind = "agency"      // a body of a state: ministry, army, service, court, central bank
	KindArmedGroup Kind = "armed-group" // armed, and no body of a recognised state
	KindIGO        Kind = "igo"         // formed by states: United Nations, European Union
	KindNGO        Kind = "ngo"         // not for profit and not of a state
	KindCompany    Kind = "company"     // for profit, state-owned ones included
	KindParty      Kind = "party"       // a political party or list
	KindPerson     Kind = "person"      // one human being
	KindGroup      Kind = "group"       // people taken together: a tribe, protesters, delegates, a family
	KindPlace      Kind = "place"       // a town, region, sea, crossing
	KindFacility   Kind = "facility"    // something built: base, prison, plant, shrine, pipeline
)

// Kinds lists all kinds, in the order in which people are shown them. The
// caller owns the slice.
func Kinds() []Kind {
	return []Kind{
		KindState, KindGovernment, KindAgency, KindArmedGroup, KindIGO, KindNGO,
		KindCompany, KindParty, KindPerson, KindGroup, KindPlace, KindFacility,
	}
}

// ParseKind returns the kind written as s, exactly. The error names s and lists
// what is allowed.
func ParseKind(s string) (Kind, error) {
	k := Kind(s)
	if !k.Valid() {
		return "", Invalid("kind", s, "%q is not known; allowed: %s", shorten(s), kindList())
	}
	return k, nil
}

// Valid reports whether k is one of Kinds.
func (k Kind) Valid() bool { return slices.Contains(Kinds(), k) }

func kindList() string {
	var names []string
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}
