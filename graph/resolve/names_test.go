package resolve_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/resolve"
)

func actors(t testing.TB) []graph.Actor {
	t.Helper()
	f, err := os.Open("testdata/actors.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []graph.Actor
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var a graph.Actor
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		if err := a.Validate(); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

func filled(t testing.TB) *resolve.Names {
	t.Helper()
	n := resolve.New()
	for _, a := range actors(t) {
		n.Put(a)
	}
	return n
}

func ids(found []graph.NameMatch) []graph.ActorID {
	out := []graph.ActorID{}
	for _, m := range found {
		out = append(out, m.Actor)
	}
	return out
}

// TestSearches runs the table of what people type and whom they mean.
func TestSearches(t *testing.T) {
	n := filled(t)
	table, err := os.ReadFile("testdata/searches.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(string(table)), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != 3 {
			t.Fatalf("line %d has %d cells, want 3", i+1, len(cells))
		}
		found := n.Search(cells[0], nil, nil, 5)
		if len(found) == 0 {
			t.Errorf("%q: found nothing, want %s", cells[0], cells[1])
			continue
		}
		if got := found[0]; string(got.Actor) != cells[1] || string(got.How) != cells[2] {
			t.Errorf("%q: got %s by %s (%q, %s, %d), want %s by %s; then %v", cells[0], got.Actor, got.How, got.Name, got.Field, got.Score, cells[1], cells[2], found[1:])
		}
	}
}

func TestOtherScriptsAlone(t *testing.T) {
	n := resolve.New()
	n.Put(graph.Actor{ID: "a1", Name: "أحمد الشرع", Kind: graph.KindPerson})
	n.Put(graph.Actor{ID: "a2", Name: "Putin", Kind: graph.KindPerson})
	n.Put(graph.Actor{ID: "a3", Name: "Путин", Kind: graph.KindPerson})
	n.Put(graph.Actor{ID: "a4", Name: "الشرع", Kind: graph.KindPerson})
	for query, want := range map[string][]graph.ActorID{
		"sharaa":       {"a4", "a1"},
		"al-Sharaa":    {"a4", "a1"},
		"ahmed sharaa": {"a1"},
		"chara":        {"a4", "a1"},
		"путин":        {"a3", "a2"},
		"putin":        {"a2", "a3"},
		"بوتين":        {"a2", "a3"},
	} {
		if diff := cmp.Diff(want, ids(n.Search(query, nil, nil, 10))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", query, diff)
		}
	}
}

func TestFilters(t *testing.T) {
	n := filled(t)
	for _, c := range []struct {
		text      string
		kinds     []graph.Kind
		countries []string
		want      []graph.ActorID
	}{
		{"assad", []graph.Kind{graph.KindGovernment}, nil, []graph.ActorID{"assad-regime"}},
		{"damascus", nil, []string{"USA"}, []graph.ActorID{}},
		{"intelligence", []graph.Kind{graph.KindAgency}, []string{"usa", "SYR"}, []graph.ActorID{"us-intelligence", "cia", "syria-gis"}},
		{"usa", []graph.Kind{graph.KindPerson}, nil, []graph.ActorID{}},
		{"usacop", nil, []string{"RUS"}, []graph.ActorID{}},
	} {
		if diff := cmp.Diff(c.want, ids(n.Search(c.text, c.kinds, c.countries, 10))); diff != "" {
			t.Errorf("%q %v %v (-want +got):\n%s", c.text, c.kinds, c.countries, diff)
		}
	}
}

func TestPutReplaces(t *testing.T) {
	n := resolve.New()
	n.Put(graph.Actor{ID: "x", Name: "Old Name", Kind: graph.KindParty, Codes: []string{"s:one"}, Aliases: []string{"Former"}})
	n.Put(graph.Actor{ID: "x", Name: "New Name", Kind: graph.KindGroup, Codes: []string{"s:two"}})
	for query, want := range map[string]int{"old": 0, "former": 0, "one": 0, "new": 1, "name": 1, "two": 1, "x": 1} {
		if got := n.Search(query, nil, nil, 10); len(got) != want {
			t.Errorf("%q: got %v, want %d", query, got, want)
		}
	}
	if got := n.Search("new", []graph.Kind{graph.KindParty}, nil, 10); len(got) != 0 {
		t.Errorf("found under the old kind: %v", got)
	}
	if got := n.Len(); got != 1 {
		t.Errorf("got %d actors, want 1", got)
	}
}

// TestRenamedOften shows that names that nobody has any more are let go, and that what is left is found as in a new
// index.
func TestRenamedOften(t *testing.T) {
	n, want := resolve.New(), resolve.New()
	all := actors(t)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 6_000 {
		a := all[r.IntN(len(all))]
		a.Name = fmt.Sprintf("%s %x", a.Name, i)
		n.Put(a)
	}
	for _, a := range all {
		n.Put(a)
		want.Put(a)
	}
	for _, query := range []string{"syria", "sharaa", "untied states", "hts", "الشرع", "security", "a"} {
		if diff := cmp.Diff(want.Search(query, nil, nil, 100), n.Search(query, nil, nil, 100)); diff != "" {
			t.Errorf("%q (-new +renamed):\n%s", query, diff)
		}
	}
}

// TestOrder shows that the order of Put does not matter and that a limit cuts the same list.
func TestOrder(t *testing.T) {
	all := actors(t)
	forward, backward := resolve.New(), resolve.New()
	for i := range all {
		forward.Put(all[i])
		backward.Put(all[len(all)-1-i])
	}
	for _, query := range []string{"s", "sy", "syria", "al", "al-", "ministry", "the", "new", "assad", "шар", "ال", "untied", "a b c"} {
		full := forward.Search(query, nil, nil, 1_000)
		if diff := cmp.Diff(full, backward.Search(query, nil, nil, 1_000)); diff != "" {
			t.Errorf("%q by order of Put:\n%s", query, diff)
		}
		for limit := range len(full) {
			if diff := cmp.Diff(full[:limit], forward.Search(query, nil, nil, limit)); limit > 0 && diff != "" {
				t.Errorf("%q, limit %d:\n%s", query, limit, diff)
			}
		}
	}
}

func hostile() []string {
	return []string{
		"", " ", "\x00", "a\x00b", "...", "'", "''''s", "’s", ".", "a.", ".a", "-–—", "\xff\xfe", "\u202e\u202d", "\u0301", "a\u0301\u0301\u0301",
		strings.Repeat("a", 10_000), strings.Repeat("a ", 5_000), strings.Repeat("ا", 10_000), strings.Repeat("北", 10_000),
		strings.Repeat("'", 10_000), strings.Repeat("a.", 5_000), strings.Repeat("\u0301", 10_000), strings.Repeat("\xff", 10_000),
		strings.Repeat("ﷺ", 1_000), "🙂🙂🙂", "%00", "<script>alert(1)</script>", "':;\"", "al al al al al al al al al al",
	}
}

func TestHostile(t *testing.T) {
	n := filled(t)
	for i, text := range hostile() {
		n.Put(graph.Actor{ID: graph.ActorID(fmt.Sprintf("hostile-%d", i)), Name: text, Aliases: []string{text, text}, Codes: []string{text, ":" + text}})
	}
	for _, text := range hostile() {
		for _, m := range n.Search(text, nil, nil, 1_000) {
			if m.Score <= 0 || m.Score > graph.MaxNameScore {
				t.Errorf("%.40q: score %d", text, m.Score)
			}
		}
	}
	for _, text := range []string{"", " ", ".", "🙂", "\u202e"} {
		if got := filled(t).Search(text, nil, nil, 10); len(got) != 0 {
			t.Errorf("%q: got %v, want nothing", text, got)
		}
	}
	if got := n.Search("syria", nil, nil, 0); got != nil {
		t.Errorf("limit 0: got %v", got)
	}
}

func TestConcurrent(t *testing.T) {
	n := filled(t)
	all := actors(t)
	var all4 sync.WaitGroup
	for g := range 4 {
		all4.Go(func() {
			for i := range 200 {
				a := all[(i*7+g)%len(all)]
				if g == 0 {
					a.Aliases = append([]string{fmt.Sprint("alias ", i)}, a.Aliases...)
					n.Put(a)
				}
				if got := n.Search(string(a.ID), nil, nil, 3); len(got) == 0 || got[0].Actor != a.ID {
					t.Errorf("%s: got %v", a.ID, got)
				}
			}
		})
	}
	all4.Wait()
}

func FuzzSearch(f *testing.F) {
	for _, s := range hostile() {
		f.Add(s, s)
	}
	f.Add("sharaa", "أحمد الشرع")
	f.Add("untied states", "United States")
	n := filled(f)
	f.Fuzz(func(t *testing.T, text, name string) {
		n.Put(graph.Actor{ID: "fuzzed", Name: name, Kind: graph.KindGroup})
		for _, query := range []string{text, name} {
			seen := map[graph.ActorID]bool{}
			last := graph.MaxNameScore
			for _, m := range n.Search(query, nil, nil, 20) {
				if seen[m.Actor] || m.Score > last || m.Score <= 0 {
					t.Fatalf("%q: %v repeated, out of order or without a score", query, m)
				}
				seen[m.Actor], last = true, m.Score
			}
		}
		// A name in letters is found by itself.
		if w := graph.Words(name); len(w) > 0 && len(name) < 60 && utf8.ValidString(name) && len(w) < 6 {
			found := n.Search(name, []graph.Kind{graph.KindGroup}, nil, 1_000)
			if !hasActor(found, "fuzzed") && len(n.Search(w[0], nil, nil, 1)) > 0 {
				t.Fatalf("%q does not find itself: %v", name, found)
			}
		}
	})
}

func hasActor(found []graph.NameMatch, id graph.ActorID) bool {
	for _, m := range found {
		if m.Actor == id {
			return true
		}
	}
	return false
}
