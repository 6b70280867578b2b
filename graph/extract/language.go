package extract

import (
	"strings"
	"unicode"

	"liaison/graph"
	"liaison/graph/extract/dates"
	"liaison/graph/extract/gazetteer"
)

// Reads says whether events are read in a text, which is to be English: its language says so, or, where that is not told, its
// letters do not speak against it. In others there are Mentions.
func Reads(t Text) bool {
	if t.Language != "" {
		base, _, _ := strings.Cut(strings.ToLower(t.Language), "-")
		return base == "en" || base == "eng" || base == "und"
	}
	latin, other := 0, 0
	for _, c := range t.Body[:min(len(t.Body), 4096)] {
		switch {
		case unicode.Is(unicode.Latin, c):
			latin++
		case unicode.IsLetter(c):
			other++
		}
	}
	return latin >= other
}

// Moment is an expression of time at a place of a text.
type Moment struct {
	Text       string // Body[Start:End]
	Start, End int
	When       graph.When // zero: no date can be told
	Basis      graph.Basis
}

// Mentions finds the listed names of actors and the expressions of time of a text in any language that the gazetteer and the dates
// know (English, Russian, Arabic), in order. It makes no claims of them.
func (r *Reader) Mentions(text Text) ([]Mention, []Moment) {
	var mentions []Mention
	for _, m := range r.names.Find(text.Body, gazetteer.Around(text.Published)) {
		best := m.Best()
		if len(best) == 0 {
			continue
		}
		out := Mention{Text: m.Text, Start: m.Start, End: m.End, Via: Via(best[0].Via)}
		if len(best) > 1 {
			for _, c := range best {
				out.Candidates = append(out.Candidates, c.Actor)
			}
		} else {
			a, _ := r.names.Actor(best[0].Actor)
			out.Actor = a.ID
			if !best[0].Known {
				out.New = &a
			}
		}
		mentions = append(mentions, out)
	}
	published, _ := graph.ParsePublished(text.Published)
	var moments []Moment
	for _, t := range r.times.Find(text.Body, dates.Context{Published: published}) {
		moments = append(moments, Moment{Text: t.Text, Start: t.Start, End: t.End, When: t.When, Basis: t.Basis})
	}
	return mentions, moments
}
