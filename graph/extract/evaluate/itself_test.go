package evaluate_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
	"liaison/graph/storetest/events"
)

// parrot makes of each gold claim the proposal that says just that, in its first coding or in its last one.
func parrot(docs []evaluate.Document, last bool) script {
	out := script{}
	for i := range docs {
		d := &docs[i]
		for j := range d.Events {
			e := &d.Events[j]
			c := &e.Codings[0]
			if last {
				c = &e.Codings[len(e.Codings)-1]
			}
			p := extract.Proposal{Score: 100 - min(j, 99), Subject: meant(c.Source), Object: meant(c.Target)}
			p.Claim = graph.Claim{Relation: c.Roots[0], Polarity: c.Polarity, Modality: c.Modality, When: e.When, Attribution: e.Attribution}
			if e.Relation != "" && !last {
				p.Claim.Relation = e.Relation
			}
			for _, q := range append(e.Quotes, d.Text.Body) {
				if at := strings.Index(d.Text.Body, q); at >= 0 {
					p.Claim.Evidence = []graph.Quote{{Text: q, Start: at, End: at + len(q)}}
					break
				}
			}
			out[d.Text.Body] = append(out[d.Text.Body], p)
		}
	}
	return out
}

// meant mentions a party as gold has it.
func meant(p *evaluate.Party) extract.Mention {
	switch {
	case p == nil:
		return extract.Mention{}
	case p.Actor != nil:
		m := extract.Mention{Text: "they", Via: extract.ByPronoun, New: &graph.Actor{ID: graph.ActorID(p.Actor.Key), Name: p.Actor.Key, Kind: p.Actor.Kind, Country: p.Actor.Code}}
		if len(p.Actor.Names) > 0 {
			m.New.Name = p.Actor.Names[0]
		}
		return m
	case len(p.Words) > 0:
		return extract.Mention{Text: p.Words[0], Via: extract.ByName, New: &graph.Actor{Name: p.Words[0], Country: p.Code}}
	}
	return extract.Mention{Text: "they", Via: extract.ByPronoun, New: &graph.Actor{Name: "x", Country: p.Code}}
}

// Gold said back is all right: whatever is lost here no extractor can win.
func TestGoldAgainstItself(t *testing.T) {
	docs := ownGold(t, "*.jsonl")
	for _, last := range []bool{false, true} {
		r := measure(t, docs, parrot(docs, last), func(o *evaluate.Options) { o.Directory = nil; o.Examples = 5 })
		perfectTexts(t, r, !last)
	}
}

func perfectTexts(t *testing.T, r *evaluate.Report, relations bool) {
	t.Helper()
	for _, f := range r.Texts.Figures {
		for name, c := range map[string]evaluate.Counts{"lenient": f.Lenient, "strict": f.Strict} {
			if c.Found != c.Claims || c.Good != c.Proposed || c.Claims != r.Texts.Core {
				t.Errorf("%s, %s: got %+v, want all of %d", f.Figure, name, c, r.Texts.Core)
			}
		}
	}
	a := r.Texts.Attributes
	if a.Direction.Right != a.Direction.Of || a.Polarity.Right != a.Polarity.Of || a.Modality.Right != a.Modality.Of || relations && a.Relation.Right != a.Relation.Of {
		t.Errorf("got %+v, want everything right", a)
	}
	for name, s := range map[string]evaluate.Said{"dates": a.Dates, "attribution": a.Attribution} {
		if s.Right != s.All || s.Invented+s.Missing+s.Wrong > 0 {
			t.Errorf("%s: got %+v, want all right", name, s)
		}
	}
	for _, e := range r.Errors {
		if relations || e.Kind != evaluate.WrongRelation {
			t.Errorf("%+v", e)
		}
	}
}

// shared reads a file of the shared data, or skips the test.
func shared(t testing.TB, path ...string) []evaluate.Document {
	t.Helper()
	file := events.Shared(path...)
	docs, err := (&evaluate.Reader{Ontology: loadOntology(t)}).Read(file)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not there; LIAISON_SHARED names the folder of shared data", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestSharedGoldAgainstItself(t *testing.T) {
	t.Run("sentences", func(t *testing.T) {
		docs := shared(t, "data", "gold", "dev.jsonl")
		r := measure(t, docs, parrot(docs, false), func(o *evaluate.Options) { o.Directory = nil })
		s := r.Sentences[0]
		if s.Top.Right != s.Top.Of || s.Silent.Right != s.Silent.Of || s.TypeAll.F1() < 1 || s.TripleAll.Strict.F1() < 1 || s.TripleAll.Loose.F1() < 1 {
			t.Errorf("got %+v, want all right", *s)
		}
	})
	for name, path := range map[string][]string{"seed": {"seeds", "gold.jsonl"}, "briefs": {"data", "syria", "claims.jsonl"}} {
		t.Run(name, func(t *testing.T) {
			docs := shared(t, path...)
			perfectTexts(t, measure(t, docs, parrot(docs, false), func(o *evaluate.Options) { o.Directory = nil }), true)
		})
	}
}
