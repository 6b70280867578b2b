package dates_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
	"liaison/graph/extract/dates"
)

// words that are put together at random: what dates are made of, and what looks like it.
const pieces = `on in since until between and from to the of by before after early late mid end beginning last this next week month
year Friday Monday May March Dec. 20 5 31 2024 1992 2011-2014 1990s 20/12/2024 2024-12-20 3-8 , . ( ) 's two few several about weeks days
years ago later earlier yesterday today for every within first quarter summer night day following same that a 5th Q3 through - 9999 0001 1000
в мая года неделю назад قبل أسبوعين ديسمبر 2024 يوم الجمعة`

// FuzzFind checks what is true of every text: words verbatim and in order, dates that can be read, no date without a basis,
// none from the publication date where there is none, the same answer twice and in other company.
func FuzzFind(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(raw)) {
			if cells := strings.Split(line, " | "); len(cells) == 3 {
				f.Add(cells[1], strings.Fields(cells[0])[0], strings.Contains(cells[0], "future"))
			}
		}
	}
	f.Add(pieces, "2024-12-20", true)
	f.Add("since\xff 2014 \xc3", "202X", false)
	finder := finder(f)
	f.Fuzz(func(t *testing.T, text, published string, future bool) {
		holds(t, finder, text, published, future)
	})
}

func holds(t *testing.T, f *dates.Finder, text, published string, future bool) {
	t.Helper()
	p, err := graph.ParseWhen(published)
	if err != nil {
		p = graph.When{}
	}
	c := dates.Context{Published: p}
	if future {
		c.Tense = dates.Future
	}
	found := f.Find(text, c)
	end := 0
	for _, e := range found {
		check(t, text, e)
		if e.Start < end {
			t.Fatalf("%q: %q overlaps what is before it", text, e.Text)
		}
		end = e.End
		if bare := e.In(dates.Context{}); bare.Dated() && bare.Kind == dates.Relative {
			t.Fatalf("%q: %q is relative and has the date %v without a publication date", text, e.Text, bare.When)
		}
	}
	if diff := cmp.Diff(found, f.Find(text, c), cmpopts.IgnoreUnexported(dates.Expression{}, dates.Anchor{}, graph.When{})); diff != "" {
		t.Fatalf("%q: not the same again: %s", text, diff)
	}
}

// TestRandom puts pieces of dates together without sense.
func TestRandom(t *testing.T) {
	f := finder(t)
	words := strings.Fields(pieces)
	seed := uint32(1)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>8) % n
	}
	for range 20000 {
		var b strings.Builder
		for range 3 + next(12) {
			b.WriteString(words[next(len(words))])
			b.WriteByte(' ')
		}
		holds(t, f, b.String(), []string{"2024-12-20", "2024-12", "", "2024", "9999-12-31", "0001-01-01"}[next(6)], next(2) == 0)
	}
}

