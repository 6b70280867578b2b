package neo4jstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"liaison/graph"
)

// schemaVersion is the version of the model that this program writes; see doc.go.
const schemaVersion = 1

// schemaItem is a constraint or an index; its name says what it is for, and begins like all of ours.
type schemaItem struct{ name, statement string }

const schemaPrefix = "liaison_"

// schema lists all constraints and indexes. Relationship types are roots of the ontology, whose alphabet
// (graph.RelationID) leaves nothing to escape.
func (s *Store) schema() []schemaItem {
	var out []schemaItem
	unique := func(label, property string) {
		name := schemaPrefix + strings.ToLower(label) + "_" + property
		out = append(out, schemaItem{name, fmt.Sprintf("CREATE CONSTRAINT %s IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE", name, label, property)})
	}
	index := func(label string, properties ...string) {
		name := schemaPrefix + strings.ToLower(label) + "_" + strings.Join(properties, "_")
		out = append(out, schemaItem{name, fmt.Sprintf("CREATE INDEX %s IF NOT EXISTS FOR (n:%s) ON (n.%s)", name, label, strings.Join(properties, ", n."))})
	}
	for _, u := range [][2]string{
		{"Actor", "id"}, {"Source", "id"}, {"Store", "liaison"}, {"Head", "liaison"}, {"Record", "seq"}, {"Record", "record"},
		{"Relation", "id"}, {"Text", "source"}, {"Commit", "first"},
	} {
		unique(u[0], u[1])
	}
	for _, i := range [][]string{
		{"ActorVersion", "actor", "seq"}, {"Proposal", "source", "seq"}, {"Proposal", "seq"}, {"Review", "proposal", "seq"}, {"SourceRecord", "source", "seq"}, {"Source", "relaying"}, {"Evidence", "claim"}, {"DisputePair", "a"}, {"DisputePair", "b"},
		{"DisputePair", "seq"}, {"OriginMove", "seq"}, {"Withdrawal", "seq"}, {"Withdrawal", "src"}, {"Withdrawal", "dst"},
		{"Turn", "src"}, {"Turn", "dst"}, {"Denial", "key"}, {"Commit", "recorded"}, {"Band", "key"}, {"Actor", "kind"},
	} {
		index(i[0], i[1:]...)
	}
	roots := s.ontology.Roots()
	for _, root := range roots {
		low := schemaPrefix + "claim_" + strings.ToLower(string(root))
		out = append(out, schemaItem{low + "_id", fmt.Sprintf("CREATE CONSTRAINT %s_id IF NOT EXISTS FOR ()-[r:%s]-() REQUIRE r.id IS UNIQUE", low, root)})
		for _, properties := range [][]string{append([]string{"src"}, coverFields...), append([]string{"dst"}, coverFields...), {"seq"}, {"source", "seq"}, {"event"}} {
			name := low + "_" + strings.Join(properties, "_")
			out = append(out, schemaItem{name, fmt.Sprintf("CREATE INDEX %s IF NOT EXISTS FOR ()-[r:%s]-() ON (r.%s)", name, root, strings.Join(properties, ", r."))})
		}
	}
	types := make([]string, len(roots))
	for i, r := range roots {
		types[i] = string(r)
	}
	// The name tells for which types it was made: with other roots it is made anew.
	words := schemaPrefix + "claim_words_" + fmt.Sprint(len(roots))
	return append(out,
		schemaItem{schemaPrefix + "actor_names", "CREATE FULLTEXT INDEX " + schemaPrefix + "actor_names IF NOT EXISTS FOR (n:Actor) ON EACH [n.name, n.aliases]"},
		schemaItem{words, "CREATE FULLTEXT INDEX " + words + " IF NOT EXISTS FOR ()-[r:" + strings.Join(types, "|") + "]-() ON EACH [r.words] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"})
}

// wordsIndex names the full-text index of what claims say.
func (s *Store) wordsIndex() string {
	return schemaPrefix + "claim_words_" + fmt.Sprint(len(s.ontology.Roots()))
}

