package gazetteer_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
)

func graphID(s string) graph.ActorID { return graph.ActorID(s) }

// TestFindTable finds the names of the texts of a table. A line that begins with "at" sets the date of those that follow; a
// text stands at the margin, and under it, indented, the names that are found.
func TestFindTable(t *testing.T) {
	g := shippedOnly(t)
	table(t, "find.txt", func(b *bytes.Buffer, text, at string) {
		for _, m := range g.Find(text, gazetteer.Around(at)) {
			fmt.Fprintf(b, "  %s =", m.Text)
			for _, c := range m.Candidates {
				fmt.Fprintf(b, " %s", describe(c))
			}
			if m.Before != "" || m.After != "" {
				fmt.Fprintf(b, " [%s-_-%s]", m.Before, m.After)
			}
			b.WriteByte('\n')
		}
	})
}

func describe(c gazetteer.Candidate) string {
	s := string(c.Actor)
	if c.Via != gazetteer.ByName {
		s += "/" + string(c.Via)
	}
	if !c.Exists {
		s += "/gone"
	}
	if c.Short {
		s += "/short"
	}
	return s
}

// TestReadTable reads the noun groups of a table.
func TestReadTable(t *testing.T) {
	g := shippedOnly(t)
	table(t, "read.txt", func(b *bytes.Buffer, text, at string) {
		r, ok := g.Read(text, 0, len(text), gazetteer.Around(at))
		if !ok {
			b.WriteString("  nothing\n")
			return
		}
		fmt.Fprintf(b, "  %s: %s %s", r.Text, r.Sort, r.Kind)
		for _, p := range []struct{ name, value string }{
			{"country", r.Country}, {"of", string(r.Of)}, {"role", r.Role}, {"sector", r.Sector}, {"person", r.Person}, {"via", string(r.Via)},
		} {
			if p.value != "" {
				fmt.Fprintf(b, " %s=%s", p.name, p.value)
			}
		}
		if r.Former {
			b.WriteString(" former")
		}
		for _, c := range r.Candidates {
			fmt.Fprintf(b, " ->%s", describe(c))
		}
		if r.New != nil {
			fmt.Fprintf(b, " new=%s(%s %s)", r.New.ID, r.New.Name, r.New.Kind)
		}
		b.WriteByte('\n')
	})
}

// table runs the cases of a file and compares what they give with what stands under them.
func table(t *testing.T, file string, run func(b *bytes.Buffer, text, at string)) {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	at := ""
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "  ") {
			continue
		}
		b.WriteString(line + "\n")
		if date, ok := strings.CutPrefix(line, "at "); ok {
			at = date
			continue
		}
		if line == "" || line[0] == '#' || line == "at" {
			if line == "at" {
				at = ""
			}
			continue
		}
		run(&b, line, at)
	}
	golden(t, file, b.Bytes())
}

// seedActors are the actors of the demonstration data.
func seedActors(t testing.TB) []graph.Actor {
	t.Helper()
	raw, err := os.ReadFile("../../../seeds/syria/actors.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	var out []graph.Actor
	for line := range bytes.Lines(raw) {
		var a graph.Actor
		if err := json.Unmarshal(line, &a); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// TestKnownFirst gives actors of a store and asks what names mean then.
func TestKnownFirst(t *testing.T) {
	known := []graph.Actor{
		{ID: "russian-federation", Name: "Russia", Kind: graph.KindState, Country: "RUS"},
		{ID: "mid", Name: "Foreign Ministry of Russia", Kind: graph.KindAgency, Country: "RUS"},
		{ID: "georgia", Name: "Georgia", Kind: graph.KindPlace, Country: "USA", Aliases: []string{"Peach State"}},
		{ID: "ivan-petrov-1", Name: "Ivan Petrov", Kind: graph.KindPerson, Country: "RUS"},
		{ID: "ivan-petrov-2", Name: "Ivan Petrov", Kind: graph.KindPerson, Country: "BGR"},
		{ID: "old-front", Name: "Northern Salvation Front", Kind: graph.KindArmedGroup, Valid: "../2001"},
		{ID: "new-front", Name: "Northern Salvation Front", Kind: graph.KindParty, Valid: "2002/.."},
		{ID: "hizb", Name: "Hezbollah", Kind: graph.KindParty, Country: "LBN"},
		{ID: "ocean-union", Name: "Ocean Freight Union", Kind: graph.KindNGO, Aliases: []string{"OFU", "اتحاد الشحن البحري", "Союз морских перевозок"}},
	}
	g, err := gazetteer.New(slices.Values(known))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, at, want string }{
		{"Russian", "", "russian-federation"},
		{"the Kremlin", "", "russian-federation"},
		{"России", "", "russian-federation"},
		{"Georgia", "", "georgia georgia-state georgia-us"},
		{"Peach State", "", "georgia"},
		{"Tbilisi", "", "georgia-state tbilisi"},
		{"Ivan Petrov", "", "ivan-petrov-1 ivan-petrov-2"},
		{"Northern Salvation Front", "1999", "old-front new-front"},
		{"Northern Salvation Front", "2005", "new-front old-front"},
		{"Northern Salvation Front", "", "old-front new-front"},
		{"Hizbullah", "", "hizb"},
		{"حزب الله", "", "hizb"},
		{"OFU", "", "ocean-union"},
		{"ofu", "", ""},
		{"واتحاد الشحن البحري", "", "ocean-union"},
		{"Союзом морских перевозок", "", "ocean-union"},
		{"Syria", "", "syria"},
	} {
		var got []string
		for _, m := range g.Find(c.text, gazetteer.Around(c.at)) {
			for _, k := range m.Candidates {
				if k.Via == gazetteer.ByMetonym || !m.Seat || len(m.Candidates) < 3 {
					got = append(got, string(k.Actor))
				}
			}
		}
		got = slices.DeleteFunc(got, func(s string) bool { return s == "kremlin" })
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%q at %q: got %q, want %q", c.text, c.at, g, c.want)
		}
	}
	text := "the Russian foreign ministry"
	r, _ := g.Read(text, 0, len(text), graph.AllTime())
	if len(r.Candidates) != 1 || r.Candidates[0].Actor != "mid" || r.New != nil {
		t.Errorf("%q: got %+v, want the known actor mid", text, r)
	}
}

// TestSeedNames finds every name of the demonstration data, each as the actor that has it.
func TestSeedNames(t *testing.T) {
	actors := seedActors(t)
	g, err := gazetteer.New(slices.Values(actors))
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range actors {
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			found := g.Find(name, graph.AllTime())
			if len(found) == 0 {
				t.Errorf("%s: %q is not found", a.ID, name)
				continue
			}
			longest := slices.MaxFunc(found, func(x, y gazetteer.Match) int { return cmp.Compare(len(x.Text), len(y.Text)) })
			if !slices.ContainsFunc(longest.Candidates, func(c gazetteer.Candidate) bool { return c.Actor == a.ID && c.Known }) {
				t.Errorf("%s: %q is found as %q = %+v", a.ID, name, longest.Text, longest.Candidates)
			}
		}
	}
}
