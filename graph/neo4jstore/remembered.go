package neo4jstore

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"liaison/graph"
)

// mostRemembered is of how many actors each memory keeps at most what it learned last.
const mostRemembered = 20_000

// memory keeps what was found to be so from one sequence to another. As nothing recorded changes, none of it is ever wrong;
// who asks about what is shown again and again is not sent over the wire for it while nothing is written.
type memory[V any] struct {
	lru *lru.Cache[graph.ActorID, lasting[V]]
}

type lasting[V any] struct {
	value    V
	from, to graph.Sequence
}

func newMemory[V any]() memory[V] {
	c, err := lru.New[graph.ActorID, lasting[V]](mostRemembered)
	if err != nil {
		panic(err) // only for a size below 1
	}
	return memory[V]{c}
}

// of gives what is known of an actor at a sequence.
func (m memory[V]) of(a graph.ActorID, at graph.Sequence) (V, bool) {
	known, ok := m.lru.Get(a)
	return known.value, ok && known.from <= at && at <= known.to
}

// last gives what was learned last of an actor, at whatever sequence.
func (m memory[V]) last(a graph.ActorID) (V, bool) {
	known, ok := m.lru.Peek(a)
	return known.value, ok
}

func (m memory[V]) learn(a graph.ActorID, v V, from, to graph.Sequence) {
	m.lru.Add(a, lasting[V]{v, from, to})
}

// fill puts what is known of actors into found, and gives those of whom something is left to ask.
func (m memory[V]) fill(ids []graph.ActorID, at graph.Sequence, found map[graph.ActorID]V) (rest []graph.ActorID) {
	for _, id := range distinct(ids) {
		if v, ok := m.of(id, at); ok {
			found[id] = v
		} else {
			rest = append(rest, id)
		}
	}
	return rest
}
