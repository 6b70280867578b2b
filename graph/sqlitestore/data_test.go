package sqlitestore_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"liaison/graph"
	"liaison/graph/ontology"
	"liaison/graph/sqlitestore"
)

// events is a data set of dated events between actors, in the order of the file. The busiest actor is 0.
type events struct {
	about           string // where it is from
	actors          []graph.ActorID
	subject, object []uint32
	relation        []graph.RelationID
	day             []graph.Day
	busy            []uint32 // actor of the i-th drawn claim end: what people click
	busiest         int      // how many claims actor 0 has
	window          graph.Window
}

func (e *events) len() int { return len(e.day) }

// shared finds a file of the folder of shared data: LIAISON_SHARED, or the folder shared beside the repository.
func shared(name string) string {
	root := os.Getenv("LIAISON_SHARED")
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "../../../shared")
	}
	return filepath.Join(root, "data", name)
}

// vocabulary is the ontology of the product.
var vocabulary = sync.OnceValue(func() *graph.Ontology {
	o, err := ontology.Load()
	if err != nil {
		panic(err)
	}
	return o
})

// icews gives the real events, or made-up ones of the same shape where the data is not there.
var icews = sync.OnceValue(func() *events {
	e, err := readEvents(shared("events/icews_combined/icews_combined.tsv.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		e = madeUp(982_279)
	} else if err != nil {
		panic(err)
	}
	e.settle()
	return e
})

func readEvents(file string) (*events, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	e := &events{about: "icews_combined"}
	numbers, ids := map[string]uint32{}, map[graph.ActorID]bool{}
	actor := func(name string) uint32 {
		n, ok := numbers[name]
		if !ok {
			n = uint32(len(e.actors))
			numbers[name] = n
			id := slug(name)
			if ids[id] {
				id = graph.ActorID(fmt.Sprintf("%s-%d", id, n))
			}
			ids[id] = true
			e.actors = append(e.actors, id)
		}
		return n
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	lines.Scan() // the header
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		day, err := graph.ParseDay(cells[0])
		if err != nil {
			return nil, err
		}
		r, ok := ontology.ICEWS(cells[2])
		if !ok {
			return nil, fmt.Errorf("no relation for %q", cells[2])
		}
		e.day, e.relation = append(e.day, day), append(e.relation, r)
		e.subject, e.object = append(e.subject, actor(cells[1])), append(e.object, actor(cells[3]))
	}
	return e, lines.Err()
}

func slug(name string) graph.ActorID {
	b := []byte("x")[:0]
	for _, r := range graph.Fold(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b = append(b, byte(r))
		} else if len(b) > 0 && b[len(b)-1] != '-' {
			b = append(b, '-')
		}
	}
	if len(b) == 0 {
		b = []byte("x")
	}
	return graph.ActorID(b[:min(len(b), 100)])
}

// madeUp makes events of the shape of ICEWS: 3 actors for 100 claims, the busiest with 7 % of them, four in five ends
// a repeat of a pair, 18 years in order of day, few relations with most of the claims.
func madeUp(n int) *events {
	r := rand.New(rand.NewPCG(1, 2))
	e := &events{about: "made up"}
	actors := max(n*3/100, 10)
	for i := range actors {
		e.actors = append(e.actors, graph.ActorID(fmt.Sprintf("made-up-actor-no-%d", i)))
	}
	var all []graph.Relation
	for _, r := range vocabulary().All() {
		if len(r.Subjects)+len(r.Objects) == 0 { // fits any kinds
			all = append(all, r)
		}
	}
	zipf := rand.NewZipf(r, 1.1, 8, uint64(actors-1))
	type pair struct{ a, b uint32 }
	type event struct {
		pair
		relation int
		day      graph.Day
	}
	var pairs []pair
	known := map[event]bool{}
	for len(pairs) < n {
		p := pair{uint32(zipf.Uint64()), uint32(zipf.Uint64())}
		if len(pairs) > 0 && r.IntN(10) < 6 {
			p = pairs[r.IntN(len(pairs))]
		}
		for p.a == p.b {
			p.b = uint32(r.IntN(actors))
		}
		x := r.Float64()
		v := event{p, int(x * x * x * float64(len(all))), graph.Day(12784 + len(pairs)*6500/n)} // from 2005-01-01
		if known[v] {
			continue // would be one claim
		}
		known[v] = true
		pairs = append(pairs, p)
		e.subject, e.object = append(e.subject, p.a), append(e.object, p.b)
		e.day, e.relation = append(e.day, v.day), append(e.relation, all[v.relation].ID)
	}
	return e
}

// settle makes the busiest actor 0.
func (e *events) settle() {
	degree := make([]int, len(e.actors))
	for i := range e.day {
		degree[e.subject[i]]++
		degree[e.object[i]]++
	}
	hub := uint32(0)
	for i, d := range degree {
		if d > degree[hub] {
			hub = uint32(i)
		}
	}
	e.busiest = degree[hub]
	e.actors[0], e.actors[hub] = e.actors[hub], e.actors[0]
	for i := range e.day {
		for _, p := range []*uint32{&e.subject[i], &e.object[i]} {
			switch *p {
			case hub:
				*p = 0
			case 0:
				*p = hub
			}
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		i := r.IntN(len(e.day))
		e.busy = append(e.busy, e.subject[i])
	}
}

// write imports the events from number from to number to, in batches of 10,000 claims, actors before their first one.
func (e *events) write(t testing.TB, s graph.Store, from, to int) {
	t.Helper()
	ctx := context.Background()
	const source = "icews"
	kinds := graph.Kinds()
	known := make([]bool, len(e.actors))
	records := []graph.Record{&graph.Source{ID: source, Publisher: "ICEWS", Kind: "data-set"}}
	flush := func() {
		got, err := s.Append(ctx, graph.Batch{Records: records})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range got {
			if r.Err != nil {
				t.Fatalf("%+v: %v", records[i], r.Err)
			}
		}
		records = records[:0]
	}
	made := graph.MadeBy{Kind: "importer", Name: "events", Run: "bench"}
	for i := from; i < to; i++ {
		for _, a := range [2]uint32{e.subject[i], e.object[i]} {
			if !known[a] {
				known[a] = true
				records = append(records, &graph.Actor{ID: e.actors[a], Name: "The " + string(e.actors[a]), Kind: kinds[a%4], Country: "USA"})
			}
		}
		records = append(records, &graph.Claim{
			Source: source, Subject: e.actors[e.subject[i]], Object: e.actors[e.object[i]], Relation: e.relation[i],
			When: graph.ExactDay(e.day[i]), Confidence: i * 7919 % 101, MadeBy: made,
		})
		if len(records) >= 10_000 {
			flush()
		}
	}
	flush()
}

// bigStore is a store with all events, imported once for all tests of the process.
var bigStore = sync.OnceValues(func() (string, error) {
	if keep := os.Getenv("LIAISON_BENCH_FILE"); keep != "" { // so that a file can be looked at, or used again
		return keep, nil
	}
	dir, err := os.MkdirTemp("", "liaison-bench")
	if err != nil {
		return "", err
	}
	scratchDirs = append(scratchDirs, dir)
	return filepath.Join(dir, "big.db"), nil
})

var scratchDirs []string

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == crashChild {
		os.Exit(crashWriter(os.Args[2:]))
	}
	code := m.Run()
	for _, d := range scratchDirs {
		_ = os.RemoveAll(d)
	}
	os.Exit(code)
}

func open(t testing.TB, file string, opt sqlitestore.Options) *sqlitestore.Store {
	t.Helper()
	s, err := sqlitestore.Open(file, vocabulary(), opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
