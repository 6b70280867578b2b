package neo4jstore_test

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"liaison/graph"
)

// plainRecords are what hostile ones name.
func plainRecords() []graph.Record {
	return []graph.Record{
		&graph.Actor{ID: "x", Name: "X", Kind: graph.KindPerson}, &graph.Actor{ID: "y", Name: "Y", Kind: graph.KindPerson},
		&graph.Source{ID: "s", Title: "S"},
	}
}

// field is a field of a record that takes a text.
type field[R any] struct {
	name string
	set  func(r *R, text string)
}

var actorFields = []field[graph.Actor]{
	{"name", func(a *graph.Actor, h string) { a.Name = h }},
	{"alias", func(a *graph.Actor, h string) { a.Aliases = []string{"alias", h} }},
	{"country", func(a *graph.Actor, h string) { a.Country = h }},
	{"code", func(a *graph.Actor, h string) { a.Codes = []string{h, "x:1"} }},
	{"description", func(a *graph.Actor, h string) { a.Description = h }},
	{"valid", func(a *graph.Actor, h string) { a.Valid = h }},
	{"kind", func(a *graph.Actor, h string) { a.Kind = graph.Kind(h) }},
	{"id", func(a *graph.Actor, h string) { a.ID = graph.ActorID(h) }},
}

var sourceFields = []field[graph.Source]{
	{"publisher", func(s *graph.Source, h string) { s.Publisher = h }},
	{"title", func(s *graph.Source, h string) { s.Title = h }},
	{"url", func(s *graph.Source, h string) { s.URL = "https://example.org/" + h }},
	{"language", func(s *graph.Source, h string) { s.Language = h }},
	{"kind", func(s *graph.Source, h string) { s.Kind = h }},
	{"text", func(s *graph.Source, h string) { s.Text = h }},
	{"published", func(s *graph.Source, h string) { s.Published = h }},
	{"relays", func(s *graph.Source, h string) { s.Relays = graph.SourceID(h) }},
	{"id", func(s *graph.Source, h string) { s.ID = graph.SourceID(h) }},
}

var claimFields = []field[graph.Claim]{
	{"attribution", func(c *graph.Claim, h string) { c.Attribution = h }},
	{"statement", func(c *graph.Claim, h string) { c.Statement = h }},
	{"quote", func(c *graph.Claim, h string) { c.Evidence = append(c.Evidence, graph.Quote{Text: h}) }},
	{"when_text", func(c *graph.Claim, h string) { c.WhenText = h }},
	{"event", func(c *graph.Claim, h string) { c.Event = h }},
	{"made_by.kind", func(c *graph.Claim, h string) { c.MadeBy.Kind = h }},
	{"made_by.name", func(c *graph.Claim, h string) { c.MadeBy.Name = h }},
	{"made_by.version", func(c *graph.Claim, h string) { c.MadeBy.Version = h }},
	{"made_by.run", func(c *graph.Claim, h string) { c.MadeBy.Run = h }},
	{"relation", func(c *graph.Claim, h string) { c.Relation = graph.RelationID(h) }},
	{"source", func(c *graph.Claim, h string) { c.Source = graph.SourceID(h) }},
	{"subject", func(c *graph.Claim, h string) { c.Subject = graph.ActorID(h) }},
	{"object", func(c *graph.Claim, h string) { c.Object = graph.ActorID(h) }},
	{"third", func(c *graph.Claim, h string) { c.Third = []graph.ActorID{"x", graph.ActorID(h)} }},
	{"place", func(c *graph.Claim, h string) { c.Place = graph.ActorID(h) }},
	{"relays", func(c *graph.Claim, h string) { c.Relays = graph.SourceID(h) }},
	{"basis", func(c *graph.Claim, h string) { c.WhenBasis = graph.Basis(h) }},
	{"polarity", func(c *graph.Claim, h string) { c.Polarity = graph.Polarity(h) }},
	{"modality", func(c *graph.Claim, h string) { c.Modality = graph.Modality(h) }},
}

var judgementFields = []field[graph.Judgement]{
	{"reason", func(j *graph.Judgement, h string) { j.Reason = h }},
	{"by", func(j *graph.Judgement, h string) { j.By = h }},
	{"at", func(j *graph.Judgement, h string) { j.At = h }},
	{"a", func(j *graph.Judgement, h string) { j.A = graph.ActorID(h) }},
	{"b", func(j *graph.Judgement, h string) { j.B = graph.ActorID(h) }},
	{"verdict", func(j *graph.Judgement, h string) { j.Verdict = graph.Verdict(h) }},
}

