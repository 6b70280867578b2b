package evaluate

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"liaison/graph"
	"liaison/graph/extract"
)

// briefClaim is a line of claims.jsonl; its text is the brief of its source.
type briefClaim struct {
	ID          string         `json:"id"`
	Subject     string         `json:"subject"`
	Relation    string         `json:"relation"`
	Plover      string         `json:"plover"`
	Object      string         `json:"object"`
	When        string         `json:"when"`
	WhenBasis   graph.Basis    `json:"when_basis"`
	WhenText    string         `json:"when_text"`
	Polarity    graph.Polarity `json:"polarity"`
	Modality    graph.Modality `json:"modality"`
	Attribution string         `json:"attribution"`
	Source      string         `json:"source"`
	Quote       string         `json:"quote"`
}

type briefSource struct {
	ID        string `json:"id"`
	Published string `json:"published"`
	Language  string `json:"language"`
}

type briefActor struct {
	ID      string     `json:"id"`
	Name    string     `json:"name"`
	Kind    graph.Kind `json:"kind"`
	Aliases []string   `json:"aliases"`
	Country string     `json:"country"`
}

// readBriefs reads claims.jsonl, and sources.jsonl, actors.jsonl and briefs/*.md beside it.
func readBriefs(r *Reader, file string, lines []line) ([]Document, error) {
	var sources []briefSource
	var actors []briefActor
	if err := readBeside(beside(file, "sources.jsonl"), &sources); err != nil {
		return nil, err
	}
	if err := readBeside(beside(file, "actors.jsonl"), &actors); err != nil {
		return nil, err
	}
	claims := map[string][]briefClaim{}
	for _, l := range lines {
		var c briefClaim
		if err := json.Unmarshal(l.raw, &c); err != nil {
			return nil, &GoldError{File: file, Line: l.n, Err: err}
		}
		claims[c.Source] = append(claims[c.Source], c)
	}
	var docs []Document
	for i := range sources {
		s := &sources[i]
		if len(claims[s.ID]) == 0 {
			continue
		}
		body, err := heldText(beside(file, filepath.Join("briefs", s.ID+".md")))
		if err != nil {
			return nil, err
		}
		d, field, err := r.brief(s, body, actors, claims[s.ID])
		if err != nil {
			return nil, &GoldError{File: file, Field: field, Err: err}
		}
		docs = append(docs, d)
		delete(claims, s.ID)
	}
	for _, source := range slices.Sorted(maps.Keys(claims)) {
		return nil, &GoldError{File: file, Field: "source", Err: fmt.Errorf("%q is not in sources.jsonl", source)}
	}
	return docs, nil
}

func readBeside[T any](file string, into *[]T) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines, err := readLines(file, f)
	if err != nil {
		return err
	}
	for _, l := range lines {
		var v T
		if err := json.Unmarshal(l.raw, &v); err != nil {
			return &GoldError{File: file, Line: l.n, Err: err}
		}
		*into = append(*into, v)
	}
	return nil
}

// heldText is what stands after the front matter.
func heldText(file string) (string, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	_, body, ok := strings.Cut(string(raw), "\n---\n\n")
	if !ok {
		return "", &GoldError{File: file, Err: fmt.Errorf("has no front matter that ends in --- and an empty line")}
	}
	return body, nil
}

func (r *Reader) brief(s *briefSource, body string, actors []briefActor, claims []briefClaim) (d Document, field string, err error) {
	d = Document{
		ID: s.ID, Level: Full, Complete: true, Phenomena: []string{"language " + s.Language},
		Text: extract.Text{Body: body, Published: s.Published, Language: s.Language},
	}
	for _, a := range actors {
		d.Actors = append(d.Actors, Actor{Key: a.ID, ID: graph.ActorID(a.ID), Names: append([]string{a.Name}, a.Aliases...), Code: a.Country, Kind: a.Kind})
	}
	for i := range claims {
		e, field, err := r.briefEvent(&d, &claims[i])
		if err != nil {
			return d, claims[i].ID + "." + field, err
		}
		d.Events = append(d.Events, e)
	}
	return d, "", nil
}

func (r *Reader) briefEvent(d *Document, c *briefClaim) (e Event, field string, err error) {
	e = Event{
		Relation: graph.RelationID(c.Relation), Core: true, WhenText: c.WhenText, Quotes: []string{c.Quote},
		AnySpeaker: true, // there attributions are in words of the set, not of the text
		// What only the publication dates, or what has always been so, is no date of an event.
		Undated: c.WhenBasis == graph.BasisPublication || strings.HasPrefix(c.When, ".."),
	}
	if _, ok := r.Ontology.Relation(e.Relation); !ok {
		return e, "relation", fmt.Errorf("%q is not in the ontology", c.Relation)
	}
	if !e.Undated {
		if e.When, err = graph.ParseWhen(c.When); err != nil {
			return e, "when", err
		}
	}
	root := r.Ontology.Root(e.Relation)
	coding := Coding{Roots: []graph.RelationID{root}, Reciprocal: r.Ontology.IsSymmetric(e.Relation)}
	if c.Plover != "" && c.Plover != string(root) {
		other, err := r.root(c.Plover)
		if err != nil {
			return e, "plover", err
		}
		coding.Roots = append(coding.Roots, other)
	}
	e.Label = string(root)
	if coding.Polarity, err = oneOf(c.Polarity, graph.Polarities()); err != nil {
		return e, "polarity", err
	}
	if coding.Modality, err = oneOf(c.Modality, graph.Modalities()); err != nil {
		return e, "modality", err
	}
	for _, end := range []struct {
		field, id string
		party     **Party
	}{{"subject", c.Subject, &coding.Source}, {"object", c.Object, &coding.Target}} {
		a, ok := d.actor(end.id)
		if !ok {
			return e, end.field, fmt.Errorf("%q is not in actors.jsonl", end.id)
		}
		*end.party = &Party{Actor: a, Code: a.Code}
	}
	e.Codings = []Coding{coding}
	return e, "", nil
}
