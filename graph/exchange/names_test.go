package exchange_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/exchange"
)

// actorsOf imports pairs of names and gives the actors made of them, in order.
func actorsOf(t testing.TB, names ...string) []graph.Actor {
	t.Helper()
	var b strings.Builder
	b.WriteString("date\tsource\trelation\ttarget\n")
	for _, n := range names {
		fmt.Fprintf(&b, "2020-01-01\t%s\t010\tEnd\n", n)
	}
	s := newStore(t)
	importText(t, s, b.String(), exchange.Options{Source: "s", Format: "table"})
	var out []graph.Actor
	for _, e := range entries(t, s) {
		if a, ok := e.Record.(*graph.Actor); ok && a.ID != "end" {
			out = append(out, *a)
		}
	}
	return out
}

// TestActorsOfNames: ids that depend on the name alone, and kinds and countries that the name tells.
func TestActorsOfNames(t *testing.T) {
	var got []string
	for _, a := range actorsOf(t, "United States", "Police (Brazil)", "Foreign Affairs (South Korea)", "Armed Rebel (Chad)", "Citizen (India)",
		"Children (Boko Haram)", "Kim Jong-Un", "Abdullah Gül", "Hong Kong", "Head of Government (Democratic Republic of Congo)", "Côte d'Ivoire",
		"北京", "Ministry (X) (Y)", "(Z)", "A  B", "Ruling Party (Iran)", "Bank (Peru)", "Group 1a2b3c4d", strings.Repeat("long ", 40)) {
		got = append(got, fmt.Sprintf("%s %s %s", a.ID, a.Kind, a.Country))
	}
	want := []string{
		"united-states state USA", "police.brazil agency BRA", "foreign-affairs.south-korea agency KOR", "armed-rebel.chad armed-group TCD", "citizen.india group IND",
		"children.boko-haram group ", "kim-jong-un-b5ec3e3c group ", "abdullah-gul-8e8b3a2d group ", "hong-kong place HKG", "head-of-government.democratic-republic-of-congo government COD", "cote-d-ivoire-33fa1a25 state CIV",
		"x-00e2a3e8 group ", "ministry-x.y-8e1a4fd5 agency ", "z-1b8b4d9f group ", "a-b-2a1ad6b0 group ", "ruling-party.iran party IRN", "bank.peru company PER", "group-1a2b3c4d-6f3f7ee0 group ",
		"long-long",
	}
	hash := regexp.MustCompile(`-[0-9a-f]{8} `) // digits of a hash say nothing here
	for i := range want {
		g, w := hash.ReplaceAllString(got[i], "-# "), hash.ReplaceAllString(want[i], "-# ")
		if i == len(want)-1 {
			if len(strings.Fields(g)[0]) != 128-7 && !strings.HasPrefix(g, "long-long-long") {
				t.Errorf("got %q", g)
			}
			continue
		}
		if g != w {
			t.Errorf("got %q, want %q", g, w)
		}
	}
}

// TestIdsAreStable: the order of rows does not change an id, and names that differ in more than case never share one.
func TestIdsAreStable(t *testing.T) {
	names := []string{"Al-Nusra", "Al Nusra", "Al_Nusra", "Al.Nusra", "Alnusra", "Al Nusra ()", "Al (Nusra)", "Al/Nusra", "Ål Nusra", "Al  Nusra", "Al Nusra -"}
	forward := map[string]graph.ActorID{}
	seen := map[graph.ActorID]string{}
	for _, a := range actorsOf(t, names...) {
		if other, twice := seen[a.ID]; twice {
			t.Errorf("%q and %q share %s", a.Name, other, a.ID)
		}
		seen[a.ID], forward[a.Name] = a.Name, a.ID
	}
	if len(forward) != len(names) {
		t.Errorf("got %d actors, want %d", len(forward), len(names))
	}
	backward := map[string]graph.ActorID{}
	for i := range names {
		for _, a := range actorsOf(t, names[len(names)-1-i]) {
			backward[a.Name] = a.ID
		}
	}
	if d := cmp.Diff(forward, backward); d != "" {
		t.Error(d)
	}
}

// TestDataFiles: the lists that a person may edit are whole.
func TestDataFiles(t *testing.T) {
	read := func(name string, columns int) [][]string {
		raw, err := os.ReadFile("data/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var out [][]string
		for i, line := range strings.Split(strings.Trim(string(raw), "\n"), "\n")[1:] {
			cells := strings.Split(line, "\t")
			if len(cells) > columns || len(cells) < 2 {
				t.Errorf("%s, line %d: %d columns, want %d", name, i+2, len(cells), columns)
				continue
			}
			out = append(out, append(cells, make([]string, columns-len(cells))...))
		}
		return out
	}
	names, codes := map[string]bool{}, map[string]bool{}
	for _, c := range read("countries.tsv", 4) {
		if len(c[0]) != 3 || codes[c[0]] || c[1] != string(graph.KindState) && c[1] != string(graph.KindPlace) {
			t.Errorf("countries.tsv: %q", c)
		}
		codes[c[0]] = true
		for _, n := range append(strings.Split(c[3], "|"), c[2]) {
			if k := strings.Join(graph.Words(n), " "); k != "" && names[k] {
				t.Errorf("countries.tsv: %q is the name of two", n)
			} else {
				names[k] = true
			}
		}
	}
	for _, c := range read("roles.tsv", 3) {
		if len(c[0]) != 3 || codes[c[0]] || !graph.Kind(c[1]).Valid() || c[2] == "" {
			t.Errorf("roles.tsv: %q", c)
		}
		codes[c[0]] = true
	}
	for _, c := range read("words.tsv", 2) {
		if !graph.Kind(c[0]).Valid() || c[1] != strings.Join(graph.Words(c[1]), " ") {
			t.Errorf("words.tsv: %q", c)
		}
	}
}