// makeSchema makes what is missing and repairs what is half made: an index that failed is dropped first, and so is one
// of our names that is no longer wanted.
func (s *Store) makeSchema(ctx context.Context) error {
	rows, err := s.read(ctx, `SHOW INDEXES YIELD name, state, owningConstraint WHERE name STARTS WITH '`+schemaPrefix+`' RETURN name, state, owningConstraint`, nil)
	if err != nil {
		return err
	}
	there := map[string]bool{}
	wanted := map[string]bool{}
	items := s.schema()
	for _, i := range items {
		wanted[i.name] = true
	}
	var statements []string
	for _, r := range rows {
		name := r.text(0)
		switch {
		case r.text(1) != "FAILED" && (wanted[name] || !strings.HasPrefix(name, schemaPrefix+"claim_words_")):
			there[name] = true
		case r.null(2):
			statements = append(statements, "DROP INDEX "+name+" IF EXISTS")
		default:
			statements = append(statements, "DROP CONSTRAINT "+r.text(2)+" IF EXISTS")
		}
	}
	for _, i := range items {
		if !there[i.name] {
			statements = append(statements, i.statement)
		}
	}
	if len(statements) > 0 {
		err := s.write(ctx, func(t *tx) error {
			for _, text := range statements {
				if _, err := t.run(ctx, text, nil); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("making the indexes: %w", err)
		}
	}
	return s.awaitIndexes(ctx)
}

// awaitIndexes waits until the indexes are filled: before that an answer could lack what they lack.
func (s *Store) awaitIndexes(ctx context.Context) error {
	for {
		rows, err := s.read(ctx, `SHOW INDEXES YIELD name, state WHERE name STARTS WITH '`+schemaPrefix+`' AND state <> 'ONLINE' RETURN name, state`, nil)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			if r.text(1) == "FAILED" {
				return s.damaged("the index " + r.text(0) + " cannot be made; opening the store again tries it anew")
			}
		}
		if !pause(ctx, 50*time.Millisecond) {
			return ctx.Err()
		}
	}
}

// checkOntology compares the ontology with the relations stored; nil stands for those.
func (s *Store) checkOntology(ctx context.Context, o *graph.Ontology) (*graph.Ontology, error) {
	stored, err := s.storedRelations(ctx)
	if err != nil {
		return nil, err
	}
	if o != nil {
		if len(stored) == 0 {
			return o, nil
		}
		return o, o.Check(stored)
	}
	if len(stored) == 0 {
		return nil, errors.New("neo4jstore: a new store needs an ontology")
	}
	return graph.NewOntology(stored)
}

func (s *Store) storedRelations(ctx context.Context) ([]graph.Relation, error) {
	if s.id == "" {
		return nil, nil
	}
	rows, err := s.read(ctx, `MATCH (r:Relation) WHERE r.body IS NOT NULL RETURN r.id, r.body ORDER BY r.id`, nil)
	if err != nil {
		return nil, err
	}
	out := make([]graph.Relation, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r.text(1)), &out[i]); err != nil {
			return nil, s.damaged(fmt.Sprintf("relation %s: %v", r.text(0), err))
		}
	}
	return out, nil
}

// storeOntology writes the relations that are new or worded anew.
func (s *Store) storeOntology(ctx context.Context) error {
	stored, err := s.storedRelations(ctx)
	if err != nil {
		return err
	}
	known := make(map[graph.RelationID]string, len(stored))
	for _, r := range stored {
		known[r.ID] = asJSON(r)
	}
	var relations []map[string]any
	for _, r := range s.ontology.All() {
		body := asJSON(r)
		if known[r.ID] == body {
			continue
		}
		p := map[string]any{
			"id": string(r.ID), "root": string(s.ontology.Root(r.ID)), "label": r.Label, "inverse": r.Inverse, "symmetric": r.Symmetric, "class": r.Class, "body": body,
		}
		put(p, "parent", r.Parent)
		put(p, "description", r.Description)
		relations = append(relations, p)
	}
	if len(relations) == 0 {
		return nil
	}
	return s.write(ctx, func(t *tx) error {
		_, err := t.run(ctx, `UNWIND $relations AS w MERGE (r:Relation {id: w.id}) SET r = w`, map[string]any{"relations": relations})
		if err == nil {
			_, err = t.run(ctx, `UNWIND $relations AS w MATCH (r:Relation {id: w.id}) USING INDEX SEEK r:Relation(id) MATCH (p:Relation {id: w.parent}) USING INDEX SEEK p:Relation(id) MERGE (r)-[:CHILD_OF]->(p)`, map[string]any{"relations": relations})
		}
		return err
	})
}

func asJSON(r graph.Relation) string {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // a relation holds nothing that JSON cannot
	}
	return string(b)
}

// put sets a property that is not empty: an empty one is left out of the graph.
func put[T ~string](p map[string]any, key string, value T) {
	if value != "" {
		p[key] = string(value)
	}
}
