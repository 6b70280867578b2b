package neo4jstore_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"liaison/graph"
	"liaison/graph/exchange"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/ontology"
	"liaison/seeds"
)

var updateDocs = flag.Bool("update-docs", false, "write what the questions of docs/neo4j.md answer into it")

// The days on which docs/neo4j.md says that its records were imported.
var (
	seedsDay = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	pastDay  = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
)

// everyField are records that have, with the demonstration data, whatever a record can have: after them no property that
// Liaison writes is missing in the graph.
const everyField = `
{"type":"actor","id":"usa","name":"United States","kind":"state","country":"USA","codes":["USAGOV"]}
{"type":"claim","source":"watan","subject":"usa","relation":"share-intelligence","object":"syria-new-authorities","attribution":"unspecified media reports","evidence":[{"quote":"ISIS endangers Washington and the new authorities alike."}]}
{"type":"claim","source":"beiruter","subject":"usa","relation":"meet","object":"iran","relays":"wapo","made_by":{"kind":"extractor","name":"reader","version":"1","run":"tried"}}
{"type":"retraction","run":"tried","reason":"only tried","by":"a reader","at":"2026-12-01"}
{"type":"judgement","a":"hts","b":"al-qaeda","verdict":"different","reason":"split in 2016","by":"a reader","at":"2026-12-01"}
{"type":"proposal","key":"p","source":"watan","subject":"usa","relation":"meet","object":"iran","statement":"Read in haste.","score":35,"made_by":{"kind":"extractor","name":"reader","run":"haste"}}
{"type":"review","proposal":"#p","decision":"reject","reason":"the text does not say so","by":"a reader","at":"2026-12-01"}
{"type":"claim","key":"c","source":"watan","subject":"usa","relation":"meet","object":"hts","attribution":"somebody else"}
{"type":"review","proposal":"#p","decision":"edit","claim":"#c","by":"a reader","at":"2026-12-02"}
{"type":"relay","source":"shafaq-iran","relays":"wapo","similarity":90,"reason":"told by hand","by":"a reader","at":"2026-12-01"}
`

// docPage is docs/neo4j.md with the store on which its questions are run.
type docPage struct {
	text     string
	ontology *graph.Ontology
	store    *neo4jstore.Store
	now      time.Time // the store's clock
	driver   neo4j.DriverWithContext
	database string
}

func openDocPage(t *testing.T) *docPage {
	t.Helper()
	place := neo4jtest.Shared(t)
	p := &docPage{text: docFile(t, "neo4j.md"), ontology: docOntology(t), now: seedsDay, database: place.Database}
	var err error
	p.store, err = neo4jstore.Open(t.Context(), place.URI, p.ontology, neo4jstore.Options{
		Clock: func() time.Time { return p.now }, Database: place.Database, Username: place.Username, Password: place.Password,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.store.Close() })
	token := neo4j.NoAuth()
	if place.Username != "" {
		token = neo4j.BasicAuth(place.Username, place.Password, "")
	}
	p.driver, err = neo4j.NewDriverWithContext(place.URI, token)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.driver.Close(context.Background()) })
	p.record(t, seeds.Records())
	p.now = pastDay
	return p
}

func docFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func docOntology(t *testing.T) *graph.Ontology {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// record imports as the command line does; no line may be refused.
func (p *docPage) record(t *testing.T, lines io.Reader) {
	t.Helper()
	sum, err := exchange.Import(t.Context(), p.store, lines, exchange.Options{Name: "records", Format: "ndjson", Run: "records"})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Rejected > 0 {
		t.Fatalf("import: %v", sum.Problems)
	}
}

// ask runs Cypher as Browser does. What Neo4j warns of, such as names that the database does not have, fails the test.
func (p *docPage) ask(t *testing.T, cypher string) *neo4j.EagerResult {
	t.Helper()
	r, err := neo4j.ExecuteQuery(t.Context(), p.driver, cypher, nil, neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithDatabase(p.database))
	if err != nil {
		t.Fatalf("%v\n%s", err, cypher)
	}
	for _, n := range r.Summary.Notifications() {
		t.Errorf("Neo4j says about a question: %s: %s\n%s", n.Title(), n.Description(), cypher)
	}
	return r
}

// block is a fenced block that is run, and the table after it.
var block = regexp.MustCompile("(?s)```(cypher|ndjson)\n(.*?)```\n(\n(?:\\|[^\n]*\n)+)?")

// lastReturn is where a question says what to show.
var lastReturn = regexp.MustCompile(`(?s)\nRETURN [^\n]*(\n *[^\n]+)*\n$`)

func TestCypherDoc(t *testing.T) {
	p := openDocPage(t)
	got := block.ReplaceAllStringFunc(p.text, func(b string) string {
		part := block.FindStringSubmatch(b)
		kind, body := part[1], part[2]
		fence := "```" + kind + "\n" + body + "```\n"
		switch {
		case kind == "ndjson":
			p.record(t, strings.NewReader(body))
			return b
		case !lastReturn.MatchString(body):
			p.labels(t, body)
			return b
		}
		p.draws(t, lastReturn.ReplaceAllString(body, "\nRETURN *"))
		return fence + "\n" + table(t, p.ask(t, body))
	})
	if *updateDocs {
		if err := os.WriteFile(filepath.Join("..", "..", "docs", "neo4j.md"), []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(p.text, got); diff != "" {
		t.Errorf("docs/neo4j.md shows something else than its questions answer; -update-docs writes it anew: -page +database\n%s", diff)
	}
	t.Run("dates", func(t *testing.T) { p.compareDates(t) })
	p.record(t, strings.NewReader(everyField))
	t.Run("properties", func(t *testing.T) { p.compareProperties(t) })
	t.Run("names", func(t *testing.T) { p.checkNames(t) })
}

// table writes a result as Markdown.
func table(t *testing.T, r *neo4j.EagerResult) string {
	t.Helper()
	var out strings.Builder
	line := func(cells []string) { out.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	line(r.Keys)
	out.WriteString(strings.Repeat("|---", len(r.Keys)) + "|\n")
	if len(r.Records) == 0 {
		t.Errorf("a question has no answer:\n%s", r.Summary.Query().Text())
	}
	for _, row := range r.Records {
		cells := make([]string, len(row.Values))
		for i, v := range row.Values {
			cells[i] = strings.ReplaceAll(cell(t, v), "|", `\|`)
		}
		line(cells)
	}
	return out.String()
}

func cell(t *testing.T, v any) string {
	t.Helper()
	switch v := v.(type) {
	case nil:
		return ""
	case string, int64, bool:
		return fmt.Sprint(v)
	case neo4j.Date:
		return v.String()
	case time.Time:
		return v.UTC().Format("2006-01-02 15:04")
	case []any:
		texts := make([]string, len(v))
		for i := range v {
			texts[i] = cell(t, v[i])
		}
		return strings.Join(texts, ", ")
	}
	t.Errorf("a cell of type %T has no place in a table", v)
	return ""
}

// draws checks that a result has what Browser makes a picture of: nodes, and both ends of each relationship.
func (p *docPage) draws(t *testing.T, cypher string) {
	t.Helper()
	nodes, ends := map[string]bool{}, []string{}
	var see func(any)
	see = func(v any) {
		switch v := v.(type) {
		case neo4j.Node:
			nodes[v.ElementId] = true
		case neo4j.Relationship:
			ends = append(ends, v.StartElementId, v.EndElementId)
		case neo4j.Path:
			for _, n := range v.Nodes {
				see(n)
			}
			for _, r := range v.Relationships {
				see(r)
			}
		case []any:
			for _, e := range v {
				see(e)
			}
		}
	}
	for _, row := range p.ask(t, cypher).Records {
		see(row.Values)
	}
	loose := slices.ContainsFunc(ends, func(id string) bool { return !nodes[id] })
	if len(nodes) == 0 || loose {
		t.Errorf("got %d nodes and %d relationships, with loose ends: %v; want a picture\n%s", len(nodes), len(ends)/2, loose, cypher)
	}
}

// labels runs a statement that gives actors labels of the reader's own, and shows that Liaison does not mind.
func (p *docPage) labels(t *testing.T, cypher string) {
	t.Helper()
	before := p.export(t)
	p.ask(t, cypher)
	got := map[string]bool{}
	for _, row := range p.ask(t, `MATCH (a:Actor) UNWIND labels(a) AS label RETURN DISTINCT label`).Records {
		got[row.Values[0].(string)] = true
	}
	want := map[string]bool{"Actor": true}
	for _, row := range p.ask(t, `MATCH (a:Actor) RETURN DISTINCT a.kind`).Records {
		want[row.Values[0].(string)] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("labels of actors: -want +got\n%s", diff)
	}
	p.record(t, strings.NewReader(`{"type":"actor","id":"cia","name":"Central Intelligence Agency","kind":"agency","country":"USA"}`))
	undo := regexp.MustCompile("`(MATCH [^`]* REMOVE [^`]*)`").FindStringSubmatch(p.text)
	if undo == nil {
		t.Fatal("the page does not say how to take the labels away")
	}
	p.ask(t, undo[1])
	if n := len(p.ask(t, `MATCH (a:Actor) WHERE size(labels(a)) > 1 RETURN a`).Records); n > 0 {
		t.Errorf("%d actors keep labels", n)
	}
	if after := p.export(t); !bytes.HasPrefix(after, before) {
		t.Errorf("labels changed what is exported: -before +after\n%s", cmp.Diff(string(before), string(after)))
	}
}

func (p *docPage) export(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := exchange.Export(t.Context(), p.store, &out, 0); err != nil {
		t.Fatal(err)
	}
	_, lines, _ := bytes.Cut(out.Bytes(), []byte("\n")) // the header tells how much follows
	return lines
}
