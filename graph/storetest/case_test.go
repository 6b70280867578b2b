package storetest_test

import (
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/storetest"
)

// The runner of cases has to fail where it should, with the line, and to say what it does not understand.
func TestTheRunnerOfCases(t *testing.T) {
	const world = "actor a state\nactor b person\nsource s\nclaim c s a COOPERATE b 2024-12-08\n"
	for _, c := range []struct{ name, text, fails string }{
		{"sound", world + "ask degree a\n    a 1\n", ""},
		{"comments and blank lines", "# one\n\n   # two\n" + world, ""},
		{"a wrong answer", world + "ask degree a\n    a 2\n", "x.txt:5: the answer"},
		{"an answer too many", world + "ask degree a\n    a 1\n    b 1\n", "x.txt:5: the answer"},
		{"an answer too few", world + "ask degree a b\n    a 1\n", "x.txt:5: the answer"},
		{"no answer", world + "ask degree a\n", "x.txt:5: the answer"},
		{"wrong claims", world + "ask around a\n    claims d\n", "x.txt:5: the answer"},
		{"a refusal that nobody expects", "actor a country\n", "x.txt:1: what became of the record"},
		{"a refusal that everybody expects", "actor a country\n    refused invalid: kind\n    \"country\"\n", ""},
		{"a refusal of another kind", "actor a country\n    refused conflict\n", "x.txt:1"},
		{"a refusal in other words", "actor a country\n    refused invalid: kind\n    republic\n", "x.txt:1"},
		{"no refusal", "actor a state\n    refused invalid\n", "x.txt:1"},
		{"known", world + "claim c s a COOPERATE b 2024-12-08\n    known\n", ""},
		{"not known", world + "claim d s a COOPERATE b 2024-12-09\n    known\n", "x.txt:5"},
		{"known but not expected", world + "claim c s a COOPERATE b 2024-12-08\n", "x.txt:5"},
		{"a new store", world + "clear\nask degree a\n    a 0\n", ""},
		{"an answer at a mark", "mark m\n" + world + "ask degree a known=m\n    a 0\n", ""},
		{"an unknown mark", "ask degree a known=m\n    a 0\n", "x.txt:1: known=m"},
		{"an unknown line", "author a\n", `x.txt:1: "author" is not understood`},
		{"an unknown question", "ask why\n", `x.txt:1: ask "why" is not understood`},
		{"an unknown option", "source s colour=red\n", "x.txt:1: colour="},
		{"an unknown claim", "retract c\n", `x.txt:1: no claim is called "c"`},
		{"a word missing", "actor a\n", `x.txt:1: "actor" is followed by an id and a kind`},
		{"a word too many", "source a b\n", `x.txt:1: "source"`},
		{"a wrong date", world + "claim d s a COOPERATE b soon\n", "x.txt:5: date"},
		{"a wrong number", world + "ask around a limit=many\n", "x.txt:5: limit=many"},
		{"an open quotation", "actor a state name=\"A\n", "x.txt:1: a quotation does not end"},
		{"an expectation of nothing", "    a 1\n", "x.txt:1: an indented line"},
		{"a refused question", world + "ask around x\n    refused not-found: actor\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := storetest.RunCase("x.txt", c.text, func() storetest.Harness {
				return storetest.Harness{Open: func(c storetest.Config) (graph.Store, error) { return sound(c), nil }}
			})
			switch {
			case c.fails == "" && err != nil:
				t.Errorf("fails: %v", err)
			case c.fails != "" && err == nil:
				t.Errorf("passes; want it to fail with %q", c.fails)
			case c.fails != "" && !strings.Contains(err.Error(), c.fails):
				t.Errorf("fails with %q, want %q", err, c.fails)
			}
		})
	}
}
