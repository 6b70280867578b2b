package sqlitestore

import (
	"errors"
	"fmt"
	"sync"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// load reads the file into memory: names through the first connection, claims meanwhile through the others.
func (s *Store) load(w *writer, conns []conn) error {
	var (
		names   index.Names
		cat     *catalog
		failure error
		reading sync.WaitGroup
	)
	first := conns[0]
	readNames := func() { names, cat, failure = s.readNames(first) }
	if len(conns) == 1 {
		readNames()
	} else {
		reading.Go(readNames)
		conns = conns[1:]
	}
	parts, err := s.readClaims(conns)
	reading.Wait()
	if err := errors.Join(failure, err); err != nil {
		return err
	}
	x, err := index.Load(s.ontology, names, parts...)
	if err != nil {
		return damaged(s.path, err)
	}
	if err := s.readLater(first, x); err != nil {
		return err
	}
	claims := 0
	for _, p := range parts {
		claims += p.Len()
	}
	head, err := checkHead(first, s.path, claims)
	if err != nil {
		return err
	}
	x.Publish(head.Sequence)
	s.index = x
	s.catalog.Store(cat)
	s.head.Store(&head)
	w.head = head
	return nil
}

// readNames reads what claims refer to by number.
func (s *Store) readNames(c conn) (index.Names, *catalog, error) {
	var n index.Names
	cat := &catalog{}
	inOrder := func(table string, number uint32, count int) error {
		if int(number) != count {
			return damaged(s.path, fmt.Errorf("the %ss are numbered with a gap at %d", table, count))
		}
		return nil
	}
	err := c.rows(`SELECT a.number, a.id, a.first, v.kind FROM actor a LEFT JOIN actor_version v ON v.sequence = a.first ORDER BY a.number`, func(st *sqlite.Stmt) error {
		n.ActorRuns = append(n.ActorRuns, sequence(st, 2))
		n.Actors, n.Kinds = append(n.Actors, graph.ActorID(st.ColumnText(1))), append(n.Kinds, graph.Kind(st.ColumnText(3)))
		return inOrder("actor", number(st, 0), len(n.Actors)-1)
	})
	if err != nil {
		return n, nil, err
	}
	err = c.rows(`SELECT number, id FROM source ORDER BY number`, func(st *sqlite.Stmt) error {
		n.Sources = append(n.Sources, graph.SourceID(st.ColumnText(1)))
		return inOrder("source", number(st, 0), len(n.Sources)-1)
	})
	if err != nil {
		return n, nil, err
	}
	err = c.rows(`SELECT number, kind, name, version, run FROM maker ORDER BY number`, func(st *sqlite.Stmt) error {
		cat.makers = append(cat.makers, graph.MadeBy{Kind: st.ColumnText(1), Name: st.ColumnText(2), Version: st.ColumnText(3), Run: st.ColumnText(4)})
		return inOrder("maker", number(st, 0), len(cat.makers)-1)
	})
	if err != nil {
		return n, nil, err
	}
	err = c.rows(`SELECT number, source, relays, origin, maker FROM provenance ORDER BY number`, func(st *sqlite.Stmt) error {
		p := index.Provenance{Source: number(st, 1), Voice: number(st, 1), Origin: number(st, 3), Maker: number(st, 4)}
		relays := !st.ColumnIsNull(2)
		if relays {
			p.Voice = number(st, 2)
		}
		if int(max(p.Source, p.Voice, p.Origin)) >= len(n.Sources) || int(p.Maker) >= len(cat.makers) {
			return damaged(s.path, fmt.Errorf("provenance %d names a source or a maker that is not there", len(n.Provenances)))
		}
		n.Provenances, cat.relays = append(n.Provenances, p), append(cat.relays, relays)
		return inOrder("provenance", number(st, 0), len(n.Provenances)-1)
	})
	return n, cat, err
}

// readClaims reads the claims in order, each connection a range of sequences.
func (s *Store) readClaims(conns []conn) ([]*index.Part, error) {
	last, err := conns[0].number(`SELECT max(sequence) FROM claim`)
	if err != nil {
		return nil, err
	}
	n := len(conns)
	if last < 50_000 {
		n = 1
	}
	parts, failures := make([]*index.Part, n), make([]error, n)
	var reading sync.WaitGroup
	for i := range n {
		reading.Go(func() {
			parts[i], failures[i] = s.readPart(conns[i], last*int64(i)/int64(n), last*int64(i+1)/int64(n))
		})
	}
	reading.Wait()
	return parts, errors.Join(failures...)
}

// readPart reads the claims with after < sequence <= upto.
func (s *Store) readPart(c conn, after, upto int64) (*index.Part, error) {
	dates, err := readDates(c, after, upto)
	if err != nil {
		return nil, err
	}
	part := index.NewPart(int(upto - after))
	st, err := c.Prepare(`SELECT sequence, id, subject, relation, object, day, marks, provenance FROM claim WHERE sequence > ? AND sequence <= ?`)
	if err != nil {
		return nil, err
	}
	defer st.Reset()
	args(st, after, upto)
	for {
		more, err := st.Step()
		if err != nil || !more {
			return part, err
		}
		var claim index.Claim
		claim.Sequence = sequence(st, 0)
		st.ColumnBytes(1, claim.ID[:])
		claim.Subject, claim.Object = number(st, 2), number(st, 4)
		marks := st.ColumnInt64(6)
		claim.Confidence, claim.Flags = uint8(marks&127), uint8(marks>>7)
		claim.Provenance = number(st, 7)
		relation := st.ColumnInt64(3)
		if relation < 0 || relation >= int64(len(s.numbers.place)) || s.numbers.place[relation] < 0 {
			return nil, damaged(s.path, fmt.Errorf("claim %d has the relation %d, which is not there", claim.Sequence, relation))
		}
		claim.Relation = uint16(s.numbers.place[relation])
		if !st.ColumnIsNull(5) {
			claim.When = graph.ExactDay(graph.Day(st.ColumnInt64(5)))
		} else if len(dates) > 0 && dates[0].claim == claim.Sequence {
			claim.When, dates = dates[0].when, dates[1:]
		}
		part.Add(&claim)
	}
}

type dating struct {
	claim graph.Sequence
	when  graph.When
}

// readDates reads the dates that are not one exact day.
func readDates(c conn, after, upto int64) ([]dating, error) {
	var out []dating
	err := c.rows(`SELECT claim, edtf, stamp FROM dating WHERE claim > ? AND claim <= ? ORDER BY claim`, func(st *sqlite.Stmt) error {
		w, err := dateOf(st, 1)
		out = append(out, dating{sequence(st, 0), w})
		return err
	}, after, upto)
	return out, err
}

// dateOf reads a date from its text and its stamp, in two columns.
func dateOf(st *sqlite.Stmt, col int) (graph.When, error) {
	w, err := graph.ParseWhen(st.ColumnText(col))
	if err == nil && !st.ColumnIsNull(col+1) {
		w = w.Stamp(graph.Day(st.ColumnInt64(col + 1)))
	}
	return w, err
}

// readLater reads what later records changed about actors and claims.
func (s *Store) readLater(c conn, x *index.Index) error {
	claim := func(seq graph.Sequence) (uint32, error) {
		n, ok := x.Number(seq)
		if !ok {
			return 0, damaged(s.path, fmt.Errorf("a record names claim %d, which is not there", seq))
		}
		return n, nil
	}
	err := c.rows(`SELECT v.sequence, v.actor, v.kind FROM actor_version v JOIN actor a ON a.number = v.actor WHERE v.sequence <> a.first ORDER BY v.sequence`, func(st *sqlite.Stmt) error {
		x.SetKind(number(st, 1), graph.Kind(st.ColumnText(2)), sequence(st, 0))
		return nil
	})
	if err != nil {
		return err
	}
	err = c.rows(`SELECT sequence, claim FROM withdrawal ORDER BY sequence`, func(st *sqlite.Stmt) error {
		n, err := claim(sequence(st, 1))
		if err == nil {
			x.Withdraw(n, sequence(st, 0))
		}
		return err
	})
	if err != nil {
		return err
	}
	err = c.rows(`SELECT sequence, a, b, open FROM pair ORDER BY sequence, place`, func(st *sqlite.Stmt) error {
		a, errA := claim(sequence(st, 1))
		b, errB := claim(sequence(st, 2))
		if errA == nil && errB == nil {
			x.Pair(a, b, st.ColumnBool(3), sequence(st, 0))
		}
		return errors.Join(errA, errB)
	})
	if err != nil {
		return err
	}
	return c.rows(`SELECT e.sequence, e.claim FROM evidence e JOIN claim c ON c.sequence = e.claim WHERE NOT c.marks & 8192
		AND e.sequence = (SELECT min(sequence) FROM evidence WHERE claim = e.claim) ORDER BY e.sequence`, func(st *sqlite.Stmt) error {
		n, err := claim(sequence(st, 1))
		if err == nil {
			x.QuoteLater(n, sequence(st, 0))
		}
		return err
	})
}

// checkHead finds the newest sequence, and checks that each one up to it is there once.
func checkHead(c conn, path string, claims int) (graph.AsOf, error) {
	var last [2]int64
	for i, query := range []string{`SELECT max(sequence) FROM entry`, `SELECT max(sequence) FROM claim`} {
		n, err := c.number(query)
		if err != nil {
			return graph.AsOf{}, err
		}
		last[i] = n
	}
	entries, err := c.number(`SELECT count(*) FROM entry`)
	if err != nil {
		return graph.AsOf{}, err
	}
	head := max(last[0], last[1])
	if head != entries+int64(claims) {
		return graph.AsOf{}, damaged(path, fmt.Errorf("the newest record has the sequence %d, but there are %d", head, entries+int64(claims)))
	}
	if head == 0 {
		return graph.AsOf{}, nil
	}
	t, err := recorded(c, graph.Sequence(head))
	return graph.AsOf{Sequence: graph.Sequence(head), Recorded: t}, err
}
