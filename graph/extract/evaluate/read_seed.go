package evaluate

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"liaison/graph"
	"liaison/graph/extract"
)

// seedLine is a line of the seed format: first the document, then its claims.
type seedLine struct {
	Record    string `json:"record"`
	Doc       string `json:"doc"`
	Published string `json:"publication_date"`

	ID          string    `json:"id"`
	Tier        string    `json:"tier"`
	Type        string    `json:"type"`
	Mode        string    `json:"mode"`
	Symmetric   bool      `json:"symmetric"`
	Source      seedParty `json:"source"`
	Target      seedParty `json:"target"`
	Date        seedDate  `json:"date"`
	Modality    string    `json:"modality"`
	Attribution struct {
		Text string `json:"text"`
	} `json:"attribution"`
	Evidence     seedQuote   `json:"evidence"`
	AlsoEvidence []seedQuote `json:"also_evidence"`
}

type seedParty struct {
	ID       string `json:"id"`
	Code     string `json:"code"`
	Sector   string `json:"sector"`
	Mention  string `json:"mention"`
	Implicit bool   `json:"implicit"`
}

type seedDate struct {
	Text string `json:"text"`
	EDTF string `json:"edtf"`
}

type seedQuote struct {
	Quote string `json:"quote"`
	Start int    `json:"byte_start"`
}

// seedRoots says which roots a type of the format stands for.
func seedRoots(typ string) []string {
	switch typ {
	case "AFFILIATION":
		return []string{"PART_OF", "MEMBER_OF", "AFFILIATED_WITH", "LEADS"}
	case "STATE_CHANGE":
		return []string{"SUCCEEDS", "LEADS", "CONCEDE", "RETREAT"}
	}
	return []string{typ}
}

func readSeed(r *Reader, file string, lines []line) ([]Document, error) {
	var all []seedLine
	for _, l := range lines {
		var s seedLine
		if err := json.Unmarshal(l.raw, &s); err != nil {
			return nil, &GoldError{File: file, Line: l.n, Err: err}
		}
		all = append(all, s)
	}
	var docs []Document
	for i := 0; i < len(all); {
		if all[i].Record != "document" {
			return nil, &GoldError{File: file, Line: lines[i].n, Field: "record", Err: errors.New("is a claim before any document")}
		}
		end := i + 1
		for end < len(all) && all[end].Record == "claim" {
			end++
		}
		d, field, err := r.seed(file, &all[i], all[i+1:end])
		if err != nil {
			return nil, &GoldError{File: file, Line: lines[i].n, Field: field, Err: err}
		}
		d.Line = lines[i].n
		docs = append(docs, d)
		i = end
		if i < len(all) && all[i].Record != "document" {
			return nil, &GoldError{File: file, Line: lines[i].n, Field: "record", Err: fmt.Errorf("%q; allowed are document, claim", all[i].Record)}
		}
	}
	return docs, nil
}

func (r *Reader) seed(file string, doc *seedLine, claims []seedLine) (d Document, field string, err error) {
	raw, err := os.ReadFile(beside(file, doc.Doc))
	if err != nil {
		return d, "doc", err
	}
	d = Document{
		ID: strings.TrimSuffix(doc.Doc, ".txt"), Level: Full, Complete: true,
		Text: extract.Text{Body: string(raw), Published: doc.Published, Language: "en"},
	}
	d.seedActors(claims)
	for i := range claims {
		e, field, err := r.seedEvent(&d, &claims[i])
		if err != nil {
			return d, claims[i].ID + "." + field, err
		}
		for j := range i {
			a, b := &claims[j], &claims[i]
			if a.Type == b.Type && a.Source.ID == b.Source.ID && a.Target.ID == b.Target.ID && a.Evidence.Start == b.Evidence.Start {
				e.Twin = j + 1
			}
		}
		d.Events = append(d.Events, e)
	}
	return d, "", nil
}

// seedActors gathers the actors by id, and under each the words by which any claim names it.
func (d *Document) seedActors(claims []seedLine) {
	for i := range claims {
		for _, p := range []*seedParty{&claims[i].Source, &claims[i].Target} {
			if p.ID == "" {
				continue
			}
			a, known := d.actor(p.ID)
			if !known {
				d.Actors = append(d.Actors, Actor{Key: p.ID, Kind: seedKind(p), Code: country(p.Code)})
				a = &d.Actors[len(d.Actors)-1]
			}
			if !p.Implicit {
				a.Names = append(a.Names, strings.Split(p.Mention, " / ")...)
			}
		}
	}
}

func seedKind(p *seedParty) graph.Kind {
	scheme, _, _ := strings.Cut(p.ID, ":")
	switch {
	case scheme == "country":
		return graph.KindState
	case scheme == "gov":
		return graph.KindGovernment
	case scheme == "place":
		return graph.KindFacility
	case p.Sector == "SPY" || p.Sector == "MIL":
		return graph.KindAgency
	default:
		return graph.KindArmedGroup
	}
}

func (r *Reader) seedEvent(d *Document, s *seedLine) (e Event, field string, err error) {
	e = Event{Core: s.Tier == "core", WhenText: s.Date.Text, Attribution: s.Attribution.Text, Quotes: []string{s.Evidence.Quote}}
	for _, q := range s.AlsoEvidence {
		e.Quotes = append(e.Quotes, q.Quote)
	}
	if e.When, err = graph.ParseWhen(s.Date.EDTF); err != nil {
		return e, "date.edtf", err
	}
	c := Coding{Polarity: graph.Asserted, Modality: graph.Actual, Reciprocal: s.Symmetric, Source: d.seedParty(&s.Source), Target: d.seedParty(&s.Target)}
	names := seedRoots(s.Type)
	e.Label = names[0]
	if c.Roots, err = r.roots(names); err != nil {
		return e, "type", err
	}
	switch s.Modality {
	case "negated":
		c.Polarity = graph.Denied
	case "claimed", "assessed", "uncertain": // whether such a word is a doubt is a matter of taste
		e.Codings = append(e.Codings, c)
		c.Modality = graph.Alleged
	case "thwarted":
		e.AnyPolarity = true
	}
	e.Codings = append(e.Codings, c)
	e.Codings = append(e.Codings, seedAlternatives(s, c)...)
	return e, "", nil
}

// seedAlternatives are the codings that the modes of the format allow besides its type, and claims without the end that the
// text only implies.
func seedAlternatives(s *seedLine, c Coding) []Coding {
	var out []Coding
	other := func(root graph.RelationID) *Coding {
		o := c
		o.Roots = []graph.RelationID{root}
		out = append(out, o)
		return &out[len(out)-1]
	}
	switch s.Mode {
	case "withhold-recognition":
		for _, m := range []graph.Modality{graph.Refused, graph.Actual} {
			o := other("SUPPORT")
			o.Polarity, o.Modality = graph.Denied, m
		}
	case "rapprochement":
		other("SUPPORT")
	}
	if s.Modality == "negated" && c.has("AGREE") { // an announcement that is not made is as well a statement that is not
		other(statement)
	}
	if s.Target.Implicit && c.Source != nil && !s.Source.Implicit {
		o := c
		o.Target = nil
		out = append(out, o)
	}
	return out
}

func (d *Document) seedParty(p *seedParty) *Party {
	a, ok := d.actor(p.ID)
	if !ok {
		return nil
	}
	return &Party{Actor: a, Code: a.Code}
}
