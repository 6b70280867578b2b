package sqlitestore_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// The views are what people see who open the file with a tool for SQLite.
func TestViews(t *testing.T) {
	file := filepath.Join(t.TempDir(), "views.db")
	s := small(t, file)
	receipts := fill(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := sqlite.OpenConn(file, sqlite.OpenReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	rows := func(query string) []string {
		var out []string
		err := sqlitex.ExecuteTransient(c, query, &sqlitex.ExecOptions{ResultFunc: func(st *sqlite.Stmt) error {
			line := ""
			for i := range st.ColumnCount() {
				line += st.ColumnText(i) + "|"
			}
			out = append(out, line)
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, v := range []struct {
		query string
		want  []string
	}{
		{`SELECT subject, relation, object, "when", polarity, modality, when_basis, confidence, source, statement FROM claims`, []string{
			"a1|meet|a2||asserted|actual|unknown|0|held|Échange|",
			"a1|meet|a2||denied|actual|unknown|0|s||",
			"a3|SANCTION|a2|2024-05/2024-07|asserted|actual|stated|0|s||",
		}},
		{`SELECT id FROM claims WHERE sequence = 23`, []string{receipts[22].ID.String() + "|"}},
		{`SELECT id, published, relays, held FROM sources`, []string{"s|2024-01-01||0|", "held|2024-12-09|s|1|"}},
		{`SELECT type, count(*) FROM log WHERE recorded > '2020' GROUP BY type ORDER BY type`, []string{"actor|20|", "claim|3|", "judgement|1|", "source|2|"}},
	} {
		if d := cmp.Diff(v.want, rows(v.query)); d != "" {
			t.Errorf("%s (-want +got)\n%s", v.query, d)
		}
	}
	if got, want := rows(`SELECT max(sequence) FROM log`), []string{fmt.Sprintf("%d|", len(receipts))}; !cmp.Equal(got, want) {
		t.Errorf("the log ends at %v, want %v", got, want)
	}
}