// TestApply dates anchored expressions.
func TestApply(t *testing.T) {
	offset := func(least, most int, u dates.Unit) dates.Offset {
		return dates.Offset{Least: least, Most: most, Unit: u}
	}
	about := dates.Offset{Least: 2, Most: 2, Unit: dates.Day, About: true}
	for _, c := range []struct {
		side   dates.Direction
		offset dates.Offset
		anchor string
		want   string
	}{
		{dates.After, offset(2, 2, dates.Day), "2024-12-08", "2024-12-10"},
		{dates.After, about, "2024-12-08", "2024-12-10~"},
		{dates.Before, offset(2, 2, dates.Day), "2024-12-01", "2024-11-29"},
		{dates.After, offset(2, 2, dates.Week), "2024-12-08", "2024-12-22~"},
		{dates.After, offset(9, 9, dates.Week), "2021-06", "[2021-08-03..2021-09-01]"},
		{dates.After, offset(2, 2, dates.Month), "2024-12-08", "2025-02"},
		{dates.After, offset(9, 9, dates.Year), "1988", "1997"},
		{dates.After, offset(2, 2, dates.Decade), "1988", "[2006..2010]"},
		{dates.After, offset(2, 2, dates.Hour), "2024-12-08", "2024-12-08"},
		{dates.After, offset(48, 48, dates.Hour), "2024-12-08", "2024-12-10"},
		{dates.After, offset(2, 6, dates.Day), "2024-12-08", "[2024-12-10..2024-12-14]"},
		{dates.After, offset(1, 1, dates.Day), "2024-12", "[2024-12-02..2025-01-01]"},
		{dates.After, offset(0, dates.NoLimit, dates.Day), "2024-12-08", "[2024-12-08..]"},
		{dates.After, offset(1, dates.NoLimit, dates.Year), "2024", "[2025-01-01..]"},
		{dates.Before, offset(0, dates.NoLimit, dates.Day), "2024-12-08", "[..2024-12-08]"},
		{dates.After, offset(1, 1, dates.Day), "1992/1995-03-01", "1995-03-02"},
		{dates.Before, offset(1, 1, dates.Day), "1992-03-01/1995", "1992-02-29"},
		{dates.After, offset(1, 1, dates.Day), "1992/..", ""},
		{dates.After, offset(1, 1, dates.Day), "", ""},
		{dates.After, offset(1, 1, dates.Day), "9999-12-31", ""},
		{dates.Before, offset(1, 1, dates.Year), "0001", ""},
		{dates.After, offset(1, 1, dates.Day), "2024-12-08?", "2024-12-09?"},
		{dates.After, offset(1, 1, dates.Week), "2024-12-08?", "2024-12-15%"},
		{dates.After, offset(1, 1, dates.Day), "2024-12-08~", "[2024-12-06..2024-12-12]"},
		{dates.Same, offset(0, 0, dates.Week), "2024-12-20", "[2024-12-16..2024-12-22]"},
		{dates.Same, offset(0, 0, dates.Month), "2024-12-20", "2024-12"},
		{dates.Same, offset(0, 0, dates.Year), "2024-12-20", "2024"},
		{dates.Same, offset(0, 0, dates.Day), "2024-12-20", "2024-12-20"},
		{dates.Since, offset(0, 0, dates.Day), "2024-12-20", "2024-12-20/.."},
		{dates.Until, offset(0, 0, dates.Day), "2024", "/2024"},
	} {
		anchor, err := graph.ParseWhen(c.anchor)
		if err != nil {
			t.Fatal(err)
		}
		got := dates.Anchor{Direction: c.side, Offset: c.offset}.Apply(anchor).String()
		if got != c.want {
			t.Errorf("%+v %s %q: got %q, want %q", c.offset, c.side, c.anchor, got, c.want)
		}
	}
}

// TestAnchors checks the words that an anchored expression is counted from, and dating it later.
func TestAnchors(t *testing.T) {
	f := finder(t)
	for _, c := range []struct{ text, anchor, date, want string }{
		{"Talks resumed two weeks after the ceasefire, mediators said.", "the ceasefire", "2024-12-08", "2024-12-22~"},
		{"The day after the U.S. strike (the third) he fled.", "the U.S. strike", "2024-12-08", "2024-12-09"},
		{"He resigned on the eve of the vote. It failed.", "the vote", "2024-12-08", "2024-12-07"},
		{"Two days later he fled.", "", "2024-12-08", "2024-12-10"},
		{"He fled in December of that year.", "", "2011-03-17", "2011-12"},
		{"He was hanged the following spring.", "", "1953-08-07", "[1954-03..1954-05]"},
		{"He had been freed the previous spring.", "", "1953-08-07", "[1953-03..1953-05]"},
		{"He had been freed the previous March.", "", "1953-03-05", "1952-03"},
		{"He was hanged the following March.", "", "1953-02", "1953-03"},
		{"He was hanged the following March.", "", "1953-03-05", "1954-03"},
		{"He was hanged the following March.", "", "1953", "[1953-03..1954-03]"},
		{"Later that week he fled.", "", "2024-12-20", "[2024-12-16..2024-12-22]"},
	} {
		var got *dates.Anchor
		for _, e := range f.Find(c.text, dates.Context{}) {
			if e.Anchor != nil {
				got = e.Anchor
			}
		}
		if got == nil {
			t.Errorf("%q: nothing anchored", c.text)
			continue
		}
		date, err := graph.ParseWhen(c.date)
		if err != nil {
			t.Fatal(err)
		}
		if got.Text != c.anchor || got.Apply(date).String() != c.want {
			t.Errorf("%q: got anchor %q and %v, want %q and %s", c.text, got.Text, got.Apply(date), c.anchor, c.want)
		}
	}
}

