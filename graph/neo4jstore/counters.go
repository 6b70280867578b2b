package neo4jstore

import (
	"context"
	"strings"

	"liaison/graph"
)

// counter counts claims, or ends of claims, of an actor or a source. Its log has five numbers: the last sequence counted
// before the append that counted last and the count by then, that append's first and last sequence, and the count after
// it.
type counter[K ~string] struct {
	id   K
	log  []int
	used bool // something was counted
}

// count gives the count at a sequence, where the log tells. A reader may miss a log that is being written; then it is
// there to see that something was counted.
func (c counter[K]) count(at graph.Sequence) (n int, told bool) {
	if len(c.log) != 5 {
		return 0, !c.used
	}
	s := int(at)
	switch prior, before, first, last, now := c.log[0], c.log[1], c.log[2], c.log[3], c.log[4]; {
	case s >= last:
		return now, true
	case prior <= s && s < first:
		return before, true
	}
	return 0, false
}

// later gives a sequence above one at which the log tells the count. It is visible, so that the claims in between can be
// found and the count taken back.
func (c counter[K]) later(at, visible graph.Sequence) (seq graph.Sequence, n int, told bool) {
	if len(c.log) != 5 {
		return 0, 0, false
	}
	for _, i := range []int{0, 3} {
		if seq := graph.Sequence(c.log[i]); seq > at && seq <= visible {
			return seq, c.log[i+1], true
		}
	}
	return 0, 0, false
}

// uncounted sorts counters into those whose log tells the count, which it gives to found, and the others.
func uncounted[K ~string](counters []counter[K], at graph.Sequence, found func(K, int)) []counter[K] {
	var rest []counter[K]
	for _, c := range counters {
		if n, told := c.count(at); told {
			found(c.id, n)
		} else {
			rest = append(rest, c)
		}
	}
	return rest
}

// countEnds counts the claim ends of actors: by their logs, or claim by claim.
func (s *Store) countEnds(ctx context.Context, p point, counters []counter[graph.ActorID], found func(graph.ActorID, int)) error {
	rest := uncounted(counters, p.sequence, found)
	if len(rest) == 0 || len(p.types) == 0 {
		return nil
	}
	// An actor's count can be taken from one at a later sequence and the claims recorded since. It is, unless there are
	// more of these, of all actors, than the actors have themselves.
	newest := s.seen.Load() // its types are those of all that is visible by now
	counts, from := make(map[graph.ActorID]int, len(rest)), make(map[graph.ActorID]graph.Sequence, len(rest))
	var afresh []string
	ends, upto := 0, p.sequence
	for _, c := range rest {
		seq, n, told := c.later(p.sequence, newest.Sequence)
		if !told {
			afresh = append(afresh, string(c.id))
			continue
		}
		counts[c.id], from[c.id] = n, seq
		ends += n
		upto = max(upto, seq)
	}
	if int(upto-p.sequence) > ends {
		afresh = keysOf(rest)
		clear(counts)
		clear(from)
	}
	if len(afresh) > 0 {
		err := s.each(ctx, everyType(p.types, endsOf("src"))+"\nUNION ALL\n"+everyType(p.types, endsOf("dst")), map[string]any{"ids": afresh, "s": int64(p.sequence)}, func(r row) {
			counts[graph.ActorID(r.text(0))] += r.int(1)
		})
		if err != nil {
			return err
		}
	}
	if len(from) > 0 {
		err := s.each(ctx, everyType(newest.types, endsAfter), map[string]any{"ids": keysOf(rest), "s": int64(p.sequence), "upto": int64(upto)}, func(r row) {
			for i := range 2 {
				if id := graph.ActorID(r.text(i)); r.int(2) <= int(from[id]) {
					counts[id]--
				}
			}
		})
		if err != nil {
			return err
		}
	}
	for _, c := range rest {
		found(c.id, counts[c.id])
	}
	return nil
}

// endsOf counts claims at one end of which $ids stand. The index is by end and slot, so that slot stands there as well.
func endsOf(end string) string {
	return strings.ReplaceAll(`MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(END, slot, seq, mark, relation, source) WHERE r.END IN $ids AND r.slot IS NOT NULL AND r.seq <= $s
		AND r.mark IS NOT NULL AND r.relation IS NOT NULL AND r.source IS NOT NULL RETURN r.END AS id, count(*) AS n`, "END", end)
}

const endsAfter = `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(seq) WHERE r.seq > $s AND r.seq <= $upto AND (r.src IN $ids OR r.dst IN $ids)
	RETURN r.src AS src, r.dst AS dst, r.seq AS seq`

// countPublished counts the claims of sources, like countEnds.
func (s *Store) countPublished(ctx context.Context, p point, counters []counter[graph.SourceID], found func(graph.SourceID, int)) error {
	rest := uncounted(counters, p.sequence, found)
	if len(rest) == 0 || len(p.types) == 0 {
		return nil
	}
	newest := s.seen.Load() // its types are those of all that is visible by now
	var asks []map[string]any
	counts, sign := make(map[graph.SourceID]int, len(rest)), make(map[graph.SourceID]int, len(rest))
	for _, c := range rest {
		after, upto := graph.Sequence(0), p.sequence
		sign[c.id] = 1
		if seq, n, told := c.later(p.sequence, newest.Sequence); told && int(seq-p.sequence) < n { // count back
			after, upto = p.sequence, seq
			counts[c.id], sign[c.id] = n, -1
		}
		asks = append(asks, map[string]any{"id": string(c.id), "after": int64(after), "upto": int64(upto)})
	}
	cypher := everyType(newest.types, `UNWIND $asks AS q MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(source, seq) WHERE r.source = q.id AND r.seq > q.after AND r.seq <= q.upto RETURN q.id AS id, count(*) AS n`)
	err := s.each(ctx, cypher, map[string]any{"asks": asks}, func(r row) {
		id := graph.SourceID(r.text(0))
		counts[id] += sign[id] * r.int(1)
	})
	if err != nil {
		return err
	}
	for _, c := range rest {
		found(c.id, counts[c.id])
	}
	return nil
}

// each calls f for each row of an answer.
func (s *Store) each(ctx context.Context, cypher string, params map[string]any, f func(row)) error {
	rows, err := s.read(ctx, cypher, params)
	for _, r := range rows {
		f(r)
	}
	return err
}

func keysOf[K ~string](counters []counter[K]) []string {
	out := make([]string, len(counters))
	for i, c := range counters {
		out[i] = string(c.id)
	}
	return out
}
