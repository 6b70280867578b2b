package index

import (
	"hash/maphash"
	"strings"
	"sync/atomic"
)

// names numbers texts from 0 in the order in which they are added, and finds them again. One goroutine adds; any
// number look up meanwhile without a lock: a slot of the table is written after the text that it points to.
type names struct {
	seed  maphash.Seed
	table atomic.Pointer[[]atomic.Uint32] // open addressing; number + 1, 0 is empty; a power of two long
	pages atomic.Pointer[[]*namePage]
	n     uint32 // the writer's
}

const namePageSize = 256

type namePage [namePageSize]string

func newNames(room int) *names {
	t := &names{seed: maphash.MakeSeed()}
	slots := 64
	for slots < room+room/2 {
		slots *= 2
	}
	table := make([]atomic.Uint32, slots)
	t.table.Store(&table)
	t.pages.Store(&[]*namePage{})
	return t
}

// get finds the number of a text.
func (t *names) get(s string) (uint32, bool) {
	table := *t.table.Load()
	mask := uint64(len(table) - 1)
	for at := maphash.String(t.seed, s) & mask; ; at = (at + 1) & mask {
		slot := table[at].Load()
		if slot == 0 {
			return 0, false
		}
		if t.at(slot-1) == s {
			return slot - 1, true
		}
	}
}

// at gives a text by its number, which must be one that was given out.
func (t *names) at(n uint32) string {
	return (*t.pages.Load())[n/namePageSize][n%namePageSize]
}

// add numbers a text that is not there yet. The text is kept as it is: the caller makes sure that it does not hold on
// to a larger one.
func (t *names) add(s string) uint32 {
	n := t.n
	pages := *t.pages.Load()
	if n%namePageSize == 0 {
		pages = append(pages, new(namePage))
		t.pages.Store(&pages)
	}
	pages[n/namePageSize][n%namePageSize] = s
	t.n++
	table := *t.table.Load()
	if int(t.n)*4 > len(table)*3 {
		bigger := make([]atomic.Uint32, 2*len(table))
		for i := range n {
			t.put(bigger, t.at(i), i)
		}
		t.put(bigger, s, n)
		t.table.Store(&bigger)
	} else {
		t.put(table, s, n)
	}
	return n
}

func (t *names) put(table []atomic.Uint32, s string, n uint32) {
	mask := uint64(len(table) - 1)
	for at := maphash.String(t.seed, s) & mask; ; at = (at + 1) & mask {
		if table[at].Load() == 0 {
			table[at].Store(n + 1)
			return
		}
	}
}

// addAll numbers many texts at once, kept in one piece of memory.
func addAll[T ~string](t *names, list []T) {
	size := 0
	for _, s := range list {
		size += len(s)
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range list {
		b.WriteString(string(s))
	}
	all := b.String()
	for _, s := range list {
		t.add(all[:len(s)])
		all = all[len(s):]
	}
}
