package neo4jstore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"liaison/graph"
)

// Stats counts what is recorded. It goes on from the newest count below the sequence that it remembers; the first one
// looks at every claim.
func (s *Store) Stats(ctx context.Context, seq graph.Sequence) (graph.Stats, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return graph.Stats{}, err
	}
	defer leave()
	known := s.sums.before(p.sequence)
	for known.at < p.sequence {
		next := known.clone()
		next.at = min(p.sequence, known.at+sumsWindow)
		if err := s.goOn(ctx, p.types, known.at, next); err != nil {
			return graph.Stats{}, err
		}
		s.sums.keep(next)
		known = next
	}
	out := known.stats()
	return out, s.countProposals(ctx, p, &out)
}

// sumsWindow is how many sequences one statement counts, so that it ends long before the time limit of a read; what was
// counted stays known if a later one does not.
const sumsWindow = 250_000

// sums are the counts at a sequence. They are shared and never change once they are kept.
type sums struct {
	at                                                graph.Sequence
	kinds                                             map[graph.Kind]int // of actors
	sources, texts, judgements, disputes, retractions int
	claims, withdrawn                                 int
	// Of the standing claims. Bare are those recorded without evidence, borne those of them that got some later.
	relations                      map[graph.RelationID]int
	years                          map[int]int
	open                           int
	undated, bare, borne, disputed int
}

func (c *sums) clone() *sums {
	out := *c
	out.kinds, out.relations, out.years = maps.Clone(c.kinds), maps.Clone(c.relations), maps.Clone(c.years)
	return &out
}

func (c *sums) stats() graph.Stats {
	out := graph.Stats{
		Sources: c.sources, TextsHeld: c.texts, Judgements: c.judgements, Disputes: c.disputes, Retractions: c.retractions,
		Claims: c.claims, Withdrawn: c.withdrawn, Disputed: c.disputed, Undated: c.undated, WithoutEvidence: c.bare - c.borne,
	}
	for k, n := range c.kinds {
		if n > 0 {
			out.Actors += n
			out.Kinds = append(out.Kinds, graph.KindCount{Kind: k, Actors: n})
		}
	}
	slices.SortFunc(out.Kinds, func(a, b graph.KindCount) int {
		return cmp.Or(cmp.Compare(b.Actors, a.Actors), cmp.Compare(a.Kind, b.Kind))
	})
	for r, n := range c.relations {
		if n > 0 {
			out.Relations = append(out.Relations, graph.RelationCount{Relation: r, Claims: n})
		}
	}
	slices.SortFunc(out.Relations, func(a, b graph.RelationCount) int {
		return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Relation, b.Relation))
	})
	for _, y := range slices.Sorted(maps.Keys(c.years)) {
		if n := c.years[y]; n > 0 {
			out.Years = append(out.Years, graph.YearCount{Year: y, Claims: n})
		}
	}
	if c.open > 0 {
		out.Years = append(out.Years, graph.YearCount{Open: true, Claims: c.open})
	}
	return out
}

// sumsCache remembers counts, of the sequences asked for last. Its zero value is ready to use.
type sumsCache struct {
	mu    sync.Mutex
	known []*sums // the one used last at the end
}

const sumsKept = 16

// before gives the counts of the newest sequence that is not above one.
func (c *sumsCache) before(at graph.Sequence) *sums {
	c.mu.Lock()
	defer c.mu.Unlock()
	best := -1
	for i, k := range c.known {
		if k.at <= at && (best < 0 || k.at > c.known[best].at) {
			best = i
		}
	}
	if best < 0 {
		return &sums{kinds: map[graph.Kind]int{}, relations: map[graph.RelationID]int{}, years: map[int]int{}}
	}
	used := c.known[best]
	c.known = append(slices.Delete(c.known, best, best+1), used)
	return used
}

func (c *sumsCache) keep(k *sums) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = slices.DeleteFunc(c.known, func(o *sums) bool { return o.at == k.at })
	if c.known = append(c.known, k); len(c.known) > sumsKept {
		c.known = slices.Delete(c.known, 0, 1)
	}
}
