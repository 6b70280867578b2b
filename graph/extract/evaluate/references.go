package evaluate

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"liaison/graph/extract"
)

// Referrer tells whom the pronouns of a text may mean.
type Referrer interface {
	References(ctx context.Context, text extract.Text) ([]extract.Reference, error)
}

// Case is a pronoun of which gold says whom it means.
type Case struct {
	Text    string // id of the text
	At      int    // byte of the text
	Words   string
	Choices []Lesson // Right: gold means them
	Taken   int      // the choice that was taken; -1: none
}

// Cases reads the documents that have all their claims, and finds the pronouns among the ends of their claims. Where none of whom
// a pronoun may mean is right, all choices are wrong, but for "its" before a noun, where gold may mean what the noun names.
func Cases(ctx context.Context, x Referrer, docs []Document, o Options) ([]Case, error) {
	var out []Case
	for i := range docs {
		d := &docs[i]
		if !d.Complete {
			continue
		}
		list, err := x.References(ctx, d.Text)
		if err != nil {
			return nil, fmt.Errorf("%s, text %s: %w", d.File, d.ID, err)
		}
		means := d.pronouns()
		b := newBench(d, o.Ontology, o.Directory, nil)
		b.learn(means)
		for _, ref := range list {
			gold, known := means[ref.Start]
			if !known || len(gold.parties) == 0 {
				continue
			}
			c := Case{Text: d.ID, At: ref.Start, Words: ref.Text, Taken: -1}
			if ref.Taken {
				c.Taken = 0
			}
			any := false
			for _, choice := range ref.Choices {
				right := b.means(&choice, gold, o.Directory)
				any = any || right
				c.Choices = append(c.Choices, Lesson{Text: d.ID, Features: choice.Features, Right: right})
			}
			if any || !gold.loosely {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// meant is whom gold means by a pronoun.
type meant struct {
	parties []*Party // any of them is right
	several int      // different actors at the ends of different claims
	loosely bool     // the pronoun stands before a noun, which may mean another one
}

// pronouns finds the pronouns at the ends of the claims, by the byte at which they begin.
func (d *Document) pronouns() map[int]*meant {
	out := map[int]*meant{}
	for i := range d.Events {
		e := &d.Events[i]
		for j := range e.Codings {
			c := &e.Codings[j]
			for _, p := range []*Party{c.Source, c.Target} {
				if p == nil || p.Actor == nil || len(p.Words) == 0 {
					continue
				}
				at, loosely, ok := d.pronounAt(p.Words[0], e.Quotes)
				if !ok || loosely && namesLast(p) {
					continue
				}
				m := out[at]
				if m == nil {
					m = &meant{loosely: loosely}
					out[at] = m
				}
				if j == 0 && !slices.ContainsFunc(m.parties, func(q *Party) bool { return q.Actor == p.Actor }) {
					m.several++
				}
				m.parties = append(m.parties, p)
			}
		}
	}
	d.descriptions(out)
	return out
}

// namesLast says whether "its neighbour" may be a name of the party, so that "its" is somebody else: if it is called by that noun elsewhere,
// or the noun is one of somebody beside.
func namesLast(p *Party) bool {
	words := newPhrase(p.Words[0])
	switch words.head {
	case "neighbour", "neighbor", "rival", "ally", "counterpart", "colleague", "successor", "predecessor", "wife", "husband", "brother", "son", "daughter", "sister", "father":
		return true
	}
	return slices.ContainsFunc(p.Actor.Names, func(n string) bool {
		q := newPhrase(n)
		return q.head == words.head
	})
}

// descriptions adds the places of the names that are descriptions of one actor only: "the group".
func (d *Document) descriptions(out map[int]*meant) {
	whose := map[string]*Actor{}
	for i := range d.Actors {
		for _, n := range d.Actors[i].Names {
			key := strings.ToLower(n)
			if _, twice := whose[key]; twice {
				whose[key] = nil
			} else {
				whose[key] = &d.Actors[i]
			}
		}
	}
	for name, a := range whose {
		rest, the := strings.CutPrefix(name, "the ")
		if !the || a == nil {
			continue
		}
		p := &Party{Actor: a, Code: a.Code}
		for _, n := range []string{"the " + rest, "The " + rest} {
			for k := 0; ; k += len(n) {
				i := strings.Index(d.Text.Body[k:], n)
				if i < 0 {
					break
				}
				k += i
				if out[k] == nil && bounded(d.Text.Body, k, k+len(n)) {
					out[k] = &meant{parties: []*Party{p}, several: 1}
				}
			}
		}
	}
}

// pronounAt finds words that begin with a pronoun in the one place of the quotes where they stand.
func (d *Document) pronounAt(words string, quotes []string) (at int, loosely, ok bool) {
	first, rest, more := strings.Cut(words, " ")
	if !isPronoun(first) && !strings.EqualFold(first, "her") {
		return 0, false, false
	}
	if more && !isDeterminer(strings.ToLower(first)) || strings.HasPrefix(rest, "of ") {
		return 0, false, false
	}
	at = -1
	for _, q := range quotes {
		from := strings.Index(d.Text.Body, q)
		if from < 0 {
			continue
		}
		for k := from; ; {
			n := strings.Index(d.Text.Body[k:from+len(q)], words)
			if n < 0 {
				break
			}
			k += n
			if bounded(d.Text.Body, k, k+len(words)) {
				if at >= 0 && at != k {
					return 0, false, false
				}
				at = k
			}
			k += len(words)
		}
	}
	return at, more, at >= 0
}

func bounded(body string, start, end int) bool {
	letter := func(i int) bool { return i >= 0 && i < len(body) && unicode.IsLetter(rune(body[i])) }
	return !letter(start-1) && !letter(end)
}

// learn makes the words of parties comparable that are no ends of claims.
func (b *bench) learn(means map[int]*meant) {
	for _, m := range means {
		for _, p := range m.parties {
			if _, known := b.parties[p]; !known {
				b.parties[p] = partyWords{names: phrases(p.Actor.Names)}
			}
		}
	}
}

// means says whether a choice is whom gold means: each of it, and as many.
func (b *bench) means(c *extract.Choice, gold *meant, dir Directory) bool {
	if gold.several > 1 && len(c.Mentions) < gold.several {
		return false
	}
	for i := range c.Mentions {
		s := see(&c.Mentions[i], dir, b.doc.Actors, b.known)
		if !slices.ContainsFunc(gold.parties, func(p *Party) bool { return b.parties.are(&s, p, nil, Lenient) }) {
			return false
		}
	}
	return len(c.Mentions) > 0
}

// Solved counts cases: how many gold could be found for, how many were answered, and how many of these are right.
type Solved struct {
	Cases, Answered, Right, Possible int
}

func (s Solved) String() string {
	return fmt.Sprintf("%d cases, %d of them among the choices; answered %d, right %d: precision %.3f, recall %.3f",
		s.Cases, s.Possible, s.Answered, s.Right, share(s.Right, s.Answered), share(s.Right, s.Cases))
}

func (s *Solved) count(c *Case, taken int) {
	s.Cases++
	if slices.ContainsFunc(c.Choices, func(l Lesson) bool { return l.Right }) {
		s.Possible++
	}
	if taken >= 0 {
		s.Answered++
		s.Right += b2i(c.Choices[taken].Right)
	}
}

// Solve counts cases as they were answered.
func Solve(cases []Case) Solved {
	var s Solved
	for i := range cases {
		s.count(&cases[i], cases[i].Taken)
	}
	return s
}

// FitCases fits weights to cases.
func FitCases(cases []Case, ridge float64) Scores {
	var list []Lesson
	for i := range cases {
		list = append(list, cases[i].Choices...)
	}
	return Fit(list, ridge, Scores{})
}

// CrossSolve answers each case by weights that are fitted to the texts of the other parts: how they do on texts that they were not fitted to.
// An answer needs the least odds, and so much more than the next one.
func CrossSolve(cases []Case, ridge, least, lead float64) []Case {
	part, out := map[string]int{}, slices.Clone(cases)
	for _, c := range cases {
		if _, known := part[c.Text]; !known {
			part[c.Text] = len(part) % Folds
		}
	}
	for fold := range Folds {
		s := FitCases(slices.DeleteFunc(slices.Clone(cases), func(c Case) bool { return part[c.Text] == fold }), ridge)
		for i := range out {
			if part[out[i].Text] == fold {
				out[i].Taken = s.best(&out[i], least, lead)
			}
		}
	}
	return out
}

// best is the choice of a case for which most speaks; -1: too little does.
func (s *Scores) best(c *Case, least, lead float64) int {
	best, first, second := -1, math.Inf(-1), math.Inf(-1)
	for i := range c.Choices {
		switch odds := s.Odds(c.Choices[i].Features); {
		case odds > first:
			best, first, second = i, odds, first
		case odds > second:
			second = odds
		}
	}
	if first < least || first-second < lead {
		return -1
	}
	return best
}