var disputeFields = []field[graph.Dispute]{
	{"topic", func(d *graph.Dispute, h string) { d.Topic = h }},
	{"kind", func(d *graph.Dispute, h string) { d.Kind = h }},
	{"reason", func(d *graph.Dispute, h string) { d.Reason = h }},
	{"by", func(d *graph.Dispute, h string) { d.By = h }},
	{"at", func(d *graph.Dispute, h string) { d.At = h }},
}

var retractionFields = []field[graph.Retraction]{
	{"reason", func(r *graph.Retraction, h string) { r.Reason = h }},
	{"by", func(r *graph.Retraction, h string) { r.By = h }},
	{"at", func(r *graph.Retraction, h string) { r.At = h }},
	{"run", func(r *graph.Retraction, h string) { r.Claim, r.Run = graph.ClaimID{}, h }},
}

var relayFields = []field[graph.Relay]{
	{"reason", func(r *graph.Relay, h string) { r.Reason = h }},
	{"by", func(r *graph.Relay, h string) { r.By = h }},
	{"source", func(r *graph.Relay, h string) { r.Source = graph.SourceID(h) }},
	{"relays", func(r *graph.Relay, h string) { r.Relays = graph.SourceID(h) }},
}

// mayStand tells whether a text may stand in every field of free text, so that one record can have one in each.
func mayStand(h string) bool {
	return utf8.ValidString(h) && len(h) <= graph.MaxName && strings.TrimSpace(h) != "" &&
		!strings.ContainsFunc(h, func(r rune) bool {
			return unicode.IsControl(r) || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
		})
}

// recordsWith puts the n-th text into every field of every type of record. A text that may stand in the fields of free
// text is put there together with others, so that each meets each field and the records are few, and into one field of
// another kind; all others are put into each field alone.
func recordsWith(texts []string, n int) []graph.Record {
	var good []string
	for _, h := range texts {
		if mayStand(h) {
			good = append(good, h)
		}
	}
	claim := func() graph.Claim {
		return graph.Claim{Source: "s", Subject: "x", Relation: "meet", Object: "y", Attribution: fmt.Sprintf("witness %d", n), Statement: "They met."}
	}
	said := claim()
	said.Attribution = ""
	var out []graph.Record
	add := func(r graph.Record) { out = append(out, r) }
	id := func(letter string) string { return fmt.Sprintf("%s%d", letter, n) }

	each(actorFields, 5, texts[n], good, n, func() graph.Actor {
		return graph.Actor{ID: graph.ActorID(id("a")), Name: "N", Kind: graph.KindGroup}
	}, func(a graph.Actor) { add(&a) })
	each(sourceFields, 6, texts[n], good, n, func() graph.Source { return graph.Source{ID: graph.SourceID(id("s"))} }, func(s graph.Source) { add(&s) })
	var recorded graph.ClaimID
	each(claimFields, 9, texts[n], good, n, claim, func(c graph.Claim) {
		add(&c)
		if recorded.IsZero() {
			c.Normalize()
			recorded = c.ID()
		}
	})
	each(judgementFields, 2, texts[n], good, n, func() graph.Judgement {
		return graph.Judgement{A: "x", B: graph.ActorID(id("a")), Verdict: graph.Unsure, By: "editor"}
	}, func(j graph.Judgement) { add(&j) })
	each(disputeFields, 4, texts[n], good, n, func() graph.Dispute {
		return graph.Dispute{Topic: "topic", Kind: "status", SideA: []graph.ClaimID{recorded}, By: "editor"}
	}, func(d graph.Dispute) { add(&d) })
	each(relayFields, 2, texts[n], good, n, func() graph.Relay {
		return graph.Relay{Source: "s", Relays: graph.SourceID(id("s")), By: "editor"}
	}, func(r graph.Relay) { add(&r) })
	each(retractionFields, 2, texts[n], good, n, func() graph.Retraction {
		return graph.Retraction{Claim: graph.ClaimID{byte(n), 1}, Reason: "wrong", By: "editor"}
	}, func(r graph.Retraction) { add(&r) })
	return out
}

// each makes records with a text in each field. The first ones are fields of free text, which a text that may stand there
// shares with other such texts.
func each[R any](fields []field[R], free int, text string, good []string, n int, empty func() R, add func(R)) {
	if !mayStand(text) {
		for _, f := range fields {
			r := empty()
			f.set(&r, text)
			add(r)
		}
		return
	}
	r := empty()
	for i, f := range fields[:free] {
		f.set(&r, good[(n+7*i)%len(good)])
	}
	add(r)
	r, last := empty(), fields[free+n%(len(fields)-free)]
	last.set(&r, text)
	add(r)
}
