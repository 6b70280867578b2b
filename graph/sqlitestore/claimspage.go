package sqlitestore

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// ClaimsPage lists standing claims, newest record first.
func (s *Store) ClaimsPage(ctx context.Context, seq graph.Sequence, q graph.ClaimsQuery, before graph.Sequence, n int) ([]graph.ClaimState, error) {
	snap, at, err := s.seen(ctx, seq)
	if err != nil || n <= 0 {
		return nil, err
	}
	if before == 0 || before > at {
		before = at + 1
	}
	return read(ctx, s, func(c conn) ([]graph.ClaimState, error) {
		l := &claimList{s: s, c: c, snap: snap, at: at, q: q, before: before, n: n}
		switch {
		case len(q.Words) > 0:
			err = l.byWords(ctx)
		case q.Event != "":
			err = l.bySQL(`SELECT claim FROM wording WHERE event = ?1 AND event <> '' AND claim < ?2 ORDER BY claim DESC`, q.Event, before)
		default:
			err = l.fromIndex(ctx)
		}
		if err != nil {
			return nil, err
		}
		return l.out, s.finish(c, snap, at, l.out)
	})
}

// claimList is one page under way.
type claimList struct {
	s      *Store
	c      conn
	snap   index.Snapshot
	at     graph.Sequence
	q      graph.ClaimsQuery
	before graph.Sequence
	n      int
	out    []graph.ClaimState
}

// fromIndex finds claims by source, run and dispute, all of which the index knows.
func (l *claimList) fromIndex(ctx context.Context) error {
	var found []graph.Sequence
	l.snap.Latest(l.at, l.before, l.wanted(), l.q.Disputed, func(claim uint32) bool {
		found = append(found, l.snap.Sequence(claim))
		return len(found) < l.n && ctx.Err() == nil
	})
	for _, claim := range found {
		if _, err := l.add(claim); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// wanted tests provenances; nil where the query has nothing to do with them.
func (l *claimList) wanted() func(index.Provenance) bool {
	if l.q.Source == "" && l.q.Run == "" {
		return nil
	}
	source, known := l.snap.Source(l.q.Source)
	makers := l.s.catalog.Load().makers
	return func(p index.Provenance) bool {
		return (l.q.Source == "" || known && p.Source == source) && (l.q.Run == "" || makers[p.Maker].Run == l.q.Run)
	}
}

// add tests a claim by all that the query says, and puts it on the page. It tells whether the page is full.
func (l *claimList) add(claim graph.Sequence) (full bool, err error) {
	n, ok := l.snap.Number(claim)
	if !ok || claim > l.at || claim >= l.before || l.snap.Withdrawn(n, l.at) != 0 || l.q.Disputed && !l.snap.Disputed(n, l.at) {
		return false, nil
	}
	if wanted := l.wanted(); wanted != nil && !wanted(l.snap.Provenance(n)) {
		return false, nil
	}
	found, err := l.s.loadClaims(l.c, l.snap, l.at, claim, claim)
	if err != nil {
		return false, err
	}
	for i := range found {
		if cs := &found[i]; (l.q.Event == "" || cs.Event == l.q.Event) && cs.HasWords(l.q.Words) {
			l.out = append(l.out, *cs)
		}
	}
	return len(l.out) >= l.n, nil
}

// bySQL tests the claims that a statement names, newest first.
func (l *claimList) bySQL(query string, values ...any) error {
	var found []graph.Sequence
	err := l.c.rows(query, func(st *sqlite.Stmt) error {
		found = append(found, sequence(st, 0))
		return nil
	}, values...)
	for _, claim := range found {
		full, e := l.add(claim)
		if err = firstOf(err, e); err != nil || full {
			return err
		}
	}
	return err
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// byWords finds candidates with FTS5: claims whose first words match, newest first, and those that match by words
// added later. Each is then tested by its own words.
func (l *claimList) byWords(ctx context.Context) error {
	match, ok := matchText(l.q.Words)
	if !ok {
		return nil
	}
	var added []graph.Sequence
	err := l.c.rows(`SELECT e.claim FROM words_added f JOIN evidence e ON e.sequence = f.rowid WHERE words_added MATCH ?1 AND f.rowid <= ?2`, func(st *sqlite.Stmt) error {
		added = append(added, sequence(st, 0))
		return nil
	}, match, l.at)
	if err != nil {
		return err
	}
	slices.Sort(added)
	added = slices.Compact(added)
	before := l.before
	for {
		page, err := l.matching(match, before)
		if err != nil {
			return err
		}
		end := graph.Sequence(0) // claims from here on are dealt with in this round
		if len(page) == wordsPage {
			end = page[len(page)-1]
		}
		for len(added) > 0 && added[len(added)-1] >= end {
			page, added = append(page, added[len(added)-1]), added[:len(added)-1]
		}
		slices.SortFunc(page, func(a, b graph.Sequence) int { return int(int64(b) - int64(a)) })
		for _, claim := range slices.Compact(page) {
			if full, err := l.add(claim); err != nil || full {
				return err
			}
		}
		if end == 0 {
			return nil
		}
		before = end
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// wordsPage is how many claims are looked up at a time.
const wordsPage = 256

func (l *claimList) matching(match string, before graph.Sequence) ([]graph.Sequence, error) {
	var out []graph.Sequence
	err := l.c.rows(`SELECT rowid FROM words WHERE words MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3`, func(st *sqlite.Stmt) error {
		out = append(out, sequence(st, 0))
		return nil
	}, match, before, wordsPage)
	return out, err
}

// matchText writes words for FTS5: all of them, the last one as a beginning. False where one of them is no word, which
// then stands nowhere.
func matchText(words []string) (string, bool) {
	parts := make([]string, len(words))
	for i, w := range words {
		if got := graph.Words(w); len(got) != 1 || got[0] != w {
			return "", false
		}
		parts[i] = fmt.Sprintf(`"%s"`, w)
	}
	return strings.Join(parts, " AND ") + " *", true
}
