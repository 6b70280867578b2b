package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"iter"
	"sync"
	"time"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/document"
	"liaison/graph/extract/llm"

	"github.com/spf13/cobra"
)

// extractor reads texts for the API, knowing the actors of the store.
type extractor struct {
	store    graph.Store
	explorer *graph.Explorer
	clock    func() time.Time
	model    modelFlags
	told     func(llm.Report) // of what a model did; may be nil

	mu   sync.Mutex // over what follows
	last *extract.Reader
	upto graph.Sequence // whose actors it knows
}

// modelFlags name a language model that reads beside the rules; none without an address.
type modelFlags struct{ url, name, key string }

func (f *modelFlags) bind(c *cobra.Command, getenv func(string) string) {
	c.Flags().StringVar(&f.url, "llm", getenv(envModelURL), "`address` of a language model that reads beside the rules, OpenAI-compatible, such as http://127.0.0.1:11434 ("+envModelURL+"; its key is in "+envModelKey+")")
	c.Flags().StringVar(&f.name, "model", getenv(envModel), "`name` of that model ("+envModel+")")
	f.key = getenv(envModelKey)
}

func (f *modelFlags) check() error {
	if (f.url == "") != (f.name == "") {
		return wrong("--llm and --model belong together: where the model is, and which one")
	}
	return nil
}

// Names of the environment.
const (
	envModelURL = "LIAISON_LLM"
	envModel    = "LIAISON_MODEL"
	envModelKey = "LIAISON_LLM_KEY"
)

// Extract records a source and what is found in its text.
func (x *extractor) Extract(ctx context.Context, s *graph.Source, run string) (api.Extraction, error) {
	r, err := x.reader(ctx)
	if err != nil {
		return api.Extraction{}, err
	}
	if run == "" {
		run = newRun(x.clock())
	}
	return x.read(ctx, r, s, run)
}

// read is Extract with a reader that is there already.
func (x *extractor) read(ctx context.Context, r *extract.Reader, s *graph.Source, run string) (api.Extraction, error) {
	if s.ID == "" {
		s.ID = sourceOf(s.Text)
	}
	if s.Language == "" {
		s.Language = document.Language(s.Text)
	}
	read, err := x.beside(r)
	if err != nil {
		return api.Extraction{}, err
	}
	out, err := extract.Propose(ctx, x.explorer, r, s, run, read)
	if err != nil {
		return api.Extraction{Source: s.ID, Run: run}, err
	}
	return api.Extraction{
		Source: out.Source, Run: run, Found: out.Found, New: out.New, Known: out.Proposed, Claimed: out.Claimed, Refused: out.Refused,
		Sequence: out.Sequence, IDs: out.IDs,
	}, nil
}

// beside gives the reading of rules and model together; nil where there is no model.
func (x *extractor) beside(r *extract.Reader) (func(context.Context, extract.Text) ([]extract.Proposal, error), error) {
	if x.model.url == "" {
		return nil, nil
	}
	both, err := llm.NewReader(llm.Options{URL: x.model.url, Model: x.model.name, Key: llm.Secret(x.model.key), Rules: r, Ontology: x.store.Ontology()})
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, text extract.Text) ([]extract.Proposal, error) {
		found, report, err := both.Read(ctx, text)
		if x.told != nil {
			x.told(report)
		}
		return found, err
	}, nil
}

// Mentions finds the names and dates of a text.
func (x *extractor) Mentions(ctx context.Context, s *graph.Source) (api.Mentions, error) {
	r, err := x.reader(ctx)
	if err != nil {
		return api.Mentions{}, err
	}
	text := textOf(s)
	names, moments := r.Mentions(text)
	out := api.Mentions{Events: extract.Reads(text)}
	var ids []graph.ActorID
	for i := range names {
		ids = append(ids, names[i].Actor)
	}
	recorded, err := x.explorer.Recorded(ctx, ids)
	if err != nil {
		return api.Mentions{}, err
	}
	for i := range names {
		n := &names[i]
		m := api.Mention{Quote: graph.Quote{Text: n.Text, Start: n.Start, End: n.End}, Via: string(n.Via), Recorded: recorded[n.Actor]}
		m.Actor, _ = r.Actor(n.Actor)
		for _, id := range n.Candidates {
			if a, ok := r.Actor(id); ok {
				m.Candidates = append(m.Candidates, a)
			}
		}
		out.Names = append(out.Names, m)
	}
	for _, t := range moments {
		out.Dates = append(out.Dates, api.DateMention{Quote: graph.Quote{Text: t.Text, Start: t.Start, End: t.End}, When: t.When, Basis: t.Basis})
	}
	return out, nil
}

// reader knows the actors that are recorded by now. One that was made before is used again where no actor came since.
func (x *extractor) reader(ctx context.Context) (*extract.Reader, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	head, err := x.store.Head(ctx, nil)
	if err != nil {
		return nil, err
	}
	if x.last != nil {
		err := x.store.Journal(ctx, []graph.RecordType{graph.TypeActor}, x.upto, head.Sequence, func(graph.Entry) error { return errNews })
		if err == nil {
			x.upto = head.Sequence
			return x.last, nil
		}
		if !errors.Is(err, errNews) {
			return nil, err
		}
	}
	var failed error
	r, err := extract.New(extract.Options{Ontology: x.store.Ontology(), Actors: actorsOf(ctx, x.store, head.Sequence, &failed)})
	if err := errors.Join(failed, err); err != nil {
		return nil, err
	}
	x.last, x.upto = r, head.Sequence
	return r, nil
}

var errNews = errors.New("an actor came")

// actorsOf gives all actors of a store; where that fails, it ends, and says why in failed.
func actorsOf(ctx context.Context, s graph.Store, at graph.Sequence, failed *error) iter.Seq[graph.Actor] {
	return func(yield func(graph.Actor) bool) {
		const page = 1_000
		for after := graph.ActorID(""); ; {
			list, err := s.ActorsPage(ctx, at, nil, nil, after, page)
			if err != nil {
				*failed = err
				return
			}
			for _, a := range list {
				if !yield(a) {
					return
				}
			}
			if len(list) < page {
				return
			}
			after = list[len(list)-1].ID
		}
	}
}

// sourceOf names a text of which nothing else is known: the same text, the same source.
func sourceOf(text string) graph.SourceID {
	sum := sha256.Sum256([]byte(text))
	return graph.SourceID("text-" + hex.EncodeToString(sum[:6]))
}

func newRun(now time.Time) string { return "extract-" + now.UTC().Format("20060102T150405Z") }
