package neo4jtest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Place is an empty database that is one test's alone until the test ends.
type Place struct {
	URI string
	// Username and Password are empty where the server asks for none; Database where its default one is meant.
	Username, Password, Database string

	driver neo4j.DriverWithContext
}

// own is the server of this process, for packages that are tested alone. It is started when a test first asks for it and
// ends with the process, through its sweeper.
var own = sync.OnceValues(func() (*Server, error) {
	return Start(context.Background(), Options{Password: "liaison-tests"})
})

// Shared gives a test the shared database, emptied: it may write what it wants, and nobody else is there. Indexes and
// constraints stay; Bare removes them. It waits for other tests that have it, of this process or another: all that use
// the same NEO4J_URI. Without a server the test is skipped, or fails where one is required.
//
// A subtest of a test that has it uses its parent's.
func Shared(t testing.TB) *Place {
	t.Helper()
	p, given, err := findPlace()
	if err != nil {
		skipOrFail(t, err)
	}
	p.lock(t)
	token := neo4j.NoAuth()
	if p.Username != "" {
		token = neo4j.BasicAuth(p.Username, p.Password, "")
	}
	p.driver, err = openDriver(p.URI, token)
	if err != nil {
		t.Fatalf("NEO4J_URI: %v", err)
	}
	t.Cleanup(func() { _ = p.driver.Close(context.Background()) })

	ctx, cancel := context.WithTimeout(t.Context(), answerTime)
	defer cancel()
	if err := p.driver.VerifyConnectivity(ctx); err != nil {
		t.Fatalf("Neo4j at %s: %v", p.URI, err)
	}
	if given && os.Getenv("LIAISON_NEO4J_MAY_EMPTY") != "true" {
		if n, _ := p.count(t); n > 0 {
			t.Fatalf("The database at NEO4J_URI (%s) holds %d nodes, which tests would delete. Name an empty one in NEO4J_URI and NEO4J_DATABASE; "+
				"or, if all that is there may be deleted, set LIAISON_NEO4J_MAY_EMPTY=true.", p.URI, n)
		}
	}
	p.Empty(t)
	t.Cleanup(func() { p.Empty(t) }) // or the next test could not tell it from somebody's data
	return p
}

// findPlace says where the shared database is, and whether it was given from outside.
func findPlace() (_ *Place, given bool, err error) {
	if uri := os.Getenv("NEO4J_URI"); uri != "" {
		return &Place{URI: uri, Username: os.Getenv("NEO4J_USERNAME"), Password: os.Getenv("NEO4J_PASSWORD"),
			Database: os.Getenv("NEO4J_DATABASE")}, true, nil
	}
	s, err := own()
	if err != nil {
		return nil, false, err
	}
	return &Place{URI: s.URI(), Username: s.Username(), Password: s.Password(), Database: s.Database()}, false, nil
}

// lock waits until the place is this test's, and frees it at the test's end. It is the operating system's lock on a
// file: it ends with the process, however that ends. The file says who has it, for those who wait.
func (p *Place) lock(t testing.TB) {
	t.Helper()
	name := lockName(p.URI, p.Database)
	l := flock.New(name)
	got, err := l.TryLock()
	if err == nil && !got {
		ctx, cancel := t.Context(), context.CancelFunc(func() {})
		if d, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
			if end, limited := d.Deadline(); limited {
				ctx, cancel = context.WithDeadline(ctx, end.Add(-5*time.Second)) // time to say why
			}
		}
		defer cancel()
		if holder := readHolder(name); holder.contains(t.Name()) {
			t.Fatalf("%s asks for the database of tests that %s has; let it use that one", t.Name(), holder.test)
		}
		_, err = l.TryLockContext(ctx, 20*time.Millisecond)
		if errors.Is(err, context.DeadlineExceeded) {
			err = fmt.Errorf("no time is left; it is in use by %s", readHolder(name))
		}
	}
	if err != nil {
		t.Fatalf("waiting for the database of tests at %s: %v", p.URI, err)
	}
	writeHolder(name, t.Name())
	t.Cleanup(func() {
		writeHolder(name, "") // before it is anyone else's
		_ = l.Unlock()
	})
}

