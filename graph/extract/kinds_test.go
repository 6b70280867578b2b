package extract_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"liaison/graph/extract"
	"liaison/graph/ontology"
)

// TestKinds reads testdata/kinds.txt: sentences of one event each, with what must be proposed and, after "!", what must not. A claim is
// "source ROOT target", each end a word of its mention, "-" for an end that is not said.
func TestKinds(t *testing.T) {
	f, err := os.Open("testdata/kinds.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	sentence, lines := "", bufio.NewScanner(f)
	var got []extract.Proposal
	for lines.Scan() {
		line := lines.Text()
		claim, indented := strings.CutPrefix(line, "  ")
		switch {
		case line == "" || line[0] == '#':
		case !indented:
			sentence, got = line, read(t, extract.Text{Body: line, Language: "en"})
		default:
			claim, not := strings.CutPrefix(claim, "! ")
			found := slices.ContainsFunc(got, func(p extract.Proposal) bool {
				return isClaim(t, claim, p.Subject.Text, string(o.Root(p.Claim.Relation)), p.Object.Text)
			})
			if found == not {
				t.Errorf("%s\n  %q: proposed is %v", sentence, claim, found)
			}
		}
	}
}

func isClaim(t *testing.T, claim, subject, root, object string) bool {
	t.Helper()
	words := strings.Fields(claim)
	if len(words) != 3 {
		t.Fatalf("%q: want three words", claim)
	}
	return meant(words[0], subject) && words[1] == root && meant(words[2], object)
}

func meant(word, text string) bool {
	if word == "-" {
		return text == ""
	}
	return slices.Contains(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\'' }), word)
}
