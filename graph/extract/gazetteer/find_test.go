package gazetteer_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
)

// checkMatches fails unless matches lie in the text, in order, without overlap, and have candidates that are actors.
func checkMatches(t *testing.T, g *gazetteer.Gazetteer, text string, list []gazetteer.Match) {
	t.Helper()
	end := 0
	for _, m := range list {
		if m.Start < end || m.End <= m.Start || m.End > len(text) {
			t.Fatalf("%q: match %d..%d after %d of %d bytes", text, m.Start, m.End, end, len(text))
		}
		if got, want := m.Text, text[m.Start:m.End]; got != want {
			t.Fatalf("%q: text of %d..%d: got %q, want %q", text, m.Start, m.End, got, want)
		}
		if utf8.ValidString(text) && !utf8.ValidString(m.Text) {
			t.Fatalf("%q: %q cuts a letter", text, m.Text)
		}
		if len(m.Candidates) == 0 || len(m.Best()) == 0 {
			t.Fatalf("%q: %q has no candidate", text, m.Text)
		}
		for _, c := range m.Candidates {
			if _, ok := g.Actor(c.Actor); !ok {
				t.Fatalf("%q: %q means %q, which is no actor", text, m.Text, c.Actor)
			}
		}
		end = m.End
	}
}

func checkReading(t *testing.T, text string, r gazetteer.Reading) {
	t.Helper()
	if r.Start < 0 || r.End > len(text) || r.Start >= r.End || text[r.Start:r.End] != r.Text {
		t.Fatalf("%q: reading %d..%d %q", text, r.Start, r.End, r.Text)
	}
	if r.New != nil && utf8.ValidString(text) {
		if err := r.New.Validate(); err != nil {
			t.Fatalf("%q: proposed actor: %v", text, err)
		}
	}
}

// TestSpansOfRandomScripts finds names between words of many scripts and marks.
func TestSpansOfRandomScripts(t *testing.T) {
	g := shippedOnly(t)
	pieces := []string{
		"Russia", "US", "the UN", "Россией", "وروسيا", "لِلعراق", "俄罗斯", "ไทย", "Ísland", "Türkiye", "Hay’at Tahrir al-Sham", "U.S.", "’s", "'s", "-", " – ", ", ",
		". ", "\n", "\n\n", "\u200f", "\u00ad", "e\u0301", "\xff", "\xc3", "💥", "МИД", "בישראל", "ישראל", "中国", "𐍈", "Президент", "قوات", "(", "“", "”", " ", "Al-", "of", "President",
		"St.", "a", "ﷲ", "ﬁ", "İ", "ẞ", "१२", "12", "السيدة", "Moody's", "Kim Jong Un", "http://a.b/Russia", "minister", "Bank of", "x",
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
			if r.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		text := b.String()
		checkMatches(t, g, text, g.Find(text, graph.AllTime()))
		if got, ok := g.Read(text, 0, len(text), graph.AllTime()); ok {
			checkReading(t, text, got)
		}
	}
}

// TestNamesOfManyScripts finds known actors whose names are in scripts of all kinds, in the middle of a text.
func TestNamesOfManyScripts(t *testing.T) {
	names := []string{
		"俄罗斯外交部", "日本政府", "대한민국 정부", "ราชอาณาจักรไทย", "Ελληνική Δημοκρατία", "საქართველო", "Հայաստան", "משרד החוץ", "पाकिस्तान सरकार", "தமிழீழம்", "Ćirilo Ž",
		"የኢትዮጵያ መንግሥት", "Ⴀ Group", "تشكيل جديد", "Новая сила", "Đặng Văn",
	}
	var known []graph.Actor
	for i, n := range names {
		known = append(known, graph.Actor{ID: graph.ActorID(fmt.Sprint("x", i)), Name: n, Kind: graph.KindGroup})
	}
	g, err := gazetteer.New(slices.Values(known))
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range names {
		text := "« " + n + " », " + n + "."
		list := g.Find(text, graph.AllTime())
		checkMatches(t, g, text, list)
		if len(list) != 2 || list[0].Text != n || list[0].Candidates[0].Actor != known[i].ID {
			t.Errorf("%s: got %+v", n, list)
		}
	}
}

// TestEveryShippedName writes each alias of each shipped actor into a sentence and finds the actor there.
func TestEveryShippedName(t *testing.T) {
	g := shippedOnly(t)
	seen := map[graph.ActorID]bool{}
	missed, total := 0, 0
	for _, list := range g.Names {
		for _, c := range list {
			if seen[c.Actor] {
				continue
			}
			seen[c.Actor] = true
			a, _ := g.Actor(c.Actor)
			for _, name := range append([]string{a.Name}, a.Aliases...) {
				total++
				text := "— " + name + " —"
				at := graph.AllTime()
				if p, err := graph.ParsePeriod(a.Valid); err == nil && !p.IsZero() {
					at = graph.Window{From: p.Bounds().SLo, To: p.Bounds().EHi} // what is gone has to be asked for
				}
				list := g.Find(text, at)
				checkMatches(t, g, text, list)
				if !slices.ContainsFunc(list, func(m gazetteer.Match) bool {
					return slices.ContainsFunc(m.Candidates, func(c gazetteer.Candidate) bool { return c.Actor == a.ID })
				}) {
					missed++
					t.Errorf("%s is not found by its name %q: %+v", a.ID, name, list)
				}
			}
		}
	}
	t.Logf("%d of %d names are not found", missed, total)
}

