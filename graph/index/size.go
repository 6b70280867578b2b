package index

import "unsafe"

// Bytes counts the memory that the index holds on to between queries: columns, pages, runs, names, tables; not the
// scratches, nor what was made of identities and origins.
func (s Snapshot) Bytes() int {
	b := s.base
	n := 4*(cap(b.off)+cap(b.looseOff)+cap(b.peer)+cap(b.claim)) + 2*(cap(b.day)+cap(b.relation)) + cap(b.strength)
	n += cap(b.loose) * int(unsafe.Sizeof(half{}))
	for _, p := range s.pages {
		n += int(unsafe.Sizeof(*p))
		if p.high.Load() != nil {
			n += 2 * pageSize
		}
	}
	n += 8*cap(s.pages) + cap(s.whens)*16 + (cap(s.claimRuns)+cap(s.actorRuns))*8 + cap(s.kind) + 16*cap(s.provenances)
	for i := range s.withdrawn {
		if s.withdrawn[i].Load() != nil {
			n += 8 * sidePageSize
		}
	}
	n += 8*(len(s.withdrawn)+len(s.pairs)) + 4*cap(s.paired) + 16*cap(s.lateQuotes)
	for _, claim := range s.paired {
		if list := s.pairs.at(claim).Load(); list != nil {
			n += 24 + 16*cap(*list)
		}
	}
	for i := range s.pairs {
		if s.pairs[i].Load() != nil {
			n += 8 * sidePageSize
		}
	}
	for _, d := range s.deltas {
		n += int(unsafe.Sizeof(*d)) + 8*len(d.heads)
		for i := range d.heads {
			if d.heads[i].Load() != nil {
				n += 4 * headPage
			}
		}
		for i := range d.halves {
			if d.halves[i].Load() != nil {
				n += chunkSize * int(unsafe.Sizeof(link{}))
			}
		}
	}
	return n + s.x.actors.bytes() + s.x.sources.bytes()
}

func (t *names) bytes() int {
	pages := *t.pages.Load()
	n := 4*len(*t.table.Load()) + len(pages)*(8+namePageSize*16)
	for _, p := range pages {
		for _, s := range p {
			n += len(s)
		}
	}
	return n
}
