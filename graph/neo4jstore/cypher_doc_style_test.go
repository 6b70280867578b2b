package neo4jstore_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
)

// groups are the rows in which the page lists the types, which the style sheet tells apart by colour.
var groups = []struct {
	name  string
	class string
	quad  int
}{
	{"cooperation, in words", graph.ClassEvent, 1}, {"cooperation, in deeds", graph.ClassEvent, 2}, {"conflict, in words", graph.ClassEvent, 3},
	{"conflict, in deeds", graph.ClassEvent, 4}, {"statements", graph.ClassEvent, 0}, {"structure", graph.ClassStructural, 0},
}

func TestCypherDocTypesAndStyle(t *testing.T) {
	text, o, style := docFile(t, "neo4j.md"), docOntology(t), styleSheet(t)
	want, colours := []string{"node", "relationship", "relationship.RELAYS", "relationship.CHILD_OF"}, map[string]string{}
	for _, g := range groups {
		var types []string
		for _, root := range o.Roots() {
			r, _ := o.Relation(root)
			if r.Class != g.class || r.Quad != g.quad {
				continue
			}
			types = append(types, fmt.Sprintf("`%s` %s", root, r.Label))
			selector := "relationship." + string(root)
			want = append(want, selector)
			colour := style[selector]["color"]
			if of := colours[colour]; of != "" && of != g.name {
				t.Errorf("%s has the colour of %s", selector, of)
			}
			colours[colour] = g.name
			if got := style[selector]["caption"]; got != "{relation} {when}" {
				t.Errorf("%s: got the caption %q", selector, got)
			}
		}
		if row := "| " + g.name + " | " + strings.Join(types, ", ") + " |"; !strings.Contains(text, row) {
			t.Errorf("docs/neo4j.md lacks the row\n%s", row)
		}
	}
	if len(colours) != len(groups) {
		t.Errorf("got %d colours for %d groups of types", len(colours), len(groups))
	}
	for _, label := range []string{"Actor", "Source", "Relation", "Dispute", "Retraction", "Judgement"} {
		want = append(want, "node."+label)
	}
	for _, kind := range graph.Kinds() {
		want = append(want, "node."+string(kind))
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(style))); diff != "" {
		t.Errorf("rules of the style sheet: -want +got\n%s", diff)
	}
	if got := style["node.Actor"]["caption"]; got != "{name}" {
		t.Errorf("actors: got the caption %q", got)
	}
}

// styleSheet reads the style sheet by the rules of Neo4j Browser, which knows no comments.
func styleSheet(t *testing.T) map[string]map[string]string {
	t.Helper()
	text := docFile(t, "neo4j-style.grass")
	out := map[string]map[string]string{}
	rule := regexp.MustCompile(`(?s)^\s*([\w.-]+) \{\n((?:  [a-z-]+: (?:'[^':;]*'|[#\w]+);\n)+)\}\n`)
	for strings.TrimSpace(text) != "" {
		m := rule.FindStringSubmatch(text)
		if m == nil {
			t.Fatalf("no rule of a style sheet: %.80s", text)
		}
		text = text[len(m[0]):]
		if out[m[1]] != nil {
			t.Errorf("two rules for %s", m[1])
		}
		out[m[1]] = map[string]string{}
		for _, line := range strings.Split(strings.TrimSpace(m[2]), "\n") {
			key, value, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(line), ";"), ": ")
			out[m[1]][key] = strings.Trim(value, "'")
		}
	}
	return out
}
