package evaluate

import (
	"context"
	"errors"
	"fmt"

	"liaison/graph"
	"liaison/graph/extract"
)

// Extractor is what is measured.
type Extractor interface {
	// Read proposes the claims of a text. It MUST give the same proposals for the same text every time.
	Read(ctx context.Context, t extract.Text) ([]extract.Proposal, error)
}

// Options say what to measure, and what to keep of it.
type Options struct {
	Ontology  *graph.Ontology // required
	Directory Directory       // tells names and countries of actors that the extractor knows by id; nil: it knows none
	MinScore  int             // proposals below are left out; 0 to 100
	Examples  int             // of each kind of error; 0: none
	// Progress, where it is given, is told after each text.
	Progress func(done, of int)
}

// Run measures an extractor on documents. It fails where the extractor does, and where a document or a proposal cannot be
// compared.
func Run(ctx context.Context, x Extractor, docs []Document, o Options) (*Report, error) {
	switch {
	case o.Ontology == nil:
		return nil, errors.New("evaluate: options have no ontology")
	case o.MinScore < 0 || o.MinScore > 100:
		return nil, graph.Invalid("min_score", fmt.Sprint(o.MinScore), "%d is out of range; allowed are whole numbers from 0 to 100", o.MinScore)
	case o.Examples < 0:
		return nil, graph.Invalid("examples", fmt.Sprint(o.Examples), "%d is less than 0", o.Examples)
	}
	r := newReport(o)
	for i := range docs {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := &docs[i]
		proposals, err := x.Read(ctx, d.Text)
		if err != nil {
			return nil, fmt.Errorf("%s, text %s: %w", d.File, d.ID, err)
		}
		kept := make([]extract.Proposal, 0, len(proposals))
		for j := range proposals {
			if err := comparable(&proposals[j], o.Ontology); err != nil {
				return nil, fmt.Errorf("%s, text %s, proposal %d: %w", d.File, d.ID, j, err)
			}
			if proposals[j].Score >= o.MinScore {
				kept = append(kept, proposals[j])
			}
		}
		r.add(d, kept)
		if o.Progress != nil {
			o.Progress(i+1, len(docs))
		}
	}
	r.finish()
	return r, nil
}

// comparable checks what figures rest on.
func comparable(p *extract.Proposal, onto *graph.Ontology) error {
	if _, ok := onto.Relation(p.Claim.Relation); !ok {
		return graph.Invalid("relation", string(p.Claim.Relation), "%q is not in the ontology", p.Claim.Relation)
	}
	if p.Score < 0 || p.Score > 100 {
		return graph.Invalid("score", fmt.Sprint(p.Score), "%d is out of range; allowed are whole numbers from 0 to 100", p.Score)
	}
	return nil
}

// unsupported says whether a proposal lacks a quote, or has one that is not in the text at its place.
func unsupported(body string, p *extract.Proposal) bool {
	for _, q := range p.Claim.Evidence {
		if q.Text == "" || q.Start < 0 || q.End > len(body) || q.Start > q.End || body[q.Start:q.End] != q.Text {
			return true
		}
	}
	return len(p.Claim.Evidence) == 0
}
