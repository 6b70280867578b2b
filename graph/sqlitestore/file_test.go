package sqlitestore_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"liaison/graph"
	"liaison/graph/sqlitestore"
	"liaison/graph/storetest"
)

func small(t testing.TB, file string) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(file, storetest.Ontology(), sqlitestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// fill writes a few claims of all sorts.
func fill(t testing.TB, s *sqlitestore.Store) []graph.Receipt {
	t.Helper()
	when, err := graph.ParseWhen("2024-05/2024-07")
	if err != nil {
		t.Fatal(err)
	}
	records := append(crashNames(),
		&graph.Source{ID: "held", Text: "A met B in Damascus.", Relays: "s", Published: "2024-12-09"},
		&graph.Claim{Source: "held", Subject: "a1", Relation: "meet", Object: "a2", Evidence: []graph.Quote{{Text: "A met B"}}, Statement: "Échange"},
		&graph.Claim{Source: "s", Subject: "a1", Relation: "meet", Object: "a2", Polarity: graph.Denied},
		&graph.Claim{Source: "s", Subject: "a3", Relation: "SANCTION", Object: "a2", When: when, Place: "a4", Third: []graph.ActorID{"a5"}},
		&graph.Judgement{A: "a6", B: "a7", Verdict: graph.Same, By: "me"},
	)
	got, err := s.Append(context.Background(), graph.Batch{Records: records})
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range got {
		if r.Err != nil {
			t.Fatalf("%+v: %v", records[i], r.Err)
		}
	}
	return got
}

// journal is everything that a store holds.
func journal(t testing.TB, s *sqlitestore.Store) []graph.Entry {
	t.Helper()
	var out []graph.Entry
	err := s.Journal(context.Background(), nil, 0, 0, func(e graph.Entry) error {
		out = append(out, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var byValue = cmp.Options{
	cmp.Comparer(func(a, b graph.When) bool { return a == b }), cmp.Comparer(func(a, b graph.RecordID) bool { return a == b }),
}

// refused opens a file that must be refused, with a code, in words that hold all of those given.
func refused(t *testing.T, file string, code graph.Code, words ...string) {
	t.Helper()
	s, err := sqlitestore.Open(file, storetest.Ontology(), sqlitestore.Options{})
	if err == nil {
		_ = s.Close()
		t.Fatalf("%s was opened", file)
	}
	if graph.CodeOf(err) != code {
		t.Errorf("got the code %q of %v, want %q", graph.CodeOf(err), err, code)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("got %q, which does not say %q", err, w)
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		f := filepath.Join(dir, name)
		if err := os.WriteFile(f, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return f
	}
	script := func(name, sql string) string {
		f := filepath.Join(dir, name)
		c, err := sqlite.OpenConn(f, sqlite.OpenReadWrite|sqlite.OpenCreate)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := sqlitex.ExecuteScript(c, sql, nil); err != nil {
			t.Fatal(err)
		}
		return f
	}
	t.Run("a text", func(t *testing.T) {
		refused(t, file("letter.txt", strings.Repeat("Dear reader, this is a letter. ", 100)), graph.CodeInvalid, "letter.txt", "not an SQLite database")
	})
	t.Run("another database", func(t *testing.T) {
		refused(t, script("other.db", `CREATE TABLE note (body TEXT)`), graph.CodeInvalid, "other.db", "not a store of Liaison")
	})
	t.Run("a database of another program", func(t *testing.T) {
		refused(t, script("marked.db", `PRAGMA application_id = 7; CREATE TABLE note (body TEXT)`), graph.CodeInvalid, "not a store of Liaison")
	})
	t.Run("a folder", func(t *testing.T) { refused(t, dir, graph.CodeInvalid, "is a folder") })
	t.Run("no such folder", func(t *testing.T) {
		refused(t, filepath.Join(dir, "none", "x.db"), graph.CodeUnavailable, "x.db", "folder exists")
	})
	t.Run("newer", func(t *testing.T) {
		f := filepath.Join(dir, "newer.db")
		s, err := sqlitestore.OpenSteps(f, storetest.Ontology(), append(sqlitestore.Migrations[:len(sqlitestore.Migrations):len(sqlitestore.Migrations)], `CREATE TABLE tomorrow (x)`))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		refused(t, f, graph.CodeInvalid, "newer.db", "newer Liaison")
	})
	t.Run("in use", func(t *testing.T) {
		f := filepath.Join(dir, "used.db")
		s := small(t, f)
		refused(t, f, graph.CodeUnavailable, "used.db", fmt.Sprintf("process %d", os.Getpid()))
		link := filepath.Join(dir, "link.db")
		if err := os.Symlink(f, link); err != nil {
			t.Fatal(err)
		}
		refused(t, link, graph.CodeUnavailable, "in use")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		small(t, f)
	})
	t.Run("read-only", func(t *testing.T) {
		f := filepath.Join(dir, "readonly.db")
		if err := small(t, f).Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(f, 0o444); err != nil {
			t.Fatal(err)
		}
		if w, err := os.OpenFile(f, os.O_RDWR, 0); err == nil {
			w.Close()
			t.Skip("this user may write to read-only files")
		}
		refused(t, f, graph.CodeUnavailable, "readonly.db", "permissions")
	})
	t.Run("another ontology", func(t *testing.T) {
		f := filepath.Join(dir, "ontology.db")
		if err := small(t, f).Close(); err != nil {
			t.Fatal(err)
		}
		o, err := graph.NewOntology([]graph.Relation{{ID: "COOPERATE", Label: "cooperates with"}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sqlitestore.Open(f, o, sqlitestore.Options{}); err == nil || !strings.Contains(err.Error(), "ASSAULT") {
			t.Errorf("got %v, want a refusal that names the relation ASSAULT", err)
		}
		s, err := sqlitestore.Open(f, nil, sqlitestore.Options{}) // the stored one serves
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if got, want := s.Ontology().Digest(), storetest.Ontology().Digest(); got != want {
			t.Errorf("got the ontology %s, want %s", got, want)
		}
	})
}

func TestOntologyGrows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "grow.db")
	s := small(t, file)
	fill(t, s)
	before := journal(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// The new relation sorts before all others, so that their places change.
	o, err := graph.NewOntology(append(storetest.Ontology().All(), graph.Relation{ID: "AAA", Label: "is first"}))
	if err != nil {
		t.Fatal(err)
	}
	s, err = sqlitestore.Open(file, o, sqlitestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if d := cmp.Diff(before, journal(t, s), byValue); d != "" {
		t.Errorf("the records changed (-before +after)\n%s", d)
	}
	got, err := s.Append(context.Background(), graph.Batch{Records: []graph.Record{&graph.Claim{Source: "s", Subject: "a1", Relation: "AAA", Object: "a2"}}})
	if err != nil || got[0].Err != nil {
		t.Fatal(err, got)
	}
	x, err := s.Expand(context.Background(), got[0].Sequence, &graph.Filter{}, graph.Hop{Frontier: []graph.ActorID{"a2"}})
	if err != nil {
		t.Fatal(err)
	}
	relations := map[graph.RelationID]int{}
	for _, r := range x.Relations {
		relations[r.Relation] = r.Claims
	}
	if d := cmp.Diff(map[graph.RelationID]int{"AAA": 1, "SANCTION": 1, "meet": 2}, relations); d != "" {
		t.Errorf("claims by relation (-want +got)\n%s", d)
	}
}

func TestMigrations(t *testing.T) {
	file := filepath.Join(t.TempDir(), "old.db")
	old, err := sqlitestore.OpenSteps(file, storetest.Ontology(), sqlitestore.Migrations[:1])
	if err != nil {
		t.Fatal(err)
	}
	fill(t, old)
	before := journal(t, old)
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	steps := func(more ...string) []string {
		return append(append([]string(nil), sqlitestore.Migrations...), more...)
	}
	// A step that fails leaves the file as it was.
	if s, err := sqlitestore.OpenSteps(file, storetest.Ontology(), steps(`CREATE TABLE note (body TEXT); INSERT INTO nowhere VALUES (1);`)); err == nil {
		_ = s.Close()
		t.Fatal("a step that fails was taken")
	}
	s, err := sqlitestore.OpenSteps(file, storetest.Ontology(), steps(`CREATE TABLE note (body TEXT);`, `INSERT INTO note SELECT id FROM actor;`))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(before, journal(t, s), byValue); d != "" {
		t.Errorf("the records changed (-before +after)\n%s", d)
	}
	if err := s.Check(context.Background()); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := sqlite.OpenConn(file, sqlite.OpenReadOnly)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	version, err := sqlitex.ResultInt(c.Prep(`PRAGMA user_version`))
	if want := len(sqlitestore.Migrations) + 2; err != nil || version != want {
		t.Errorf("the file has the version %d (%v), want %d", version, err, want)
	}
}

// Damage is found or does no harm: whatever byte of a file is wrong, nothing panics, and a file that is opened is read.
func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	good := filepath.Join(dir, "good.db")
	s := small(t, good)
	fill(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	flips := 300
	if testing.Short() {
		flips = 30
	}
	found := 0
	for i := range flips {
		bytes := append([]byte(nil), sound...)
		switch i % 10 {
		case 0:
			bytes = bytes[:r.IntN(len(bytes))]
		default:
			for range 1 + r.IntN(20) {
				bytes[r.IntN(len(bytes))] ^= byte(1 + r.IntN(255))
			}
		}
		file := filepath.Join(dir, fmt.Sprintf("bad-%d.db", i))
		if err := os.WriteFile(file, bytes, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := sqlitestore.Open(file, storetest.Ontology(), sqlitestore.Options{})
		if err != nil {
			found++
			continue
		}
		err = s.Journal(context.Background(), nil, 0, 0, func(graph.Entry) error { return nil })
		if e := s.Check(context.Background()); err != nil || e != nil {
			found++
		}
		_ = s.Close()
	}
	t.Logf("%d of %d damaged files were found to be damaged", found, flips)
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	s := small(t, filepath.Join(dir, "store.db"))
	fill(t, s)
	ctx := context.Background()
	stop, stopped := make(chan struct{}), make(chan error)
	go func() { // a writer goes on meanwhile
		r := rand.New(rand.NewPCG(1, 2))
		for i := 0; ; i++ {
			select {
			case <-stop:
				stopped <- nil
				return
			default:
			}
			if _, err := s.Append(ctx, graph.Batch{Records: crashBatch(r, fmt.Sprintf("batch %d", i), 7)}); err != nil {
				<-stop
				stopped <- err
				return
			}
		}
	}()
	for i := range 5 {
		file := filepath.Join(dir, fmt.Sprintf("backup-%d.db", i))
		if err := s.Backup(ctx, file); err != nil {
			t.Fatal(err)
		}
		if err := s.Backup(ctx, file); graph.CodeOf(err) != graph.CodeConflict {
			t.Errorf("backup over a file: got %v, want a conflict", err)
		}
		b := small(t, file)
		if b.ID() != s.ID() {
			t.Errorf("the copy has the id %s, want %s", b.ID(), s.ID())
		}
		copied := journal(t, b)
		if d := cmp.Diff(journal(t, s)[:len(copied)], copied, byValue); d != "" {
			t.Fatalf("the copy differs (-store +copy)\n%s", d)
		}
		if n := len(copied); n < 25 || (n-26)%7 != 0 && n > 26 {
			t.Errorf("the copy has %d records, which is not after a whole batch", n)
		}
		if err := b.Check(ctx); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	if err := sqlitestore.Backup(ctx, filepath.Join(dir, "none.db"), filepath.Join(dir, "never.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("backup of no file: got %v, want that it does not exist", err)
	}
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte(strings.Repeat("Dear reader. ", 200)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := sqlitestore.Backup(ctx, letter, filepath.Join(dir, "never.db")); graph.CodeOf(err) != graph.CodeInvalid {
		t.Errorf("backup of a text: got %v, want the code %s", err, graph.CodeInvalid)
	}
	memory, err := sqlitestore.OpenMemory(storetest.Ontology(), sqlitestore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	fill(t, memory)
	kept := filepath.Join(dir, "memory.db")
	if err := memory.Backup(ctx, kept); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(journal(t, memory), journal(t, small(t, kept)), byValue); d != "" {
		t.Errorf("the copy of a store in memory differs (-store +copy)\n%s", d)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if err := s.Backup(ended, filepath.Join(dir, "never.db")); err == nil {
		t.Error("a backup after its context ended was made")
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.part")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}
