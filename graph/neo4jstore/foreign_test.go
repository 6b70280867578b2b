package neo4jstore_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/storetest"
)

// film is what somebody else may keep: nodes and relationships that are called as ours are, with properties that are.
const film = `CREATE (k:Actor {name: 'Keanu Reeves', born: 1964, id: 'keanu', degree: 7, kind: 'person', country: 'CAN'}),
	(c:Actor {name: 'Carrie-Anne Moss', id: 'carrie', country: 'CAN'}), (:Actor {name: 'Nobody'}), (:Actor),
	(k)-[:COOPERATE {in: 'The Matrix', id: 'x', src: 'keanu', dst: 'carrie', relation: 'meet', source: 'paper', event: 'matrix', retracted: false}]->(c), (k)-[:KIN]->(c),
	(:Source {id: 'script', title: 'The Matrix', claims: 3}), (:Record {title: 'Spybreak!'}), (:Text {body: 'Wake up, Neo.'}), (:Commit {hash: 'abc'}),
	(:Store {name: 'video'}), (:Head {of: 'department'}), (:Relation {label: 'knows'}), (:ActorVersion {actor: 'keanu'}), (:SourceRecord {source: 'script'}), (:Band {name: 'Rage'})`

// everything writes down what is in the database: nodes, relationships, indexes and constraints.
func (r *rig) everything(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, q := range []string{
		`MATCH (n) RETURN labels(n), properties(n)`,
		`MATCH (a)-[r]->(b) RETURN type(r), properties(r), properties(a), properties(b)`,
		`SHOW INDEXES YIELD name, type, entityType, labelsOrTypes, properties, state WHERE type <> 'LOOKUP' RETURN name, type, entityType, labelsOrTypes, properties, state`,
		`SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties RETURN name, type, labelsOrTypes, properties`,
	} {
		for _, row := range r.Query(t, q, nil) {
			out = append(out, fmt.Sprint(row...))
		}
	}
	slices.Sort(out)
	return out
}

// TestForeignData: what somebody else keeps in a database is not touched, not even by an index, unless that is allowed;
// and it is never a part of an answer.
func TestForeignData(t *testing.T) {
	r := newRig(t)
	r.Bare(t)
	r.Query(t, film, nil)
	before := r.everything(t)
	for _, scheme := range []string{"bolt", "neo4j"} {
		refused(t, r.line.URI(scheme), r.options(), graph.CodeInvalid, "Actor nodes", "nothing was written", "--allow-other-data")
	}
	if d := cmp.Diff(before, r.everything(t)); d != "" {
		t.Errorf("refused, it changed what is there (-before +after)\n%s", d)
	}

	s := r.open(t, func(o *neo4jstore.Options) { o.AllowOtherData = true })
	mustSend(t, s, 0)
	mustSend(t, s, 1)
	checkTheirs(t, s)
	// The store is ours by now, so that nothing has to be allowed to open it again.
	again := r.open(t, nil)
	checkTheirs(t, again)
	if again.ID() != s.ID() {
		t.Errorf("opened again, its id is %s; it was %s", again.ID(), s.ID())
	}
	if n := r.Query(t, `MATCH (a:Actor {id: 'keanu'})-[r:COOPERATE]->(b) RETURN a.born, r.in, b.name, a.degree`, nil); fmt.Sprint(n) != "[[1964 The Matrix Carrie-Anne Moss 7]]" {
		t.Errorf("their data are %v now", n)
	}
}

// checkTheirs asks for what is not ours in every way.
func checkTheirs(t *testing.T, s *neo4jstore.Store) {
	t.Helper()
	ctx, all := t.Context(), graph.Sequence(2*batchSize)
	ids := []graph.ActorID{"keanu", "carrie", "a000000"}
	if got, err := s.Actors(ctx, all, ids); err != nil || len(got) != 1 {
		t.Errorf("actors: %v, %v", got, err)
	}
	if got, err := s.ActorsPage(ctx, all, nil, nil, "", 100); err != nil || len(got) != 4 {
		t.Errorf("a page of actors: %v, %v", got, err)
	}
	if got, err := s.ActorsPage(ctx, all, nil, []string{"CAN"}, "", 100); err != nil || len(got) != 0 {
		t.Errorf("a page of actors of a country: %v, %v", got, err)
	}
	if got, err := s.Degrees(ctx, all, ids); err != nil || !slices.Equal(got, []int{0, 0, 2}) {
		t.Errorf("degrees: %v, %v", got, err)
	}
	if got, err := s.Sources(ctx, all, []graph.SourceID{"script", "s000000"}); err != nil || len(got) != 1 || got[0].Claims != 2 {
		t.Errorf("sources: %v, %v", got, err)
	}
	if got, err := s.SourcesPage(ctx, all, "", 100); err != nil || len(got) != 2 {
		t.Errorf("a page of sources: %v, %v", got, err)
	}
	for what, q := range map[string]graph.ClaimsQuery{"all": {}, "an event": {Event: "matrix"}, "a source": {Source: "paper"}, "words": {Words: []string{"matrix"}}} {
		want := map[string]int{"all": 4}[what]
		if got, err := s.ClaimsPage(ctx, all, q, 0, 100); err != nil || len(got) != want {
			t.Errorf("a page of claims, %s: %d of them, want %d (%v)", what, len(got), want, err)
		}
	}
	if got, err := journal(ctx, s); err != nil || len(got) != int(all) {
		t.Errorf("journal: %d entries, %v", len(got), err)
	}
	got, err := s.Stats(ctx, all)
	if err != nil || got.Actors != 4 || got.Sources != 2 || got.Claims != 4 || got.TextsHeld != 2 || got.Judgements != 2 {
		t.Errorf("stats: %+v, %v", got, err)
	}
}

