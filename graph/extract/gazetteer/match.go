package gazetteer

import "liaison/graph"

// Via says by what kind of words an actor is meant.
type Via string

// The kinds of words. They are the same words as those of a mention of a text.
const (
	ByName    Via = "name"    // "Russia", "Hamas", "Angela Merkel"
	ByDemonym Via = "demonym" // "Russian", "the Russians"
	ByMetonym Via = "metonym" // "Moscow", "the Kremlin"
	ByOffice  Via = "office"  // "the French president"
)

// Candidate is an actor that words may mean.
type Candidate struct {
	Actor  graph.ActorID // see Gazetteer.Actor
	Via    Via
	Known  bool // one of the actors given to New; false: a shipped one
	Exists bool // at the date asked for; true as well where the date or the actor's period is not known
	Short  bool // the words are only a part of a person's name: "Putin"
	Person bool // the words mean one or several people of that country ("the Russians"), if Via is ByDemonym
	Source bool // a news agency or an outlet: it tells of events and is seldom a part of them
}

// Match is a place of a text where a listed name stands.
type Match struct {
	Text       string // the words there: text[Start:End]
	Start, End int    // bytes; a possessive ending and attached particles of Arabic are outside
	Candidates []Candidate
	Seat       bool   // a city or building that stands for those who govern there; the place is a candidate by name, the actor by metonym
	Possessive bool   // followed by 's or by an apostrophe
	Before     string // what is joined to the front by a hyphen, in lower case: "pro" of "pro-Russian"
	After      string // what is joined to the end by a hyphen, in lower case: "led" of "US-led"
}

// Best returns the candidates that stand for a decision: those that existed, of a seat not the place, and of these the known
// ones; each rule only where it leaves any. The name is certain if there is just one. Where the grammar says that a place is
// meant ("in Damascus"), look at Candidates by name instead.
func (m *Match) Best() []Candidate {
	list := m.Candidates
	for _, keep := range []func(Candidate) bool{
		func(c Candidate) bool { return c.Exists },
		func(c Candidate) bool { return !m.Seat || c.Via == ByMetonym },
		func(c Candidate) bool { return c.Known },
	} {
		if kept := filter(list, keep); len(kept) > 0 {
			list = kept
		}
	}
	return list
}

func filter(list []Candidate, keep func(Candidate) bool) []Candidate {
	var out []Candidate
	for _, c := range list {
		if keep(c) {
			out = append(out, c)
		}
	}
	return out
}

// Around turns a publication date, EDTF, into the days that it may mean. Without a date, or with one that is not
// understood, all days.
func Around(published string) graph.Window {
	w, err := graph.ParsePublished(published)
	if err != nil || w.IsZero() {
		return graph.AllTime()
	}
	b := w.Bounds()
	return graph.Window{From: b.SLo, To: b.EHi}
}
