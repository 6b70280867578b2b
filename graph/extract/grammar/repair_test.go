package grammar_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"liaison/graph/extract/grammar"
)

// TestRepairs holds every rule of data/repair.tsv to its example: the rule makes a tag there.
func TestRepairs(t *testing.T) {
	raw, err := os.ReadFile("data/repair.tsv")
	if err != nil {
		t.Fatal(err)
	}
	p, ids := parser(t), []string{}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		id, example := fields[0], fields[len(fields)-1]
		if slices.Contains(ids, id) {
			t.Errorf("two rules have the id %q", id)
		}
		ids = append(ids, id)
		if got := p.Parse(example); !repaired(got, id) {
			t.Errorf("rule %q makes no tag in its example %q:\n%s", id, example, tagged(got))
		}
	}
}

// repaired says whether a rule made a tag.
func repaired(sentences []*grammar.Sentence, id string) bool {
	for _, s := range sentences {
		if slices.ContainsFunc(s.Tokens, func(k grammar.Token) bool { return k.Repair == id }) {
			return true
		}
	}
	return false
}

func tagged(sentences []*grammar.Sentence) string {
	var b strings.Builder
	for _, s := range sentences {
		b.WriteString(s.Tagged() + "\n")
	}
	return b.String()
}
