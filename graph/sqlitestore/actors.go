package sqlitestore

import (
	"context"
	"encoding/json"
	"slices"
	"sync/atomic"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
)

// Actors gives the newest versions of those that are recorded.
func (s *Store) Actors(ctx context.Context, seq graph.Sequence, ids []graph.ActorID) ([]graph.Actor, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Actor, 0, min(len(ids), 1024))
	var c conn
	for _, id := range ids {
		n, ok := snap.Actor(id)
		if !ok {
			continue
		}
		if a := s.actors.get(n, at); a != nil {
			out = append(out, *a)
			continue
		}
		if c.Conn == nil { // most of the time all are in the cache
			if c, err = s.readers.take(ctx); err != nil {
				return nil, s.translate(ctx, err)
			}
			defer s.readers.put(c)
		}
		a, err := s.actorAt(c, n, at)
		if err != nil {
			return nil, s.translate(ctx, err)
		}
		if a != nil {
			out = append(out, *a)
		}
	}
	return out, nil
}

// actorAt reads the newest version of an actor; nil where it was not recorded yet.
func (s *Store) actorAt(c conn, n uint32, at graph.Sequence) (*graph.Actor, error) {
	head := s.head.Load().Sequence // before the file is read
	v, err := readActor(c, `SELECT v.sequence, a.id, v.name, v.kind, v.country, v.valid, v.description, v.aliases, v.codes FROM actor_version v
		JOIN actor a ON a.number = v.actor WHERE v.actor = ? AND v.sequence <= ? ORDER BY v.sequence DESC LIMIT 1`, n, at)
	if err != nil || v == nil {
		return nil, err
	}
	if at >= head {
		s.actors.put(n, v, at)
	}
	return &v.Actor, nil
}

type actorVersion struct {
	graph.Actor
	from graph.Sequence
}

func readActor(c conn, query string, values ...any) (*actorVersion, error) {
	var (
		v       *actorVersion
		problem error
	)
	_, err := c.row(query, func(st *sqlite.Stmt) { v, problem = actorRow(st) }, values...)
	return v, firstOf(err, problem)
}

// actorRow reads sequence, id and the fields of a version.
func actorRow(st *sqlite.Stmt) (*actorVersion, error) {
	v := &actorVersion{from: sequence(st, 0), Actor: graph.Actor{
		ID: graph.ActorID(st.ColumnText(1)), Name: st.ColumnText(2), Kind: graph.Kind(st.ColumnText(3)), Country: st.ColumnText(4),
		Valid: st.ColumnText(5), Description: st.ColumnText(6),
	}}
	for col, list := range map[int]*[]string{7: &v.Aliases, 8: &v.Codes} {
		if !st.ColumnIsNull(col) {
			if err := json.Unmarshal([]byte(st.ColumnText(col)), list); err != nil {
				return nil, err
			}
		}
	}
	return v, nil
}

// ActorsPage lists actors in order of id.
func (s *Store) ActorsPage(ctx context.Context, seq graph.Sequence, kinds []graph.Kind, countries []string, after graph.ActorID, n int) ([]graph.Actor, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil || n <= 0 {
		return nil, err
	}
	return read(ctx, s, func(c conn) ([]graph.Actor, error) {
		var out []graph.Actor
		for {
			ids, err := namesAfter(c, `SELECT number, id FROM actor WHERE id > ? ORDER BY id LIMIT 512`, string(after))
			if err != nil {
				return nil, err
			}
			for _, a := range ids {
				kind := snap.Kind(a.number, at)
				if kind == "" || len(kinds) > 0 && !slices.Contains(kinds, kind) {
					continue
				}
				actor := s.actors.get(a.number, at)
				if actor == nil {
					if actor, err = s.actorAt(c, a.number, at); err != nil {
						return nil, err
					}
				}
				if actor == nil || len(countries) > 0 && !slices.Contains(countries, actor.Country) {
					continue
				}
				if out = append(out, *actor); len(out) == n {
					return out, nil
				}
			}
			if len(ids) < 512 {
				return out, nil
			}
			after = graph.ActorID(ids[len(ids)-1].id)
		}
	})
}

type numbered struct {
	number uint32
	id     string
}

func namesAfter(c conn, query, after string) ([]numbered, error) {
	var out []numbered
	err := c.rows(query, func(st *sqlite.Stmt) error {
		out = append(out, numbered{number(st, 0), st.ColumnText(1)})
		return nil
	}, after)
	return out, err
}

// actorCache keeps versions of actors. An entry is good for the sequences from its version to the one at which it was
// read, and for later ones as long as no actor of its slot has a newer version.
type actorCache struct {
	slots   [cacheSlots]atomic.Pointer[cachedActor]
	changed [cacheSlots]atomic.Uint64 // sequence of the newest later version of an actor of the slot
}

const cacheSlots = 1 << 15

type cachedActor struct {
	number  uint32
	checked graph.Sequence
	*actorVersion
}

func (c *actorCache) get(n uint32, at graph.Sequence) *graph.Actor {
	v := c.slots[n%cacheSlots].Load()
	if v == nil || v.number != n || v.from > at || at > v.checked && c.changed[n%cacheSlots].Load() > uint64(v.checked) {
		return nil
	}
	return &v.Actor
}

func (c *actorCache) put(n uint32, v *actorVersion, at graph.Sequence) {
	c.slots[n%cacheSlots].Store(&cachedActor{n, at, v})
}

// change must be called before readers see the version.
func (c *actorCache) change(n uint32, at graph.Sequence) { c.changed[n%cacheSlots].Store(uint64(at)) }
