package index

// scratch is the memory that one query works in. Scratches are used again; the tables by actor, relation and source
// are left clean by each query, so that none has to be cleared as a whole.
type scratch struct {
	question question

	cell     []uint32 // by actor; see expansion
	specials []special
	met      []uint32 // places of the base at which a peer was met first
	touched  []uint32 // clusters whose cells are in use; see reach
	rows     []row
	hits     []hit
	origins  set

	relationWanted  []bool
	wantedRelations []uint16
	sourceWanted    []bool
	wantedSources   []uint32

	relations *[1 << 16]uint32 // claims by relation; an array, so that no index of 16 bits has to be checked
	years     []uint32         // claims by year, from 0; the last one counts those without

	ties tieScratch
}

const (
	yearOpen  = 10_000 // place in years of claims without a first day
	yearCount = yearOpen + 1
)

// fit makes the tables long enough. What is added is clean.
func (sc *scratch) fit(actors, relations int) {
	if len(sc.cell) < actors {
		sc.cell = make([]uint32, actors+actors/8+64)
		sc.met = make([]uint32, len(sc.cell))
	}
	if len(sc.relationWanted) < relations {
		sc.relationWanted = make([]bool, relations)
	}
	if sc.years == nil {
		sc.relations = new([1 << 16]uint32)
		sc.years = make([]uint32, yearCount)
	}
}

func (sc *scratch) wantSource(n uint32) {
	if int(n) >= len(sc.sourceWanted) {
		sc.sourceWanted = append(sc.sourceWanted, make([]bool, int(n)+1-len(sc.sourceWanted))...)
	}
	if !sc.sourceWanted[n] {
		sc.sourceWanted[n] = true
		sc.wantedSources = append(sc.wantedSources, n)
	}
}

// set is a set of numbers above 0 that is emptied at the cost of what was put in.
type set struct {
	slots []uint64
	list  []uint32 // places in use
}

// add puts a number in; false where it was there.
func (s *set) add(v uint64) bool {
	if 2*len(s.list) >= len(s.slots) {
		s.grow()
	}
	mask := uint64(len(s.slots) - 1)
	for at := v * 0x9E3779B97F4A7C15 >> 20 & mask; ; at = (at + 1) & mask {
		switch s.slots[at] {
		case v:
			return false
		case 0:
			s.slots[at] = v
			s.list = append(s.list, uint32(at))
			return true
		}
	}
}

func (s *set) grow() {
	old := s.slots
	s.slots = make([]uint64, max(256, 4*len(old)))
	list := s.list
	s.list = make([]uint32, 0, len(s.slots)/2+1)
	for _, at := range list {
		s.add(old[at])
	}
}

func (s *set) clear() {
	for _, at := range s.list {
		s.slots[at] = 0
	}
	s.list = s.list[:0]
}