// TestBounds reads what is too long or empty in little time.
func TestBounds(t *testing.T) {
	g := shippedOnly(t)
	for _, text := range []string{
		"", " ", strings.Repeat("Russia ", 20_000), strings.Repeat("x", 1<<20), strings.Repeat("US ", 50_000), strings.Repeat("وال", 100_000),
		strings.Repeat("al-", 50_000), strings.Repeat("и", 1<<18), strings.Repeat("the Russian ", 10_000), strings.Repeat("“", 10_000),
	} {
		begin := time.Now()
		checkMatches(t, g, text, g.Find(text, graph.AllTime()))
		if r, ok := g.Read(text, 0, len(text), graph.AllTime()); ok {
			checkReading(t, text, r)
		}
		if d := time.Since(begin); d > time.Minute {
			t.Errorf("%d bytes that begin with %.12q took %v", len(text), text, d)
		}
	}
}

// TestSame says that the same text gives the same matches each time.
func TestSame(t *testing.T) {
	text := "President Putin met Turkish officials of the Foreign Ministry of Russia in Georgia and the Congo, Дамаске."
	var first string
	for range 3 {
		g := shippedOnly(t)
		got := fmt.Sprintf("%+v", g.Find(text, gazetteer.Around("2016")))
		if first == "" {
			first = got
		}
		if got != first {
			t.Fatalf("got\n%s\nwant\n%s", got, first)
		}
	}
}

func FuzzFind(f *testing.F) {
	g, err := gazetteer.New(nil)
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"US-led", "the Russian army", "وللعراق", "Президентом Франции", "“Hay’at", "U.S.", "\xff\xfe", "President Jacques Martin of Chad's"} {
		f.Add(s, "2003")
	}
	f.Fuzz(func(t *testing.T, text, at string) {
		w := gazetteer.Around(at)
		checkMatches(t, g, text, g.Find(text, w))
		if r, ok := g.Read(text, 0, len(text), w); ok {
			checkReading(t, text, r)
		}
		if a, ok := g.Propose(text); ok && a.Validate() != nil {
			t.Fatalf("%q: %v", text, a.Validate())
		}
	})
}

// manyKnown makes n actors with made-up names.
func manyKnown(n int) []graph.Actor {
	r := rand.New(rand.NewPCG(3, 4))
	syllables := strings.Fields("ka ro mi ta len dor vas pel gru hin sto bar ule fen zor")
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		s := b.String()
		return strings.ToUpper(s[:1]) + s[1:]
	}
	out := make([]graph.Actor, n)
	for i := range out {
		out[i] = graph.Actor{ID: graph.ActorID(fmt.Sprint("k", i)), Name: word() + " " + word(), Kind: graph.KindGroup}
	}
	return out
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{0, 13_000, 30_000} {
		known := manyKnown(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := gazetteer.New(slices.Values(known)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	g, err := gazetteer.New(slices.Values(manyKnown(13_000)))
	if err != nil {
		b.Fatal(err)
	}
	for name, text := range map[string]string{
		"english": "The Russian foreign ministry said on Friday that US-led forces had struck positions near Deir ez-Zor, killing dozens of fighters who were loyal to Damascus. President Vladimir Putin spoke to his Turkish counterpart by telephone. ",
		"russian": "Министерство иностранных дел России заявило в пятницу, что силы коалиции во главе с США нанесли удары по позициям вблизи Дейр-эз-Зора, погибли десятки бойцов. Президент Путин говорил по телефону с турецким коллегой. ",
		"arabic":  "قالت وزارة الخارجية الروسية يوم الجمعة إن القوات التي تقودها الولايات المتحدة قصفت مواقع قرب دير الزور مما أدى إلى مقتل عشرات المقاتلين الموالين لدمشق. وتحدث الرئيس إلى نظيره التركي هاتفيا. ",
	} {
		text = strings.Repeat(text, 100)
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				g.Find(text, graph.AllTime())
			}
		})
	}
}

// TestDocument reads groups of a text with what it said before.
func TestDocument(t *testing.T) {
	g := shippedOnly(t)
	text := "Emmanuel Macron spoke in Paris. The Russian foreign ministry said that Macron had left, and French officials agreed."
	d := g.Document(text, graph.AllTime())
	if got, want := len(d.Matches()), len(g.Find(text, graph.AllTime())); got != want {
		t.Errorf("got %d matches, want %d", got, want)
	}
	for _, c := range []struct {
		group string
		want  graph.ActorID
		of    graph.ActorID
	}{
		{"Emmanuel Macron", "emmanuel-macron", "emmanuel-macron"},
		{"Macron had", "emmanuel-macron", "emmanuel-macron"},
		{"The Russian foreign ministry", "russia-foreign-ministry", "russia"},
		{"French officials", "france", "france"},
	} {
		at := strings.LastIndex(text, c.group)
		r, ok := d.Read(at, at+len(strings.TrimSuffix(c.group, " had")))
		if !ok || len(r.Candidates) == 0 || r.Candidates[0].Actor != c.want || r.Of != c.of {
			t.Errorf("%q: got %+v, want %s of %s", c.group, r, c.want, c.of)
		}
		checkReading(t, text, r)
	}
	for from := range len(text) {
		for _, to := range []int{from + 5, from + 21, len(text) + 1} {
			if r, ok := d.Read(from, to); ok {
				checkReading(t, text, r)
			}
		}
	}
}
