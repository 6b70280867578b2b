package grammar_test

import (
	"testing"

	"liaison/graph/extract/grammar"
)

func TestParse(t *testing.T) {
	p, err := grammar.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range p.Parse("Russia, Iran sign pact\n\nThe president of France said on Friday that Washington’s troops had not attacked the village and would leave. \"We will go,\" he said.") {
		t.Logf("%s\n%s", s.Text(), s)
		for _, tk := range s.Tokens {
			if got := s.Words(tk.Start, tk.End); got != tk.Text {
				t.Errorf("token %q stands at %q", tk.Text, got)
			}
		}
	}
}