func lockName(uri, database string) string {
	key := sha256.Sum256([]byte(uri + "\n" + database))
	return filepath.Join(os.TempDir(), fmt.Sprintf("liaison-neo4j-%x.lock", key[:8]))
}

// holder is who has a place.
type holder struct {
	pid  int
	test string
}

// contains says whether a test of this process is the holder, or a part of it, and so would wait for itself.
func (h holder) contains(test string) bool {
	return h.pid == os.Getpid() && (test == h.test || strings.HasPrefix(test, h.test+"/"))
}

func (h holder) String() string {
	if h.test == "" {
		return "another process"
	}
	return fmt.Sprintf("%s in process %d", h.test, h.pid)
}

func readHolder(name string) holder {
	raw, err := os.ReadFile(name)
	if err != nil {
		return holder{}
	}
	var h holder
	if n, _ := fmt.Sscanf(string(raw), "%d %s", &h.pid, &h.test); n != 2 {
		return holder{}
	}
	return h
}

// writeHolder is for messages; that it cannot be written is no reason to stop.
func writeHolder(name, test string) {
	line := ""
	if test != "" {
		line = fmt.Sprintf("%d %s\n", os.Getpid(), test)
	}
	_ = os.WriteFile(name, []byte(line), 0o600)
}

// Up to these numbers one transaction deletes everything, which takes some milliseconds; beyond, batches keep the
// server's memory small.
const fewNodes, fewRelationships, batch = 10_000, 50_000, 20_000

// Empty deletes all nodes and relationships.
func (p *Place) Empty(t testing.TB) {
	t.Helper()
	switch nodes, relationships := p.count(t); {
	case nodes == 0:
	case nodes <= fewNodes && relationships <= fewRelationships:
		p.Query(t, "MATCH (n) DETACH DELETE n", nil)
	default:
		p.Query(t, fmt.Sprintf("MATCH ()-[r]->() CALL { WITH r DELETE r } IN TRANSACTIONS OF %d ROWS", batch), nil)
		p.Query(t, fmt.Sprintf("MATCH (n) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF %d ROWS", batch), nil)
	}
}

// Bare empties the database and drops its constraints and indexes, but for the two that every database has, of labels and
// of types.
func (p *Place) Bare(t testing.TB) {
	t.Helper()
	p.Empty(t)
	for _, kind := range []struct{ one, list string }{
		{"CONSTRAINT", "SHOW CONSTRAINTS YIELD name"},
		{"INDEX", "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"},
	} {
		for _, row := range p.Query(t, kind.list, nil) {
			name := strings.ReplaceAll(row[0].(string), "`", "``")
			p.Query(t, fmt.Sprintf("DROP %s `%s`", kind.one, name), nil)
		}
	}
}

// count asks for numbers that the server keeps.
func (p *Place) count(t testing.TB) (nodes, relationships int64) {
	t.Helper()
	nodes = p.Query(t, "MATCH (n) RETURN count(n)", nil)[0][0].(int64)
	if nodes > 0 {
		relationships = p.Query(t, "MATCH ()-[r]->() RETURN count(r)", nil)[0][0].(int64)
	}
	return nodes, relationships
}

// Query runs Cypher beside whatever is tested, to look at what it left or to damage it, and gives the rows. It runs in a
// transaction of its own and may take two minutes.
func (p *Place) Query(t testing.TB, cypher string, parameters map[string]any) [][]any {
	t.Helper()
	// Not the test's: that one is done when its cleanups run.
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	rows, err := p.query(ctx, cypher, parameters)
	if err != nil {
		t.Fatalf("%s: %v", cypher, err)
	}
	return rows
}

func (p *Place) query(ctx context.Context, cypher string, parameters map[string]any) ([][]any, error) {
	session := p.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: p.Database})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, cypher, parameters, neo4j.WithTxTimeout(2*time.Minute))
	if err != nil {
		return nil, err
	}
	records, err := result.Collect(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([][]any, len(records))
	for i, r := range records {
		rows[i] = r.Values
	}
	return rows, nil
}
