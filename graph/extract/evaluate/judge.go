package evaluate

import (
	"slices"

	"liaison/graph"
	"liaison/graph/extract"
)

// Directory tells who the actors are that proposals name by the id of a known one.
type Directory interface {
	Actor(id graph.ActorID) (graph.Actor, bool)
}

// By says how closely the actors of a proposal must be those of gold.
type By int

// The ways. What is found by Strict is found by Lenient. By the country never holds where both ends of the gold claim are of
// that country.
const (
	// Strict: the same words but for case, marks, articles and possessives; any name that the text has for the actor; its id;
	// or the country itself for its government, an agency of it or a person of it, or the other way round. Where gold has
	// words and a code of a country and no list of actors, the country.
	Strict By = iota
	// Lenient: Strict; or, unless the proposal names another actor of the text, words with the same head of which one says
	// all that the other says, or government, agency or person of the same country.
	Lenient
	// Loose is the way of the literature: where gold has a code and no list of actors, the same country, whatever the words;
	// else Lenient, the same country, or a word in common.
	Loose
	ways
)

func (b By) String() string { return [...]string{"strict", "lenient", "loose"}[b] }

// someone is an end of a proposal, as it is compared.
type someone struct {
	nobody  bool // the end is empty
	id      graph.ActorID
	text    phrase   // the words there; empty for a pronoun
	pronoun phrase   // the words there, if they are one
	names   []phrase // of whom the words were taken to mean
	country string
	kind    graph.Kind
	surely  bool // the words themselves name the actor, so they count more than what was made of them
	named   []*Actor
}

// see makes an end of a proposal comparable; named are the actors of the document that it means by name or id.
func see(m *extract.Mention, dir Directory, actors []Actor, known [][]phrase) someone {
	s := someone{id: m.Actor, nobody: m.Text == "" && m.Actor == "" && m.New == nil && len(m.Candidates) == 0}
	if !isPronoun(m.Text) && m.Via != extract.ByPronoun {
		s.text = newPhrase(m.Text)
	} else {
		s.pronoun = newPhrase(m.Text)
	}
	s.surely = m.Via == extract.ByName || m.Via == extract.ByDemonym || m.Via == ""
	if m.New != nil {
		s.names, s.country, s.kind = []phrase{newPhrase(m.New.Name)}, m.New.Country, m.New.Kind
		if s.id == "" {
			s.id = m.New.ID
		}
	}
	if dir != nil && s.id != "" { // other names count only where somebody besides the proposal knows them
		if a, ok := dir.Actor(s.id); ok {
			s.country, s.kind = a.Country, a.Kind
			s.names = phrases(append([]string{a.Name}, a.Aliases...))
		}
	}
	for i := range actors {
		if actors[i].ID != "" && s.id == actors[i].ID || anySame(s.names, known[i]) {
			s.named = append(s.named, &actors[i])
		}
	}
	if len(s.named) > 0 {
		return s
	}
	for i := range actors {
		if anySame([]phrase{s.text}, known[i]) {
			s.named = append(s.named, &actors[i])
		}
	}
	return s
}

func phrases(texts []string) []phrase {
	var out []phrase
	for _, t := range texts {
		if !isPronoun(t) {
			out = append(out, newPhrase(t))
		}
	}
	return out
}

func anySame(a, b []phrase) bool {
	return slices.ContainsFunc(a, func(p phrase) bool {
		return slices.ContainsFunc(b, func(q phrase) bool { return p.same(&q) })
	})
}

func anyAlike(a, b []phrase) bool {
	return slices.ContainsFunc(a, func(p phrase) bool {
		return slices.ContainsFunc(b, func(q phrase) bool { return p.alike(&q) })
	})
}

// parties holds the words of gold parties, made comparable once.
type parties map[*Party]partyWords

type partyWords struct {
	here  []phrase // at that place
	names []phrase // anywhere in the text
}

func newParties(d *Document) parties {
	out := parties{}
	for i := range d.Events {
		for j := range d.Events[i].Codings {
			c := &d.Events[i].Codings[j]
			for _, p := range []*Party{c.Source, c.Target} {
				if _, done := out[p]; done || p == nil {
					continue
				}
				w := partyWords{here: phrases(p.Words)}
				if p.Actor != nil {
					w.names = phrases(p.Actor.Names)
				} else {
					w.here = nil
					for _, words := range p.Words { // pronouns as well: gold has nothing else
						w.here = append(w.here, newPhrase(words))
					}
				}
				out[p] = w
			}
		}
	}
	return out
}

// are says whether an end of a proposal is the party, and how closely that must show. other is the party at the other end:
// where both are of one country, the country does not tell them apart.
func (w parties) are(s *someone, p, other *Party, by By) bool {
	switch {
	case p == nil || s.nobody:
		return p == nil && s.nobody
	case p.Unknown:
		return true
	case by == Loose && p.Code != "" && (p.Actor == nil || s.country == p.Code):
		return s.country == p.Code
	case w.byName(s, p):
		return true
	case by == Loose && w.shareWord(s, p):
		return true
	}
	onlyCodes := p.Actor == nil && len(p.Words) == 0
	oneCountry := p.Code != "" && s.country == p.Code && (other == nil || other.Code != p.Code || onlyCodes)
	if oneCountry && (p.Actor == nil || official(s.kind, p.Actor.Kind) && (isState(s.kind) || isState(p.Actor.Kind))) {
		return true
	}
	if by == Strict || len(s.named) > 0 && !slices.Contains(s.named, p.Actor) {
		return false // it is another actor of this text
	}
	if s.country != "" && p.Code != "" && s.country != p.Code {
		return false
	}
	if oneCountry && official(s.kind, p.Actor.Kind) {
		return true
	}
	own := append(slices.Clone(s.names), s.text)
	return anyAlike(own, w[p].here) || anyAlike(own, w[p].names)
}

// byName says whether the words, or the actor made of them, are those of the party.
func (w parties) byName(s *someone, p *Party) bool {
	if p.Actor != nil && len(s.named) > 0 {
		return slices.Contains(s.named, p.Actor)
	}
	here := w[p].here
	if anySame(s.names, here) {
		return true
	}
	if !s.surely && s.country != "" && p.Code != "" && s.country != p.Code {
		return false // "the president", of another country
	}
	return anySame([]phrase{s.text}, here) || p.Actor == nil && anySame([]phrase{s.pronoun}, here)
}

// shareWord says whether the words of the two have one in common that is no preposition.
func (w parties) shareWord(s *someone, p *Party) bool {
	return slices.ContainsFunc(slices.Concat(w[p].here, w[p].names), func(q phrase) bool {
		return slices.ContainsFunc(s.text.words, func(word string) bool { return !isLink(word) && slices.Contains(q.words, word) })
	})
}

func isState(k graph.Kind) bool { return k == graph.KindState || k == "" }

// official says whether all kinds stand for their country.
func official(kinds ...graph.Kind) bool {
	for _, k := range kinds {
		switch k {
		case "", graph.KindState, graph.KindGovernment, graph.KindAgency, graph.KindPerson:
		default:
			return false
		}
	}
	return true
}
