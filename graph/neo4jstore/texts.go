package neo4jstore

import (
	"context"
	"slices"

	"liaison/graph"
)

// textsSize is about how many bytes of texts are read at a time; a single one may be longer.
const textsSize = 4 << 20

// texts brings the texts of a journal's sources, some at a time: as many as were of the right size last time.
type texts struct {
	expected []carrier // whose record carried a text, in order of sequence
	bodies   map[graph.SourceID]string
	most     int // texts to read at a time
}

type carrier struct {
	seq    graph.Sequence
	source graph.SourceID
}

func (t *texts) expect(seq graph.Sequence, source graph.SourceID) {
	at, _ := slices.BinarySearchFunc(t.expected, seq, func(c carrier, s graph.Sequence) int { return int(int64(c.seq) - int64(s)) })
	t.expected = slices.Insert(t.expected, at, carrier{seq, source})
}

// add gives a source the text that its record carried.
func (t *texts) add(ctx context.Context, s *Store, e *graph.Entry) error {
	src, ok := e.Record.(*graph.Source)
	if !ok {
		return nil
	}
	for len(t.expected) > 0 && t.expected[0].seq < e.Sequence {
		t.expected = t.expected[1:]
	}
	if len(t.expected) == 0 || t.expected[0].seq != e.Sequence {
		return nil
	}
	if _, here := t.bodies[src.ID]; !here {
		if err := t.read(ctx, s); err != nil {
			return err
		}
	}
	body, here := t.bodies[src.ID]
	if !here {
		return s.damaged("the text of source " + string(src.ID) + " is missing")
	}
	src.Text = body
	return nil
}

// read brings the texts that are wanted next in place of those that were.
func (t *texts) read(ctx context.Context, s *Store) error {
	leave, err := s.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	t.most = max(t.most, 4)
	var ids []string
	for _, c := range t.expected[:min(t.most, len(t.expected))] {
		ids = append(ids, string(c.source))
	}
	t.bodies = make(map[graph.SourceID]string, len(ids))
	size := 0
	err = s.each(ctx, `MATCH (t:Text) USING INDEX SEEK t:Text(source) WHERE t.source IN $ids RETURN t.source, t.body`, map[string]any{"ids": ids}, func(r row) {
		t.bodies[graph.SourceID(r.text(0))] = r.text(1)
		size += len(r.text(1))
	})
	if average := size/len(ids) + 1; err == nil {
		t.most = min(textsSize/average, 4*t.most, journalPage)
	}
	return err
}
