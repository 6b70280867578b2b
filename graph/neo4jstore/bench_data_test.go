package neo4jstore_test

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
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/ontology"
)

// events is a data set of dated events between actors, in the order of the file.
type events struct {
	actors          []graph.ActorID
	subject, object []uint32
	relation        []graph.RelationID
	day             []graph.Day
	hub             graph.ActorID   // who has most
	clicked         []graph.ActorID // ends of events drawn at random: what people click
}

// icews reads the events of ICEWS from the folder of shared data: LIAISON_SHARED, or the folder shared beside the
// repository.
var icews = sync.OnceValues(func() (*events, error) {
	root := os.Getenv("LIAISON_SHARED")
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "../../../shared")
	}
	f, err := os.Open(filepath.Join(root, "data/events/icews_combined/icews_combined.tsv.gz"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	e := &events{}
	numbers, taken := map[string]uint32{}, map[graph.ActorID]bool{}
	actor := func(name string) uint32 {
		n, ok := numbers[name]
		if !ok {
			n = uint32(len(e.actors))
			numbers[name] = n
			id := slug(name)
			if taken[id] {
				id = graph.ActorID(fmt.Sprintf("%s-%d", id, n))
			}
			taken[id] = true
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
	degrees := make([]int, len(e.actors))
	for i := range e.day {
		degrees[e.subject[i]]++
		degrees[e.object[i]]++
	}
	most := 0
	for i, d := range degrees {
		if d > degrees[most] {
			most = i
		}
	}
	e.hub = e.actors[most]
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		e.clicked = append(e.clicked, e.actors[e.subject[r.IntN(len(e.day))]])
	}
	return e, lines.Err()
})

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

// write imports the events from number from to number to, in batches of 10,000 claims, actors before their first one.
func (e *events) write(b *testing.B, s graph.Store, from, to int) {
	b.Helper()
	kinds := graph.Kinds()
	known := make([]bool, len(e.actors))
	records := []graph.Record{&graph.Source{ID: "icews", Publisher: "ICEWS", Kind: "data-set"}}
	flush := func() {
		got, err := s.Append(context.Background(), graph.Batch{Records: records})
		if err != nil {
			b.Fatal(err)
		}
		for i, r := range got {
			if r.Err != nil {
				b.Fatalf("%+v: %v", records[i], r.Err)
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
			Source: "icews", Subject: e.actors[e.subject[i]], Object: e.actors[e.object[i]], Relation: e.relation[i],
			When: graph.ExactDay(e.day[i]), Confidence: i * 7919 % 101, MadeBy: made,
		})
		if len(records) >= 10_000 {
			flush()
		}
	}
	flush()
}

// bench is a server with all events in a store, and a way beside the store to ask it.
type bench struct {
	*events
	store  *neo4jstore.Store
	driver neo4j.DriverWithContext
	at     graph.Sequence
	types  []string // of relationships, sorted
}

// openBench gives the store with all events. The server is that of LIAISON_BENCH_NEO4J, whose database keeps them from run
// to run; else one of the test's own, which is filled first.
func openBench(b *testing.B) *bench {
	b.Helper()
	e, err := icews()
	if errors.Is(err, fs.ErrNotExist) {
		b.Skipf("no events to measure with: %v", err)
	} else if err != nil {
		b.Fatal(err)
	}
	place, err := benchServer()
	if errors.Is(err, neo4jtest.ErrNoWay) {
		b.Skip(err)
	} else if err != nil {
		b.Fatal(err)
	}
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	s, err := neo4jstore.Open(ctx, place, o, neo4jstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	stats, err := s.Stats(ctx, 1<<62)
	if err != nil {
		b.Fatal(err)
	}
	if stats.Claims == 0 {
		e.write(b, s, 0, len(e.day))
	}
	head, err := s.Head(ctx, nil)
	if err != nil {
		b.Fatal(err)
	}
	driver, err := neo4j.NewDriverWithContext(place, neo4j.NoAuth())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = driver.Close(ctx) })
	p := &bench{events: e, store: s, driver: driver, at: head.Sequence}
	for _, t := range p.ask(b, `MATCH (s:Store {liaison: 'store'}) RETURN s.types`, nil)[0][0].([]any) {
		p.types = append(p.types, t.(string))
	}
	return p
}

var benchServer = sync.OnceValues(func() (string, error) {
	if uri := os.Getenv("LIAISON_BENCH_NEO4J"); uri != "" {
		return uri, nil
	}
	s, err := neo4jtest.Start(context.Background(), neo4jtest.Options{Heap: "3g", PageCache: "1g", LongRun: true})
	if err != nil {
		return "", err
	}
	return s.URI(), nil // the server ends with the process
})

// ask runs a statement in one round trip, and for a limited time, as whoever serves others does.
func (p *bench) ask(b *testing.B, cypher string, params map[string]any) [][]any {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	session := p.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeRead, DatabaseName: "neo4j", FetchSize: 5_000})
	defer session.Close(ctx)
	result, err := session.Run(ctx, cypher, params)
	if err != nil {
		b.Fatal(err)
	}
	records, err := result.Collect(ctx)
	if err != nil {
		b.Fatal(err)
	}
	rows := make([][]any, len(records))
	for i, r := range records {
		rows[i] = r.Values
	}
	return rows
}
