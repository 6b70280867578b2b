package neo4jstore_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/ontology"
	"liaison/graph/resolve"
	"liaison/graph/sqlitestore"
)

// The busiest actor's year, by relation and neighbour: counted in the indexes by ends, and by going along all of his
// relationships and reading their properties.
func BenchmarkIndexForm(b *testing.B) {
	p := openBench(b)
	const count = "b, r.relation AS t, count(*) AS n"
	const tail = "\nWITH b, t, sum(n) AS n RETURN count(DISTINCT b), sum(n), collect([b.id, t, n])"
	form := p.touching("$id", "", count, "b, t, n") + tail
	plain := "MATCH (c:Actor {id: $id})\nCALL { WITH c MATCH (c)-[r:" + strings.Join(p.types, "|") + "]->(b) WHERE r.slot >= $lo AND r.slot <= $hi RETURN " + count +
		"\nUNION ALL WITH c MATCH (c)<-[r:" + strings.Join(p.types, "|") + "]-(b) WHERE b <> c AND r.slot >= $lo AND r.slot <= $hi RETURN " + count + "\n}" + tail
	lo, hi := slots(p.Year)
	ask := func(text string) []any {
		return p.ask(b, text, map[string]any{"id": string(p.hub), "lo": lo, "hi": hi})[0]
	}
	if x, y := ask(form), ask(plain); x[0] != y[0] || x[1] != y[1] || x[1].(int64) < 1_000 {
		b.Fatalf("the index has %v actors with %v claims, the relationships have %v with %v", x[0], x[1], y[0], y[1])
	}
	inTurn(b, 60, func(int) { ask(form) }, func(int) { ask(plain) })
}

// BenchmarkEmbedded asks the embedded store over HTTP, as its users do, what is asked of Neo4j in Cypher: questions that
// nobody asked before, and questions that somebody did. The answers are not packed, as those of Neo4j are not.
func BenchmarkEmbedded(b *testing.B) {
	p := openBench(b)
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	store, err := sqlitestore.Open(filepath.Join(b.TempDir(), "events.db"), o, sqlitestore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	p.Write(b, store, 0, len(p.Day))
	serve := func(kept int64) *httptest.Server {
		handler, err := api.New(api.Config{Explorer: graph.NewExplorer(store, resolve.New(), graph.Limits{}), Limits: api.Limits{Kept: kept}})
		if err != nil {
			b.Fatal(err)
		}
		server := httptest.NewServer(handler)
		b.Cleanup(server.Close)
		return server
	}
	first, again := serve(-1), serve(0)
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	var reading bytes.Buffer
	get := func(b *testing.B, server *httptest.Server, actor graph.ActorID, depth string) []byte {
		q := url.Values{"actor": {string(actor)}, "depth": {depth}, "from": {p.Year.From.String()}, "to": {p.Year.To.String()}, "rank": {"strong"}, "limit": {"100"}}
		got, err := client.Get(server.URL + "/api/v1/neighbourhood?" + q.Encode())
		if err != nil {
			b.Fatal(err)
		}
		defer got.Body.Close()
		reading.Reset()
		_, err = reading.ReadFrom(got.Body)
		if err != nil || got.StatusCode != http.StatusOK {
			b.Fatalf("%s: %s (%v)", got.Status, reading.Bytes(), err)
		}
		return reading.Bytes()
	}
	lo, hi := slots(p.Year)
	for _, c := range []struct {
		name, depth, text string
		n                 int
		actors            []graph.ActorID
	}{
		{"HubYear", "1", p.hopText(), 60, []graph.ActorID{p.hub}},
		{"ClickedYear", "1", p.hopText(), 200, p.clicked},
		{"TwoHopsYear", "2", p.hopsText(), 40, p.clicked[:20]},
	} {
		b.Run(c.name, func(b *testing.B) {
			var reply struct {
				Totals struct{ Claims, Actors int }
			}
			if err := json.Unmarshal(get(b, first, c.actors[0], c.depth), &reply); err != nil {
				b.Fatal(err)
			}
			if want := p.hop(b, c.text, c.actors[0], lo, hi); reply.Totals.Claims != want.Claims || reply.Totals.Actors != want.Actors {
				b.Fatalf("%+v over HTTP; Cypher finds %d claims of %d actors", reply.Totals, want.Claims, want.Actors)
			}
			for _, actor := range c.actors {
				get(b, again, actor, c.depth)
			}
			for name, server := range map[string]*httptest.Server{"first": first, "again": again} {
				b.Run(name, func(b *testing.B) {
					inTurn(b, c.n, func(i int) { get(b, server, c.actors[i%len(c.actors)], c.depth) }, func(i int) { p.hop(b, c.text, c.actors[i%len(c.actors)], lo, hi) })
				})
			}
		})
	}
}
