package neo4jstore_test

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/ontology"
	"liaison/graph/storetest/events"
)

// bench is a server with all events in a store, and a way beside the store to ask it.
type bench struct {
	*events.Set
	hub     graph.ActorID
	clicked []graph.ActorID // whom people click on: ends of claims drawn at random
	store   *neo4jstore.Store
	driver  neo4j.DriverWithContext
	at      graph.Sequence
	types   []string // of relationships, sorted
}

// openBench gives the store with all events. The server is that of LIAISON_BENCH_NEO4J, whose database keeps them from run
// to run; else one of the test's own, which is filled first.
func openBench(b *testing.B) *bench {
	b.Helper()
	e := events.ICEWS()
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
		e.Write(b, s, 0, len(e.Day))
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
	p := &bench{Set: e, hub: e.Actors[0], store: s, driver: driver, at: head.Sequence}
	for _, a := range e.Busy[:200] {
		p.clicked = append(p.clicked, e.Actors[a])
	}
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