// TestForeignDataInTheWay: other data that cannot stand beside ours are refused in words, and nothing is written.
func TestForeignDataInTheWay(t *testing.T) {
	r := newRig(t)
	r.Bare(t)
	r.Query(t, `CREATE (:Actor {id: 'twin'}), (:Actor {id: 'twin'})`, nil)
	before := r.everything(t)
	o := r.options()
	o.AllowOtherData = true
	refused(t, r.line.URI("bolt"), o, graph.CodeInvalid, "`Actor`", "'twin'", "nothing was written")
	if d := cmp.Diff(before, r.everything(t)); d != "" {
		t.Errorf("refused, it changed what is there (-before +after)\n%s", d)
	}
}

// TestNewerData: what a newer Liaison wrote is not touched.
func TestNewerData(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 1, nil)
	_ = s.Close()
	r.Query(t, `MATCH (s:Store) SET s.version = s.version + 1`, nil)
	before := r.everything(t)
	for _, allow := range []bool{false, true} {
		o := r.options()
		o.AllowOtherData = allow
		refused(t, r.line.URI("bolt"), o, graph.CodeInvalid, "newer Liaison")
	}
	if d := cmp.Diff(before, r.everything(t)); d != "" {
		t.Errorf("refused, it changed what is there (-before +after)\n%s", d)
	}
}

// schema gives the indexes and constraints by their names.
func (r *rig) schema(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, row := range r.Query(t, `SHOW INDEXES YIELD name, type, state, entityType, labelsOrTypes, properties, owningConstraint WHERE type <> 'LOOKUP'
		RETURN name, type, state, entityType, labelsOrTypes, properties, owningConstraint`, nil) {
		out[row[0].(string)] = fmt.Sprint(row[1:]...)
	}
	return out
}

// TestSchemaIsRepaired: whatever is missing of the indexes and constraints is made when the store is opened, and nothing is
// that is there.
func TestSchemaIsRepaired(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 2, nil)
	_ = s.Close()
	whole := r.schema(t)
	names := slices.Sorted(maps.Keys(whole))
	drop := func(name string) {
		kind := "INDEX"
		if len(r.Query(t, "SHOW CONSTRAINTS YIELD name WHERE name = $name RETURN name", map[string]any{"name": name})) > 0 {
			kind = "CONSTRAINT"
		}
		r.Query(t, "DROP "+kind+" `"+name+"`", nil)
	}
	for n, pick := range []func(i int, name string) bool{
		func(_ int, name string) bool {
			return strings.Contains(name, "words") || strings.Contains(name, "names")
		},
		func(i int, _ string) bool { return i > 0 }, // as when a program ended in the middle of a first start
	} {
		for i, name := range names {
			if pick(i, name) {
				drop(name)
			}
		}
		s := r.open(t, nil)
		if d := cmp.Diff(whole, r.schema(t)); d != "" {
			t.Errorf("round %d: opened, it has another schema (-want +got)\n%s", n, d)
		}
		mustSend(t, s, 2+n)
		for _, words := range [][]string{{"not", "meet"}, {"met"}} {
			if got, err := s.ClaimsPage(t.Context(), 100, graph.ClaimsQuery{Words: words}, 0, 10); err != nil || len(got) != 3+n {
				t.Errorf("round %d: %d claims with the words %v, want %d (%v)", n, len(got), words, 3+n, err)
			}
		}
	}
	checkWhole(t, r.open(t, nil), 0, 1, 2, 3)
}

// TestFailedIndex: an index that the server could not fill is made anew, when what was wrong is right again; until then
// the store says which one it is, and does not answer with less than there is.
func TestFailedIndex(t *testing.T) {
	r := newRig(t)
	s := filled(t, r, 1, nil)
	_ = s.Close()
	const name = "liaison_denial_key"
	whole := r.schema(t)
	if whole[name] == "" {
		t.Fatalf("there is no index %s; there are %v", name, slices.Sorted(maps.Keys(whole)))
	}
	// A key that is longer than an index may hold.
	r.Query(t, "DROP INDEX "+name, nil)
	r.Query(t, "CREATE (:Denial {key: $key})", map[string]any{"key": strings.Repeat("x", 40_000)})
	o := r.options()
	refused(t, r.line.URI("bolt"), o, graph.CodeInternal, name)
	r.Query(t, "MATCH (d:Denial) WHERE size(d.key) > 10000 DELETE d", nil)
	s, err := neo4jstore.Open(t.Context(), r.line.URI("bolt"), storetest.Ontology(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if d := cmp.Diff(whole, r.schema(t)); d != "" {
		t.Errorf("opened, it has another schema (-want +got)\n%s", d)
	}
	mustSend(t, s, 1)
	checkWhole(t, s, 0, 1)
}
