package sqlitestore_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"liaison/graph"
)

// plain answers questions with nothing but SQL, from a copy of the same file, with the covering indexes that fit the
// questions best. It leaves out what would cost it more: degrees, witnesses, disputes, known time.
type plain struct{ *sqlite.Conn }

var plainFile = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "liaison-plain")
	if err != nil {
		return "", err
	}
	scratchDirs = append(scratchDirs, dir)
	return filepath.Join(dir, "plain.db"), nil
})

func openPlain(b *testing.B) plain {
	b.Helper()
	file, err := plainFile()
	if err != nil {
		b.Fatal(err)
	}
	_, missing := os.Stat(file)
	if missing != nil {
		s := imported(b)
		if err := s.Backup(context.Background(), file); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	c, err := sqlite.OpenConn(file, sqlite.OpenReadWrite)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = c.Close() })
	script := `PRAGMA cache_size = -262144; PRAGMA mmap_size = 2147483648;`
	if missing != nil {
		script += `CREATE INDEX plain_subject ON claim (subject, day, object, relation);
			CREATE INDEX plain_object ON claim (object, day, subject, relation); ANALYZE;`
	}
	if err := sqlitex.ExecuteScript(c, script, nil); err != nil {
		b.Fatal(err)
	}
	return plain{c}
}

func (p plain) rows(query string, f func(*sqlite.Stmt), args ...any) {
	err := sqlitex.Execute(p.Conn, query, &sqlitex.ExecOptions{Args: args, ResultFunc: func(st *sqlite.Stmt) error {
		f(st)
		return nil
	}})
	if err != nil {
		panic(fmt.Errorf("%w in %s", err, query))
	}
}

// answer is what both sides are compared by.
type answer struct {
	Claims, Actors int
	Relations      []graph.RelationCount
	Years          []graph.YearCount
	Ties           []answerTie
	IDs            []graph.ClaimID
}

type answerTie struct {
	A, B        graph.ActorID
	Claims      int
	First, Last graph.Day
	Relations   []graph.RelationCount
}

func answerOf(v *graph.View) answer {
	a := answer{Claims: v.Totals.Claims, Actors: v.Totals.Actors, Relations: v.Totals.Relations, Years: v.Totals.Years}
	for _, t := range v.Ties {
		a.Ties = append(a.Ties, answerTie{t.A, t.B, t.Claims, t.First.Day, t.Last.Day, t.Relations})
	}
	for i := range v.Claims {
		a.IDs = append(a.IDs, v.Claims[i].ID)
	}
	return a
}

// touching is the claims of an actor in a window, each once.
const touching = `SELECT sequence, object AS peer, relation, day FROM claim WHERE subject = ?1 AND day BETWEEN ?2 AND ?3
	UNION ALL SELECT sequence, subject, relation, day FROM claim WHERE object = ?1 AND day BETWEEN ?2 AND ?3 AND subject <> ?1`

