package api_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/resolve"
)

// BenchmarkEncode: the hand-written encoder against encoding/json on the same answer of 500 claims.
func BenchmarkEncode(b *testing.B) {
	v := bigView(b, 125, 500)
	buf := api.AppendView(nil, v)
	var same any
	if err := json.Unmarshal(buf, &same); err != nil {
		b.Fatal(err)
	}
	type claim struct {
		ID, Subject, Relation, Object string
		When                          struct {
			EDTF, First, Last string
			Basis             string
		}
		Certainty, Polarity, Modality string
		Confidence                    int
		Source                        string
		Disputed                      bool
	}
	type body struct {
		Actors []struct {
			ID, Name, Kind, Country string
			Hop, Degree             int
		}
		Ties []struct {
			A, B        string
			Hop, Claims int
			Relations   []struct {
				Key    string
				Claims int
			}
			First, Last        *string
			Sources, Witnesses int
			Disputed           bool
		}
		Claims []claim
	}
	var typed body
	if err := json.Unmarshal(buf, &typed); err != nil {
		b.Fatal(err)
	}
	b.Run("hand", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(buf)))
		for b.Loop() {
			buf = api.AppendView(buf[:0], v)
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(len(buf)))
		for b.Loop() {
			if _, err := json.Marshal(&typed); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// canned is a store that knows one neighbourhood by heart, so that what is measured is all but the store.
type canned struct {
	graph.Store
	ontology *graph.Ontology
	view     *graph.View
	rows     graph.Expansion
	answers  []graph.TieAnswer
}

func (c *canned) ID() string                { return "00000000000000000000000000000000" }
func (c *canned) Ontology() *graph.Ontology { return c.ontology }
func (c *canned) Head(context.Context, *time.Time) (graph.AsOf, error) {
	return c.view.AsOf, nil
}
func (c *canned) At(context.Context, graph.Sequence) (graph.AsOf, error) { return c.view.AsOf, nil }
func (c *canned) Journal(context.Context, []graph.RecordType, graph.Sequence, graph.Sequence, func(graph.Entry) error) error {
	return nil
}
func (c *canned) Derived(context.Context, graph.Sequence, graph.Sequence, func(graph.Sequence, graph.Derived) error) error {
	return nil
}
func (c *canned) Expand(context.Context, graph.Sequence, *graph.Filter, graph.Hop) (graph.Expansion, error) {
	return c.rows, nil
}
func (c *canned) Ties(_ context.Context, _ graph.Sequence, _ *graph.Filter, asks []graph.TieAsk) ([]graph.TieAnswer, error) {
	return c.answers[:len(asks)], nil
}
func (c *canned) Actors(_ context.Context, _ graph.Sequence, ids []graph.ActorID) ([]graph.Actor, error) {
	out := make([]graph.Actor, len(ids))
	for i, id := range ids {
		out[i] = graph.Actor{ID: id, Name: "Actor \"é\" " + string(id), Kind: graph.KindState, Country: "USA"}
	}
	return out, nil
}
func (c *canned) Degrees(_ context.Context, _ graph.Sequence, ids []graph.ActorID) ([]int, error) {
	return make([]int, len(ids)), nil
}

// BenchmarkReply: a neighbourhood of 500 claims over HTTP on loopback, against the same bytes ready-made from the same
// server.
func BenchmarkReply(b *testing.B) {
	o, err := graph.NewOntology([]graph.Relation{{ID: "COOPERATE"}, {ID: "share-intelligence", Parent: "COOPERATE"}})
	if err != nil {
		b.Fatal(err)
	}
	c := &canned{ontology: o, view: bigView(b, 126, 500)}
	for i := 1; i <= 125; i++ {
		peer := graph.ActorID(fmt.Sprintf("actor-%d", i))
		c.rows.Rows = append(c.rows.Rows, graph.Row{Frontier: "actor-0", Peer: peer, Claims: 4, Newest: 20000})
		a := graph.TieAnswer{Claims: 4, Relations: []graph.RelationCount{{Relation: "share-intelligence", Claims: 4}}, Sources: 1}
		for k := range 4 {
			a.Rows = append(a.Rows, c.view.Claims[(4*i+k)%500].ClaimRow)
		}
		c.answers = append(c.answers, a)
	}
	s, err := api.New(api.Config{Explorer: graph.NewExplorer(c, resolve.New(), graph.Limits{}), Limits: api.Limits{Kept: -1}})
	if err != nil {
		b.Fatal(err)
	}
	real := httptest.NewServer(s)
	defer real.Close()
	const path = "/api/v1/neighbourhood?actor=actor-0&limit=500"
	ready := fetch(b, http.DefaultClient, real.URL+path, "")
	mux := http.NewServeMux()
	mux.HandleFunc("/ready", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(ready)
	})
	made := httptest.NewServer(mux)
	defer made.Close()
	b.Logf("%d bytes", len(ready))
	for _, r := range []struct{ name, url, accept string }{
		{"ready", made.URL + "/ready", ""}, {"neighbourhood", real.URL + path, ""}, {"neighbourhood-gzip", real.URL + path, "gzip"},
	} {
		b.Run(r.name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
				defer client.CloseIdleConnections()
				for pb.Next() {
					fetch(b, client, r.url, r.accept)
				}
			})
		})
	}
}

func fetch(b *testing.B, client *http.Client, url, accept string) []byte {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		b.Error(err)
		return nil
	}
	if accept != "" {
		req.Header.Set("Accept-Encoding", accept)
	}
	res, err := client.Do(req)
	if err != nil {
		b.Error(err)
		return nil
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		b.Errorf("%d %v", res.StatusCode, err)
	}
	return body
}
