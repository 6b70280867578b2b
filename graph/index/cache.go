package index

import (
	"sync"

	"liaison/graph"
)

// cache keeps what was made of the last few keys, which are pointers to values that never change. It holds on to the
// keys, so that an address is not used again while it is known here.
type cache[K comparable, V any] struct {
	mu     sync.Mutex
	keys   [cached]K
	values [cached]V
	next   int
}

const cached = 8

// get finds the value of a key or makes it; one that make does not call whole is not kept.
func (c *cache[K, V]) get(key K, make func(K) (v V, whole bool)) V {
	c.mu.Lock()
	for i, k := range c.keys {
		if k == key {
			v := c.values[i]
			c.mu.Unlock()
			return v
		}
	}
	c.mu.Unlock()
	v, whole := make(key)
	if whole {
		c.mu.Lock()
		c.keys[c.next], c.values[c.next] = key, v
		c.next = (c.next + 1) % cached
		c.mu.Unlock()
	}
	return v
}

// clusters is an Identity by numbers.
type clusters struct {
	of      []uint32            // cluster of each actor; actors beyond its end are their own
	members map[uint32][]uint32 // of clusters of two or more
}

func (c *clusters) cluster(actor uint32) uint32 {
	if int(actor) < len(c.of) {
		return c.of[actor]
	}
	return actor
}

// clustersOf turns an Identity into numbers; nil has none.
func (s Snapshot) clustersOf(i *graph.Identity) *clusters {
	if i.Len() == 0 {
		return nil
	}
	return s.x.identities.get(i, func(i *graph.Identity) (*clusters, bool) {
		c := &clusters{of: make([]uint32, s.actors), members: map[uint32][]uint32{}}
		for a := range c.of {
			c.of[a] = uint32(a)
		}
		whole := true
		i.Each(func(actor, cluster graph.ActorID) {
			a, okA := s.Actor(actor)
			b, okB := s.Actor(cluster)
			if !okA || !okB {
				whole = false
				return
			}
			c.of[a] = b
			c.members[b] = append(c.members[b], a)
		})
		return c, whole
	})
}

// originsOf turns Origins into the origin + 1 of each source that moved; nil has none.
func (s Snapshot) originsOf(o *graph.Origins) []uint32 {
	if o == nil {
		return nil
	}
	return s.x.origins.get(o, func(o *graph.Origins) ([]uint32, bool) {
		var moved []uint32
		whole := true
		o.Each(func(source, origin graph.SourceID) {
			a, okA := s.Source(source)
			b, okB := s.Source(origin)
			if !okA || !okB {
				whole = false
				return
			}
			if int(a) >= len(moved) {
				moved = append(moved, make([]uint32, int(a)+1-len(moved))...)
			}
			moved[a] = b + 1
		})
		return moved, whole
	})
}