// hop answers: who had how many claims with an actor in a window, the 100 with most of them in detail, each with its
// newest claim, and totals by relation and year.
func (p plain) hop(actor int64, from, to graph.Day) answer {
	window := []any{actor, int64(from), int64(to)}
	var a answer
	var id graph.ActorID
	p.rows(`SELECT id FROM actor WHERE number = ?`, func(st *sqlite.Stmt) { id = graph.ActorID(st.ColumnText(0)) }, actor)
	at := map[int64]int{}
	p.rows(`WITH t AS (`+touching+`) SELECT peer, x.id, count(*) n, min(day), max(day) newest, sum(count(*)) OVER (), count(*) OVER () FROM t
		JOIN actor x ON x.number = t.peer GROUP BY peer ORDER BY n DESC, newest DESC, min(x.id, ?4), max(x.id, ?4) LIMIT 100`, func(st *sqlite.Stmt) {
		peer := graph.ActorID(st.ColumnText(1))
		a.Claims, a.Actors = st.ColumnInt(5), st.ColumnInt(6)+1
		at[st.ColumnInt64(0)] = len(a.Ties)
		a.Ties = append(a.Ties, answerTie{A: min(id, peer), B: max(id, peer), Claims: st.ColumnInt(2), First: graph.Day(st.ColumnInt(3)), Last: graph.Day(st.ColumnInt(4))})
	}, append(window, string(id))...)
	if i, self := at[actor]; self {
		_ = i
		a.Actors--
	}
	p.rows(`WITH t AS (`+touching+`) SELECT r.id, count(*) n FROM t JOIN relation r ON r.number = t.relation GROUP BY t.relation ORDER BY n DESC, r.id`, func(st *sqlite.Stmt) {
		a.Relations = append(a.Relations, graph.RelationCount{Relation: graph.RelationID(st.ColumnText(0)), Claims: st.ColumnInt(1)})
	}, window...)
	p.rows(`WITH t AS (`+touching+`) SELECT CAST(strftime('%Y', day * 86400, 'unixepoch') AS INTEGER) y, count(*) FROM t GROUP BY y ORDER BY y`, func(st *sqlite.Stmt) {
		a.Years = append(a.Years, graph.YearCount{Year: st.ColumnInt(0), Claims: st.ColumnInt(1)})
	}, window...)
	p.rows(`WITH t AS (`+touching+`) SELECT peer, r.id, count(*) n FROM t JOIN relation r ON r.number = t.relation GROUP BY peer, t.relation ORDER BY n DESC, r.id`, func(st *sqlite.Stmt) {
		if i, shown := at[st.ColumnInt64(0)]; shown {
			a.Ties[i].Relations = append(a.Ties[i].Relations, graph.RelationCount{Relation: graph.RelationID(st.ColumnText(1)), Claims: st.ColumnInt(2)})
		}
	}, window...)
	a.IDs = make([]graph.ClaimID, len(a.Ties))
	p.rows(`WITH t AS (`+touching+`), newest AS (SELECT peer, max(day) day FROM t GROUP BY peer)
		SELECT t.peer, min(c.id) FROM t JOIN newest n ON n.peer = t.peer AND n.day = t.day JOIN claim c ON c.sequence = t.sequence GROUP BY t.peer`, func(st *sqlite.Stmt) {
		if i, shown := at[st.ColumnInt64(0)]; shown {
			st.ColumnBytes(1, a.IDs[i][:])
		}
	}, window...)
	return a
}

// hops answers for two hops, of which the 50 actors with most claims are expanded: totals only.
func (p plain) hops(actor int64, from, to graph.Day) answer {
	var a answer
	const found = `WITH t AS (` + touching + `),
		f AS MATERIALIZED (SELECT peer FROM t JOIN actor x ON x.number = peer WHERE peer <> ?1 GROUP BY peer ORDER BY count(*) DESC, max(day) DESC, x.id LIMIT 50),
		all_claims AS MATERIALIZED (
			SELECT sequence, ?1 a, peer b, relation, day FROM t
			UNION SELECT c.sequence, c.subject, c.object, c.relation, c.day FROM f JOIN claim c ON c.subject = f.peer WHERE c.day BETWEEN ?2 AND ?3 AND c.object <> ?1
			UNION SELECT c.sequence, c.subject, c.object, c.relation, c.day FROM f JOIN claim c ON c.object = f.peer WHERE c.day BETWEEN ?2 AND ?3 AND c.subject <> ?1) `
	window := []any{actor, int64(from), int64(to)}
	p.rows(found+`SELECT 1, r.id, count(*), 0 FROM all_claims JOIN relation r ON r.number = relation GROUP BY relation
		UNION ALL SELECT 2, '', count(*), CAST(strftime('%Y', day * 86400, 'unixepoch') AS INTEGER) y FROM all_claims GROUP BY y
		UNION ALL SELECT 3, '', count(*), 0 FROM (SELECT ?1 UNION SELECT a FROM all_claims UNION SELECT b FROM all_claims)`, func(st *sqlite.Stmt) {
		n := st.ColumnInt(2)
		switch st.ColumnInt(0) {
		case 1:
			a.Claims += n
			a.Relations = append(a.Relations, graph.RelationCount{Relation: graph.RelationID(st.ColumnText(1)), Claims: n})
		case 2:
			a.Years = append(a.Years, graph.YearCount{Year: st.ColumnInt(3), Claims: n})
		default:
			a.Actors = n
		}
	}, window...)
	slices.SortFunc(a.Relations, func(x, y graph.RelationCount) int {
		return cmp.Or(cmp.Compare(y.Claims, x.Claims), cmp.Compare(x.Relation, y.Relation))
	})
	slices.SortFunc(a.Years, func(x, y graph.YearCount) int { return cmp.Compare(x.Year, y.Year) })
	return a
}
