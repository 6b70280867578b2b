package evaluate

// scored is a proposal whose rightness is known.
type scored struct {
	score int
	right bool
}

// Bin says how many proposals of some scores are right.
type Bin struct {
	From  int   `json:"from"` // scores from here
	To    int   `json:"to"`   // to here, both included
	Share Share `json:"share"`
	// AndAbove is the share of all proposals with a score of From or more: what accepting above From would let in.
	AndAbove Share `json:"and_above"`
}

// binWidth is how many scores are counted together.
const binWidth = 10

// scores tells of each proposal whether it is right, but for those paired with claims that may be left out.
func (b *bench) scores(right pairing) []scored {
	var out []scored
	for c, e := range right.event {
		if e < 0 || b.doc.Events[e].Core {
			out = append(out, scored{b.candidates[c].Score, e >= 0})
		}
	}
	return out
}

// bins counts proposals by their score. The last bin takes 100 in.
func bins(list []scored) []Bin {
	out := make([]Bin, 100/binWidth)
	for i := range out {
		out[i].From, out[i].To = i*binWidth, (i+1)*binWidth-1
	}
	out[len(out)-1].To = 100
	for _, s := range list {
		i := max(0, min(s.score/binWidth, len(out)-1))
		out[i].Share.count(s.right)
		for j := range i + 1 {
			out[j].AndAbove.count(s.right)
		}
	}
	return out
}
