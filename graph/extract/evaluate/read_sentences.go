package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"liaison/graph"
	"liaison/graph/extract"
)

// sentence is a line of the public sets: PLOVER events, score against accept. Fields that do not bear on scoring are left
// unread.
type sentence struct {
	ID       string          `json:"id"`
	Text     string          `json:"text"`
	Date     string          `json:"date"`
	Origin   string          `json:"origin"`
	Level    Level           `json:"level"`
	None     bool            `json:"none"`
	Optional []string        `json:"optional"`
	Events   []sentenceEvent `json:"events"`
}

type sentenceEvent struct {
	Source     *sentenceParty `json:"source"`
	Target     *sentenceParty `json:"target"`
	Event      string         `json:"event"`
	Accept     []string       `json:"accept"`
	Reciprocal bool           `json:"reciprocal"`
}

type sentenceParty struct {
	Text string   `json:"text"`
	Code string   `json:"code"`
	Alt  []string `json:"alt"`
}

func readSentences(r *Reader, file string, lines []line) ([]Document, error) {
	var docs []Document
	for _, l := range lines {
		var s sentence
		if err := json.Unmarshal(l.raw, &s); err != nil {
			return nil, &GoldError{File: file, Line: l.n, Err: err}
		}
		d, field, err := r.sentence(&s)
		if err != nil {
			return nil, &GoldError{File: file, Line: l.n, Field: field, Err: err}
		}
		if len(d.Events) < len(s.Events) {
			continue // coders found an event and could not say of which type
		}
		d.Line = l.n
		docs = append(docs, d)
	}
	return docs, nil
}

func (r *Reader) sentence(s *sentence) (d Document, field string, err error) {
	d = Document{ID: s.ID, Origin: s.Origin, Level: s.Level, Text: extract.Text{Body: s.Text, Published: s.Date, Language: "en"}}
	if s.Text == "" {
		return d, "text", errors.New("is missing")
	}
	if d.Level, err = oneOf(s.Level, []Level{Full, Codes, Types}); err != nil {
		return d, "level", err
	}
	if _, err := graph.ParsePublished(s.Date); err != nil {
		return d, "date", err
	}
	if d.Optional, err = r.roots(plover(s.Optional)); err != nil {
		return d, "optional", err
	}
	for i, e := range s.Events {
		field := fmt.Sprintf("events[%d].", i)
		accept := plover(e.Accept)
		if len(accept) == 0 {
			accept = plover([]string{e.Event})
		}
		if len(accept) == 0 {
			continue
		}
		c := Coding{Polarity: graph.Asserted, Modality: graph.Actual, Reciprocal: e.Reciprocal, Source: e.Source.party(d.Level), Target: e.Target.party(d.Level)}
		if c.Roots, err = r.roots(accept); err != nil {
			return d, field + "accept", err
		}
		d.Events = append(d.Events, Event{
			Label: accept[0], Codings: []Coding{c}, Core: true, Undated: true, AnySpeaker: true, AnyPolarity: true,
		})
	}
	return d, "", nil
}

// plover splits the one type of the sets that is two of PLOVER.
func plover(types []string) []string {
	var out []string
	for _, t := range types {
		if t == "" {
			continue
		}
		next := []string{t}
		if t == "YIELD" {
			next = []string{string(concede), string(retreat)}
		}
		for _, t := range next {
			if !slices.Contains(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// The two halves of a type that older codings do not split.
const (
	concede graph.RelationID = "CONCEDE"
	retreat graph.RelationID = "RETREAT"
)

// party takes what the level knows. A code names a country by its first three letters; what follows is a sector.
func (p *sentenceParty) party(level Level) *Party {
	if p == nil {
		return nil
	}
	out := &Party{}
	if level == Full {
		for _, words := range append([]string{p.Text}, p.Alt...) {
			if words != "" {
				out.Words = append(out.Words, words)
			}
		}
	}
	out.Code = country(p.Code)
	out.Unknown = len(out.Words) == 0 && out.Code == ""
	return out
}

// country takes the country out of a code: its first three letters; what follows is a sector. Some codes have none.
func country(code string) string {
	if len(code) < 3 || !isCode(code[:3]) {
		return ""
	}
	switch code[:3] {
	case "IGO", "NGO", "NGM", "MNC", "IMG": // kinds of actors
		return ""
	}
	return code[:3]
}
