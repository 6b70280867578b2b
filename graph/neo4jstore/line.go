package neo4jstore

import (
	"context"
	"unicode/utf8"

	"liaison/graph"
)

// Line puts the claims around actors in the order of time.
func (s *Store) Line(ctx context.Context, seq graph.Sequence, f *graph.Filter, l graph.LineAsk) (graph.LineAnswer, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return graph.LineAnswer{}, err
	}
	defer leave()
	if len(l.Actors) == 0 || len(p.types) == 0 || !utf8.ValidString(string(l.Peer)) {
		return graph.LineAnswer{}, nil
	}
	return s.ask(p, f, false).line(ctx, l)
}

// line is the kind of statement for lines of time.
type line struct{ within bool }

func (l line) String() string {
	if l.within {
		return "line within"
	}
	return "line"
}

// lineTail takes each claim once, also one that is found from both its ends. For the page it is worked out from which day
// on (cut) there are enough claims, so that of few the ids are read, to put those of one day into order.
const lineTail = `WITH * WHERE ` + groupCheck + `
UNWIND rs AS r WITH DISTINCT r, d
WITH collect([r, d]) AS cs
CALL { WITH cs UNWIND cs AS c WITH c[0] AS r, c[1] AS d
	WITH d, CASE WHEN d >= 100000000 THEN r.when END AS w, CASE WHEN d >= 100000000 THEN r.stamp END AS p, count(*) AS n RETURN collect([d, w, p, n]) AS dates }
CALL { WITH cs UNWIND cs AS c WITH c[1] % 100000000 AS d ORDER BY d DESC LIMIT $upto RETURN coalesce(min(d), 0) AS cut }
CALL { WITH cs, cut UNWIND cs AS c WITH c[0] AS r, c[1] % 100000000 AS d, cut WHERE d >= cut
	WITH r, d ORDER BY d DESC, r.id SKIP $skip LIMIT $page RETURN collect(r{` + rowFields + `}) AS claims }
RETURN dates, claims`

func (q *question) lineText(l line) string {
	look := search{shape: q.shape(), many: true, within: l.within,
		group: "r.relation AS t, r.source AS q, r.mark % 2 AS k, r.slot AS d, collect(r) AS rs", names: "t, q, k, d, rs"}
	return look.cypher() + lineTail
}

func (q *question) line(ctx context.Context, l graph.LineAsk) (graph.LineAnswer, error) {
	kind := line{within: l.Peer != ""}
	build := func() string { return q.lineText(kind) }
	if err := q.choose(ctx, l.Actors, kind.String(), build); err != nil {
		return graph.LineAnswer{}, err
	}
	q.around(l.Actors)
	p := q.params
	p["skip"], p["page"], p["upto"] = l.Skip, l.N, l.Skip+l.N
	if kind.within {
		p["peers"] = q.members([]graph.ActorID{l.Peer})
	}
	rows, err := q.find(ctx, kind.String(), build)
	if err != nil {
		return graph.LineAnswer{}, err
	}
	var out graph.LineAnswer
	for _, item := range rows[0].list(0) {
		d, err := decodeDate(rowOf(item))
		if err != nil {
			return graph.LineAnswer{}, q.damaged(err.Error())
		}
		out.Dates = append(out.Dates, d)
	}
	for _, item := range rows[0].list(1) {
		m, _ := item.(map[string]any)
		c, err := decodeRow(props(m), q.sequence)
		if err != nil {
			return graph.LineAnswer{}, q.damaged(err.Error())
		}
		out.Rows = append(out.Rows, c)
	}
	return out, nil
}

// decodeDate reads how many claims have a date: slot, date and stamp where the slot does not tell it, number.
func decodeDate(r row) (graph.DateCount, error) {
	if slot := r.int(0); slot < slotClass {
		return graph.DateCount{When: graph.ExactDay(dayOf(slot)), Claims: r.int(3)}, nil
	}
	p := props{}
	if !r.null(1) {
		p["when"] = r.text(1)
	}
	if !r.null(2) {
		p["stamp"] = r[2]
	}
	when, err := decodeWhen(p)
	return graph.DateCount{When: when, Claims: r.int(3)}, err
}
