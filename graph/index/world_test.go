package index_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"liaison/graph"
	"liaison/graph/storetest"
)

// world makes up records and questions over a few names, so that everything meets everything.
type world struct{ *rand.Rand }

func pick[T any](w world, list []T) T { return list[w.IntN(len(list))] }

func some[T any](w world, list []T) []T {
	var out []T
	for _, v := range list {
		if w.IntN(3) == 0 {
			out = append(out, v)
		}
	}
	return out
}

func (w world) actor() graph.ActorID {
	x := w.Float64()
	return graph.ActorID(fmt.Sprintf("a%d", int(24*x*x)))
}

func (w world) source() graph.SourceID { return graph.SourceID(fmt.Sprintf("s%d", w.IntN(9))) }

var dates = []string{
	"", "2024-05-01", "2024-05-02", "2024-05-03", "2023-12-31", "2024-01-01", "1899-12-31", "1900-01-01", "2079-06-05", "2079-06-06", "2150-01-01", "0001-01-01",
	"2024-05", "2024", "202X", "2024-05-02~", "2024?", "[2024-05-01..2024-06-30]", "[..2024-05-02]", "[2024-05-02..]",
	"2024-04-30/2024-05-02", "2020/2025", "2024-05-01/..", "2024-05-01/", "/2024-05-02", "2010-01-01/2010-02-01%",
}

func (w world) when() graph.When {
	d := pick(w, dates)
	if w.IntN(2) == 0 {
		d = graph.Day(19_700 + w.IntN(300)).String()
	}
	when, err := graph.ParseWhen(d)
	if err != nil {
		panic(err)
	}
	return when
}

func (w world) record(claims []graph.ClaimID) graph.Record {
	relations := storetest.Ontology().All()
	switch n := w.IntN(40); {
	case n == 0:
		return &graph.Actor{ID: w.actor(), Name: "A", Kind: pick(w, graph.Kinds())}
	case n == 1:
		return &graph.Source{ID: w.source(), Published: "2024-05-01", Relays: pick(w, []graph.SourceID{"", w.source()})}
	case n == 2 && len(claims) > 0:
		return &graph.Retraction{Claim: pick(w, claims), Reason: "wrong", By: "me"}
	case n == 3:
		return &graph.Judgement{A: w.actor(), B: w.actor(), Verdict: pick(w, []graph.Verdict{graph.Same, graph.Unsure, graph.Different}), By: "me"}
	case n == 4:
		return &graph.Relay{Source: w.source(), Relays: pick(w, []graph.SourceID{"", w.source()}), By: "me"}
	case n == 5 && len(claims) > 1:
		return &graph.Dispute{Kind: pick(w, []string{"motive", graph.Compatible}), SideA: []graph.ClaimID{pick(w, claims)}, SideB: some(w, claims[:min(3, len(claims))]), By: "me"}
	case n == 6 && len(claims) > 0:
		return &graph.Evidence{Claim: pick(w, claims), Quotes: []graph.Quote{{Text: "so it was"}}}
	}
	c := &graph.Claim{
		Source: w.source(), Subject: w.actor(), Object: w.actor(), Relation: pick(w, relations).ID, When: w.when(),
		Modality: pick(w, graph.Modalities()), Confidence: w.IntN(101), Attribution: strconv.Itoa(w.IntN(1000)),
	}
	if w.IntN(4) == 0 {
		c.Polarity = graph.Denied
	}
	if w.IntN(5) == 0 {
		c.Relays = w.source()
	}
	if w.IntN(6) == 0 {
		c.Event = strconv.Itoa(w.IntN(20))
	}
	return c
}

func (w world) filter() *graph.Filter {
	f := &graph.Filter{Direction: pick(w, []graph.Direction{graph.Both, graph.Both, graph.Out, graph.In})}
	often := func(n int) bool { return w.IntN(n) == 0 }
	if often(3) {
		for _, r := range some(w, storetest.Ontology().All()) {
			f.Relations = append(f.Relations, r.ID)
		}
	}
	if !often(3) {
		from := graph.Day(19_650 + w.IntN(400))
		f.Windowed, f.Window = true, graph.Window{From: from, To: from + graph.Day(w.IntN(200))}
		switch w.IntN(8) {
		case 0:
			f.Window.From = graph.OpenStart
		case 1:
			f.Window.To = graph.OpenEnd
		case 2:
			f.Window = graph.Window{From: -50_000, To: -20_000}
		case 3:
			f.Window = graph.Window{From: 39_970, To: 70_000}
		}
		f.Certain = often(4)
	}
	if often(4) {
		f.Polarities = some(w, graph.Polarities())
	}
	if often(4) {
		f.Modalities = some(w, graph.Modalities())
	}
	if often(5) {
		f.Sources = []graph.SourceID{w.source(), w.source(), "nobody"}
	}
	if often(4) {
		f.Kinds = some(w, graph.Kinds())
	}
	if often(4) {
		f.Avoid = []graph.ActorID{w.actor(), w.actor()}
	}
	if often(5) {
		f.AvoidDegree = 10 + w.IntN(200)
	}
	if often(3) {
		f.MinConfidence = w.IntN(101)
	}
	if often(4) {
		f.MinWitnesses = w.IntN(4)
	}
	return f
}
