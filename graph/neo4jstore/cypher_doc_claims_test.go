package neo4jstore_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
)

// compareDates asks question 3 for other windows: it must find what Liaison finds.
func (p *docPage) compareDates(t *testing.T) {
	var question string
	for _, b := range block.FindAllStringSubmatch(p.text, -1) {
		if strings.Contains(b[2], "certainty") {
			question = b[2]
		}
	}
	question = strings.ReplaceAll(lastReturn.ReplaceAllString(question, "\nRETURN r.id, certainty"), " AND r.when IS NOT NULL", "")
	ids := []graph.ClaimID{}
	for _, row := range p.ask(t, `MATCH (:Actor)-[r]->(:Actor) WHERE NOT r.retracted RETURN r.id`).Records {
		id, err := graph.ParseRecordID(row.Values[0].(string))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	claims, err := p.store.Claims(t.Context(), 1<<40, ids)
	if err != nil || len(claims) < 100 {
		t.Fatalf("got %d claims, %v", len(claims), err)
	}
	for _, days := range [][2]string{{"2025-06-01", "2025-06-30"}, {"2024-12-08", "2024-12-08"}, {"2024-12-01", "2025-01-31"}, {"2017-01-01", "2025-12-31"}, {"2026-01-01", "2026-12-31"}} {
		from, err1 := graph.ParseDay(days[0])
		to, err2 := graph.ParseDay(days[1])
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		want, got := map[string]string{}, map[string]string{}
		for _, c := range claims {
			switch w := (graph.Window{From: from, To: to}); {
			case c.When.Certain(w):
				want[c.ID.String()] = "certain"
			case c.When.Possible(w):
				want[c.ID.String()] = "possible"
			}
		}
		for _, row := range p.ask(t, strings.NewReplacer("2025-06-01", days[0], "2025-06-30", days[1]).Replace(question)).Records {
			got[row.Values[0].(string)] = row.Values[1].(string)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s to %s: -Liaison +Cypher\n%s", days[0], days[1], diff)
		}
	}
}

const claimsTable = "claim" // stands for the relationships of claims, beside labels

// compareProperties compares the tables of the page with what nodes and relationships have.
func (p *docPage) compareProperties(t *testing.T) {
	want, got := p.described(), map[string]map[string]bool{}
	add := func(of string, keys []any) {
		if got[of] == nil {
			got[of] = map[string]bool{}
		}
		for _, k := range keys {
			got[of][k.(string)] = true
		}
	}
	for _, row := range p.ask(t, `MATCH (n) RETURN DISTINCT labels(n), keys(n)`).Records {
		labels, keys := row.Values[0].([]any), row.Values[1].([]any)
		of := labels[0].(string)
		if slices.Contains(labels, any("Record")) {
			labels = slices.DeleteFunc(slices.Clone(labels), func(l any) bool { return l == any("Record") || l == any("SourceRecord") })
			of = labels[0].(string)
			add("Record", []any{"seq", "record", "recorded"})
			keys = slices.DeleteFunc(slices.Clone(keys), func(k any) bool { return want["Record"][k.(string)] })
		}
		if len(labels) != 1 {
			t.Errorf("nodes with the labels %v are not described", labels)
		}
		add(of, keys)
	}
	for _, row := range p.ask(t, `MATCH ()-[r]->() RETURN DISTINCT r.id IS NULL, keys(r), type(r)`).Records {
		if keys := row.Values[1].([]any); !row.Values[0].(bool) {
			add(claimsTable, keys)
		} else if len(keys) > 0 {
			t.Errorf("%v has the properties %v, which are not described", row.Values[2], keys)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("properties: -page +database\n%s", diff)
	}
}

var (
	coded        = regexp.MustCompile("`([^`]+)`")
	headingLabel = regexp.MustCompile("`\\(:(\\w+)\\)`$")
	// In a cell that explains as well, a name begins the cell or comes after a comma, a semicolon or "or".
	listed     = regexp.MustCompile("(?:^ ?|, |or |; )`([a-zA-Z_]+)`")
	inBrackets = regexp.MustCompile(`\([^)]*\)`)
)

// described reads the tables of properties: those under a heading about one thing, and the one with a row for each label.
func (p *docPage) described() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	of, head := "", ""
	add := func(of, cell string, names *regexp.Regexp) {
		if out[of] == nil {
			out[of] = map[string]bool{}
		}
		for _, m := range names.FindAllStringSubmatch(cell, -1) {
			out[of][m[1]] = true
		}
	}
	for _, line := range strings.Split(p.text, "\n") {
		cells := strings.Split(strings.Trim(line, "|"), "|")
		switch {
		case strings.HasPrefix(line, "### "):
			of = ""
			if m := headingLabel.FindStringSubmatch(line); m != nil {
				of = m[1]
			} else if strings.Contains(line, "-[r]->") {
				of = claimsTable
			}
		case !strings.HasPrefix(line, "|"):
			head = ""
		case head == "":
			head = strings.TrimSpace(cells[0])
		case head == "property" && !strings.HasPrefix(line, "|---"):
			add(of, cells[0], coded)
		case head == "label" && !strings.HasPrefix(line, "|---"):
			add(coded.FindStringSubmatch(cells[0])[1], inBrackets.ReplaceAllString(cells[2], ""), listed)
		}
	}
	return out
}

// checkNames looks up every name of the graph that the page mentions, in its sentences too.
func (p *docPage) checkNames(t *testing.T) {
	names := func(cypher string) map[string]bool {
		out := map[string]bool{}
		for _, row := range p.ask(t, cypher).Records {
			out[row.Values[0].(string)] = true
		}
		return out
	}
	labels, types, properties := names(`CALL db.labels()`), names(`CALL db.relationshipTypes()`), names(`CALL db.propertyKeys()`)
	for _, root := range p.ontology.Roots() {
		types[string(root)] = true
	}
	indexes := names(`SHOW INDEXES YIELD name RETURN name`)
	for what, look := range map[string]struct {
		in  string
		has map[string]bool
	}{
		"label":    {`\(\w*:(\w+)[ )]`, labels},
		"type":     {`\[\w*:(\w+)[\]{ *]`, types},
		"property": {`\b[a-z]\.([a-z]\w*)`, properties},
		"index":    {`\b(liaison_\w+)`, indexes},
	} {
		found := regexp.MustCompile(look.in).FindAllStringSubmatch(p.text, -1)
		if len(found) == 0 {
			t.Errorf("the page mentions no %s", what)
		}
		for _, m := range found {
			if !look.has[m[1]] {
				t.Errorf("%s: the database has no %s %q", m[0], what, m[1])
			}
		}
	}
}
