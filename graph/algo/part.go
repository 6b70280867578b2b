package algo

import (
	"errors"
	"slices"

	library "github.com/dominikbraun/graph"
)

// What costs, hops and ids weigh. A view has fewer than mostActors actors, a path fewer than mostHops hops, so that none
// outweighs what comes before it, and all of a path is far below 2^53.
const (
	mostActors = 1 << 14
	mostHops   = 1 << 4
)

// part is what is left of a map for paths that go on from a place: a store that the library reads its graph from, so that
// nothing is copied but what it copies itself.
type part struct {
	*roadMap
	here   place
	passed []int // actors behind
	barred []int // actors that may not be next
}

var errReadOnly = errors.New("a part of a view is only read")

// open tells whether a place is still ahead.
func (p *part) open(at place) bool {
	return at == p.here || at.hop > p.here.hop && !slices.Contains(p.passed, at.actor)
}

// ListEdges gives the roads ahead.
func (p *part) ListEdges() ([]library.Edge[place], error) {
	var out []library.Edge[place]
	for _, r := range p.roads {
		if !p.open(r.from) || !p.open(r.to) || r.from == p.here && slices.Contains(p.barred, r.to.actor) {
			continue
		}
		weight := (r.cost*mostHops + 1) * mostActors
		if r.from == p.here {
			weight += r.to.actor
		}
		out = append(out, library.Edge[place]{Source: r.from, Target: r.to, Properties: library.EdgeProperties{Weight: weight}})
	}
	return out, nil
}

// ListVertices gives the places ahead.
func (p *part) ListVertices() ([]place, error) {
	seen := map[place]bool{p.here: true, p.place(0, p.b): true}
	for _, r := range p.roads {
		for _, at := range [2]place{r.from, r.to} {
			if p.open(at) {
				seen[at] = true
			}
		}
	}
	out := make([]place, 0, len(seen))
	for at := range seen {
		out = append(out, at)
	}
	return out, nil
}

// VertexCount is as the library wants it.
func (p *part) VertexCount() (int, error) {
	list, err := p.ListVertices()
	return len(list), err
}

// Vertex is as the library wants it.
func (p *part) Vertex(at place) (place, library.VertexProperties, error) {
	return at, library.VertexProperties{}, nil
}

// Edge is as the library wants it.
func (p *part) Edge(from, to place) (library.Edge[place], error) {
	list, err := p.ListEdges()
	if err != nil {
		return library.Edge[place]{}, err
	}
	for _, e := range list {
		if e.Source == from && e.Target == to {
			return e, nil
		}
	}
	return library.Edge[place]{}, library.ErrEdgeNotFound
}

// AddVertex is refused.
func (p *part) AddVertex(place, place, library.VertexProperties) error { return errReadOnly }

// RemoveVertex is refused.
func (p *part) RemoveVertex(place) error { return errReadOnly }

// AddEdge is refused.
func (p *part) AddEdge(place, place, library.Edge[place]) error { return errReadOnly }

// UpdateEdge is refused.
func (p *part) UpdateEdge(place, place, library.Edge[place]) error { return errReadOnly }

// RemoveEdge is refused.
func (p *part) RemoveEdge(place, place) error { return errReadOnly }
