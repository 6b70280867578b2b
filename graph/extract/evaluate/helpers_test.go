package evaluate_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
	"liaison/graph/ontology"
)

func loadOntology(t testing.TB) *graph.Ontology {
	t.Helper()
	o, err := theOntology()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

var theOntology = sync.OnceValues(func() (*graph.Ontology, error) { return ontology.Load() })

// script is an extractor that says for each text what it was told to say.
type script map[string][]extract.Proposal

func (s script) Read(_ context.Context, t extract.Text) ([]extract.Proposal, error) {
	return s[t.Body], nil
}

// people are actors known by id.
type people map[graph.ActorID]graph.Actor

func (p people) Actor(id graph.ActorID) (graph.Actor, bool) {
	a, ok := p[id]
	return a, ok
}

// read writes lines into a file and reads it as gold.
func read(t testing.TB, lines ...string) ([]evaluate.Document, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	return (&evaluate.Reader{Ontology: loadOntology(t)}).Read(file)
}

func gold(t testing.TB, lines ...string) []evaluate.Document {
	t.Helper()
	docs, err := read(t, lines...)
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// measure runs a script.
func measure(t testing.TB, docs []evaluate.Document, s script, change ...func(*evaluate.Options)) *evaluate.Report {
	t.Helper()
	o := evaluate.Options{Ontology: loadOntology(t), Examples: 100, Directory: people{
		"libya": {ID: "libya", Name: "Libya", Kind: graph.KindState, Aliases: []string{"Tripoli"}, Country: "LBY"},
		"mali":  {ID: "mali", Name: "Mali", Kind: graph.KindState, Aliases: []string{"Bamako"}, Country: "MLI"},
	}}
	for _, f := range change {
		f(&o)
	}
	r, err := evaluate.Run(context.Background(), s, docs, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// claim makes a proposal: "source ROOT target", whose evidence is the whole text.
func claim(text, subject string, relation graph.RelationID, object string, change ...func(*extract.Proposal)) extract.Proposal {
	p := extract.Proposal{Subject: named(subject), Object: named(object), Score: 50}
	p.Claim.Relation = relation
	p.Claim.Evidence = []graph.Quote{{Text: text, Start: 0, End: len(text)}}
	for _, f := range change {
		f(&p)
	}
	return p
}

// named is a mention by name; an empty name is nobody.
func named(name string) extract.Mention {
	if name == "" {
		return extract.Mention{}
	}
	return extract.Mention{Text: name, Via: extract.ByName, New: &graph.Actor{Name: name}}
}

func when(t testing.TB, edtf string) func(*extract.Proposal) {
	w, err := graph.ParseWhen(edtf)
	if err != nil {
		t.Fatal(err)
	}
	return func(p *extract.Proposal) { p.Claim.When = w }
}

func denied(p *extract.Proposal)  { p.Claim.Polarity = graph.Denied }
func alleged(p *extract.Proposal) { p.Claim.Modality = graph.Alleged }

func by(who string) func(*extract.Proposal) {
	return func(p *extract.Proposal) { p.Claim.Attribution = who }
}

func scoring(n int) func(*extract.Proposal) { return func(p *extract.Proposal) { p.Score = n } }

// figure finds a figure by its name.
func figure(t testing.TB, r *evaluate.Report, name string) evaluate.FigureRow {
	t.Helper()
	if r.Texts != nil {
		for _, f := range r.Texts.Figures {
			if f.Figure == name {
				return f
			}
		}
	}
	t.Fatalf("no figure %s", name)
	return evaluate.FigureRow{}
}