// TestInYear reads days of a story whose year was told before.
func TestInYear(t *testing.T) {
	f := finder(t)
	for text, want := range map[string]string{
		"On 17 March they quarrelled.": "1999-03-17", "In May they quarrelled.": "1999-05",
		"In early May they quarrelled.": "[1999-05-01..1999-05-10]", "In 2001 they quarrelled.": "2001", "On Friday they quarrelled.": "",
	} {
		for _, e := range f.Find(text, dates.Context{}) {
			got := e.InYear(1999)
			if got.When.String() != want {
				t.Errorf("%q: got %v, want %s", text, got.When, want)
			}
			check(t, text, got)
		}
	}
}

// TestLongText reads a text that is longer than what is held at once, from several goroutines.
func TestLongText(t *testing.T) {
	f := finder(t)
	line := "They met on 20 December 2024 and parted. "
	text := strings.Repeat(line, 10000)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			found := f.Find(text, dates.Context{})
			if len(found) != 10000 {
				t.Errorf("got %d dates, want 10000", len(found))
			}
			for i, e := range found {
				if e.Text != "20 December 2024" || e.Start != i*len(line)+12 {
					t.Errorf("date %d: %q at %d", i, e.Text, e.Start)
					return
				}
			}
		})
	}
	wait.Wait()
	for _, odd := range []string{strings.Repeat("x", 1<<20), strings.Repeat("9-", 1<<20), strings.Repeat("since ", 1<<18), strings.Repeat("\n", 1<<20), strings.Repeat("5 May ", 1<<17)} {
		start := time.Now()
		for _, e := range f.Find(odd, dates.Context{}) {
			check(t, odd, e)
		}
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%d bytes of %.8q took %v", len(odd), odd, took)
		}
	}
}

// TestWrongTables checks that wrong tables are refused with where they are wrong.
func TestWrongTables(t *testing.T) {
	for _, c := range []struct{ words, patterns, spreads, want string }{
		{"month\tx\tmay", "", "", `words.tsv, line 1: value "x" is no whole number`},
		{"moon\t1\tmay", "", "", `words.tsv, line 1: "moon" is no class`},
		{"month\t1", "", "", "words.tsv, line 1: 2 cells, not 3"},
		{"", "a\t1\t<moon>\tday\t\t", "", "patterns.tsv, line 1: <moon> is no class"},
		{"", "a\t1\t{moon}\tday\t\t", "", "patterns.tsv, line 1: {moon} is no shape"},
		{"", "a\t9\t<day>\tday\t\t", "", `level "9" is not 0 to`},
		{"", "a\t1\t<day>\tmoon\t\t", "", `"moon" is no meaning`},
		{"", "a\t1\t<day>\tday\t\t\na\t1\t<day>\tday\t\t", "", `patterns.tsv, line 2: the id "a" is there twice`},
		{"", "", "soon\tday\t1\t2", `spreads.tsv, line 1: "soon" is not early`},
		{"", "", "early\tday\t3\t2", `"3" to "2" is no range`},
	} {
		err := dates.Check(c.words, c.patterns, c.spreads)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %q", err, c.want)
		}
	}
}
