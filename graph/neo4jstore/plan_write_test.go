package neo4jstore_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
	"liaison/graph/storetest"
)

// TestPlansOfTheFirstDay: while a database is empty, looking through all there is costs a planner nothing, and what it
// plans then may be kept for long. So every statement says which index it means. The server itself tells what it planned.
func TestPlansOfTheFirstDay(t *testing.T) {
	place := neo4jtest.Shared(t)
	place.Empty(t)
	place.Query(t, "CALL db.clearQueryCaches()", nil)
	place.Query(t, "CALL db.stats.clear('QUERIES')", nil)
	place.Query(t, "CALL db.stats.collect('QUERIES')", nil)
	s, err := neo4jstore.Open(t.Context(), place.URI, storetest.Ontology(), options(place, storetest.Config{Clock: time.Now}))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, batch := range storetest.History(7, 150) {
		if _, err := s.Append(t.Context(), graph.Batch{Records: batch}); err != nil {
			t.Fatal(err)
		}
	}
	// What is asked of all there is, and of which there is no index.
	through := []string{
		"MATCH (j:Record:Judgement)", "r.made_by_run IN ids", "MATCH (r:Relation)", "EXISTS { MATCH (:Actor) }", "(:Store", "(s:Store", "(h:Head",
	}
	statements := 0
	for _, row := range place.Query(t, "CALL db.stats.retrieve('QUERIES') YIELD data RETURN data.query, data.queryExecutionPlan", nil) {
		text, _ := row[0].(string)
		if !parameter.MatchString(text) || slices.ContainsFunc(through, func(s string) bool { return strings.Contains(text, s) }) {
			continue
		}
		statements++
		for _, o := range operators(row[1]) {
			if strings.HasSuffix(o, "Scan") {
				t.Errorf("%s in\n%s", o, text)
			}
		}
	}
	if statements < 20 {
		t.Errorf("the server tells of %d statements, want those of writing all kinds of records", statements)
	}
}

// parameter tells our statements, all of which have some, from what a person types.
var parameter = regexp.MustCompile(`\$\w`)

// operators lists those of a plan as the server's statistics tell it.
func operators(plan any) []string {
	p, _ := plan.(map[string]any)
	if p == nil {
		return nil
	}
	name, _ := p["operator"].(string)
	return append(append([]string{name}, operators(p["lhs"])...), operators(p["rhs"])...)
}
