package grammar_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract/grammar"
)

// hold checks what holds for every parse of every text.
func hold(t *testing.T, body string, sentences []*grammar.Sentence) {
	t.Helper()
	at := 0
	for _, s := range sentences {
		if s.Start < at || s.End > len(body) || s.Start > s.End || body[s.Start:s.End] != s.Text() {
			t.Fatalf("sentence [%d:%d] lies outside the text or before %d", s.Start, s.End, at)
		}
		at = s.Start
		for _, k := range s.Tokens {
			if k.Start < at || k.End > s.End || body[k.Start:k.End] != k.Text {
				t.Fatalf("token %q says [%d:%d], after %d, in a sentence that ends at %d", k.Text, k.Start, k.End, at, s.End)
			}
			if strings.ContainsFunc(body[at:k.Start], func(r rune) bool { return !unicode.IsSpace(r) }) {
				t.Fatalf("%q before token %q is in no token", body[at:k.Start], k.Text)
			}
			at = k.End
		}
		holdIn(t, body, s)
	}
	if strings.ContainsFunc(body[at:], func(r rune) bool { return !unicode.IsSpace(r) }) {
		t.Fatalf("%q is in no sentence", body[at:])
	}
}

// holdIn checks groups, verbs, clauses, quotes and reports of a sentence.
func holdIn(t *testing.T, body string, s *grammar.Sentence) {
	t.Helper()
	within := func(what string, start, end int) {
		if start < s.Start || end > s.End || start > end {
			t.Fatalf("%s [%d:%d] lies outside its sentence [%d:%d] %q", what, start, end, s.Start, s.End, s.Text())
		}
	}
	for _, g := range s.Groups {
		within("group", g.Start, g.End)
		if body[g.Start:g.End] != g.Text || g.Head < g.First || g.Head >= g.Limit {
			t.Fatalf("group %q says [%d:%d] and head %d of [%d:%d)", g.Text, g.Start, g.End, g.Head, g.First, g.Limit)
		}
	}
	for _, v := range s.Verbs {
		within("verb", v.Start, v.End)
		if v.Main < v.First || v.Main >= v.Limit || v.Lemma == "" {
			t.Fatalf("verb %v has main verb %d of [%d:%d)", v, v.Main, v.First, v.Limit)
		}
	}
	for _, c := range s.Clauses {
		within("clause", c.Start, c.End)
		seen := 0
		for p := c; p != nil; p = p.Parent {
			if seen++; seen > len(s.Clauses) {
				t.Fatalf("clause %v is its own parent", c)
			}
		}
	}
	for _, q := range s.Quotes {
		within("quote", q.Start, q.End)
	}
	for _, a := range s.Asides {
		within("aside", a.Start, a.End)
	}
	for _, r := range s.Reports {
		within("report", r.Start, r.End)
	}
	_ = s.String()
}

// traps are texts that once broke something, or might.
func traps() []string {
	return []string{
		"", " ", "\n\n\n", ".", "a", "'", "’s", "\"", "“", "((", ")", "By ", "- ", "1. ", "--", "A—B", "x\n\ny",
		"He said \"a \"b \"c.", "“‘“‘“‘no’”’”’”", "The troops' general's army's tank's gun's", "(a (b (c)", "[a] [b",
		"It's, they’re, don’t, O'Brien's, 'tis, rock 'n' roll.", "$5 and €6.50 and 7% and 8kg", "U.S. and U.K. and a.m. and p.m.",
		"to to to to", "and, and, and,", "who who who", "that that that that", "be been being is was", "Mr.", "e.g.", "said said said.",
		"UPDATE 2-", "PARIS:", "PARIS (", "PARIS (AP) --", "a\u200bb \ufeffc", "日本語のテキスト。漢字。", "नमस्ते दुनिया।", "ﷺ ", "e\u0301tude", "🎉🎉 🎉",
		strings.Repeat("“", 50) + "x" + strings.Repeat("”", 50), strings.Repeat("a, ", 500), strings.Repeat("of the man ", 300),
		strings.Repeat("who said that ", 300), strings.Repeat("(", 300), strings.Repeat("he said ", 400), strings.Repeat("the \"", 300),
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range traps() {
		f.Add(s, 0, 1)
	}
	f.Add("Troops of Norland, backed by tanks, attacked the town on Monday, officials said.", 10, 17)
	p := parser(f)
	f.Fuzz(func(t *testing.T, body string, start, length int) {
		if !utf8.ValidString(body) {
			t.Skip("texts are valid UTF-8")
		}
		known := []grammar.Known{{Start: start, End: start + length, As: grammar.Name}, {Start: start + 2*length, End: start + 3*length,
			As: grammar.Time}}
		hold(t, body, p.Parse(body, known...))
	})
}

func TestGoldHolds(t *testing.T) {
	p := parser(t)
	for _, text := range texts(t) {
		hold(t, text, p.Parse(text))
	}
}

// texts are those of the gold files beside this package; traps if there are none yet.
func texts(t testing.TB) []string {
	t.Helper()
	all := traps()
	files, _ := filepath.Glob("../testdata/gold/*.dev.jsonl")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			var row struct{ Text string }
			if err := json.Unmarshal([]byte(line), &row); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			all = append(all, row.Text)
		}
	}
	return all
}

func TestSameEveryTime(t *testing.T) {
	p, body := parser(t), strings.Join(texts(t), "\n\n")
	show := func() string {
		var b strings.Builder
		for s := range p.Sentences(body, nil) {
			b.WriteString(s.String())
		}
		return b.String()
	}
	want := show()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			if got := show(); got != want {
				t.Errorf("another goroutine reads the same text otherwise:\n%s", cmp.Diff(want, got))
			}
		})
	}
	wait.Wait()
}

// TestBounded reads what is far too long in a time that grows with its length and no faster.
func TestBounded(t *testing.T) {
	p := parser(t)
	for name, unit := range map[string]string{
		"words": "the army shelled the town and ", "commas": "army, ", "names": "Ivan ", "relatives": "who said that he ",
		"brackets": "( ", "quotes": "“he said ",
		"closed quotes": "“no” ", "prepositions": "of the town ", "gerunds": "saying ", "and": "and ", "no space": "abcdefghij", "lines": "a b\n", "sentences": "He left. ",
	} {
		t.Run(name, func(t *testing.T) {
			read := func(n int) time.Duration {
				body := strings.Repeat(unit, n)
				start := time.Now()
				hold(t, body, p.Parse(body))
				return time.Since(start)
			}
			read(100)
			var short, long time.Duration
			for range 4 { // other programs may take time: one fair trial is enough
				if short, long = read(4000), read(16000); long <= 12*short+200*time.Millisecond {
					return
				}
			}
			t.Errorf("four times the text took %v after %v", long, short)
		})
	}
}

func BenchmarkParse(b *testing.B) {
	p := parser(b)
	body := strings.Join(texts(b)[len(traps()):], "\n\n")
	if body == "" {
		b.Skip("no gold sentences in ../testdata/gold")
	}
	count := 0
	for range p.Sentences(body, nil) {
		count++
	}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		for range p.Sentences(body, nil) {
		}
	}
	b.ReportMetric(float64(count)*float64(b.N)/b.Elapsed().Seconds(), "sentences/s")
}
