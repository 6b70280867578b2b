package gazetteer

import (
	"fmt"
	"runtime"
	"sync"

	"liaison/graph"
)

// put adds an actor; its id must be new.
func (s *shelf) put(l listing) (int, error) {
	id := l.entry.actor.ID
	if _, twice := s.byID[id]; twice {
		return 0, fmt.Errorf("id %q is there twice", id)
	}
	l.entry.person = l.entry.actor.Kind == graph.KindPerson
	at := len(s.list)
	s.byID[id] = at
	s.list = append(s.list, l)
	return at, nil
}

// prepare checks the actors and cuts their names into words. That is most of the work of a start, so all processors share
// it; then it notes who has which proper name.
func (s *shelf) prepare() error {
	errs := make([]error, len(s.list))
	shared(len(s.list), func(i int) { errs[i] = s.list[i].prepare() })
	for i := range s.list {
		if errs[i] != nil {
			return fmt.Errorf("gazetteer data, actor %q: %w", s.list[i].entry.actor.ID, errs[i])
		}
		for _, n := range s.list[i].names {
			s.names++
			if n.via == ByName && n.flags&isShort == 0 {
				k := hashOf(n.keys)
				s.byName[k] = append(s.byName[k], int32(i))
			}
		}
	}
	return nil
}

// prepare checks one actor and cuts its names into words. A demonym that is the name itself ("Taiwan") says no more than the
// name, and is left out.
func (l *listing) prepare() error {
	a := &l.entry.actor
	if err := a.Validate(); err != nil {
		return err
	}
	l.entry.period, _ = graph.ParsePeriod(a.Valid)
	kept := l.names[:0]
	for _, n := range l.names {
		n.keys, n.need = keysOf(n.text, nil)
		if len(n.keys) == 0 {
			return fmt.Errorf("the name %q has no letters", n.text)
		}
		if n.via == ByDemonym && (n.flags&isPerson == 0 || a.Kind != graph.KindState) && named(kept, n.keys) {
			continue
		}
		kept = append(kept, n)
	}
	l.names = kept
	return nil
}

// hashOf returns a number for the words of a name (FNV-1a). Two names may share one: what is found by it is compared.
func hashOf(keys []string) uint64 {
	h := uint64(14695981039346656037)
	for _, k := range keys {
		for i := range len(k) {
			h = (h ^ uint64(k[i])) * 1099511628211
		}
		h = (h ^ ' ') * 1099511628211
	}
	return h
}

// named says whether these words are a proper name among those of a list.
func named(list []written, keys []string) bool {
	for _, o := range list {
		if o.via != ByName || o.flags&isShort != 0 || len(o.keys) != len(keys) {
			continue
		}
		same := true
		for i := range keys {
			same = same && keys[i] == o.keys[i]
		}
		if same {
			return true
		}
	}
	return false
}

// shared calls f with the numbers below n, on all processors.
func shared(n int, f func(int)) {
	workers := min(runtime.GOMAXPROCS(0), 8)
	const chunk = 256
	if n < 2*chunk || workers == 1 {
		for i := range n {
			f(i)
		}
		return
	}
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for from := w * chunk; from < n; from += workers * chunk {
				for i := from; i < min(from+chunk, n); i++ {
					f(i)
				}
			}
		})
	}
	all.Wait()
}
