package grammar_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract/grammar"
)

var update = flag.Bool("update", false, "write the parses of testdata/parse anew; read the difference before you keep it")

// knownWords are words in double braces: {{name:al-Nusra Front}} is given to Parse as one name.
var knownWords = regexp.MustCompile(`\{\{(name|plural|adjective|time|skip):([^}]*)\}\}`)

func parser(t testing.TB) *grammar.Parser {
	t.Helper()
	p, err := grammar.New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// marked takes the braces out of a text and returns the known words that they marked. "¶" stands for a blank line.
func marked(line string) (string, []grammar.Known) {
	line = strings.ReplaceAll(line, "¶", "\n\n")
	var body strings.Builder
	var known []grammar.Known
	at := 0
	for _, m := range knownWords.FindAllStringSubmatchIndex(line, -1) {
		body.WriteString(line[at:m[0]])
		start := body.Len()
		body.WriteString(line[m[4]:m[5]])
		known = append(known, grammar.Known{Start: start, End: body.Len(), As: grammar.Role(line[m[2]:m[3]])})
		at = m[1]
	}
	body.WriteString(line[at:])
	return body.String(), known
}

// TestParses compares the parses of testdata/parse. A line "> " is a text; the lines below, up to a blank one, are its clauses
// as Sentence.String shows them. Other lines above are comments.
func TestParses(t *testing.T) {
	files, err := filepath.Glob("testdata/parse/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/parse: %v", err)
	}
	p := parser(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := parsed(p, string(raw))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(raw), got); diff != "" {
				t.Errorf("parses differ from %s (-want +got); run with -update and read what changes:\n%s", file, diff)
			}
		})
	}
}

// parsed writes a file of parses anew.
func parsed(p *grammar.Parser, file string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		text, ok := strings.CutPrefix(line, "> ")
		switch {
		case ok:
			b.WriteString(line + "\n")
			body, known := marked(text)
			for _, s := range p.Parse(body, known...) {
				if s.Kind != grammar.Body {
					b.WriteString("(" + string(s.Kind) + ") ")
				}
				b.WriteString(s.String())
			}
			inside = true
		case line == "":
			b.WriteString("\n")
			inside = false
		case !inside:
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}
