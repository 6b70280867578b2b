package gazetteer_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
)

// shared names a file of the folder of shared data, which is not part of the repository: LIAISON_SHARED, or the folder
// `shared` beside it.
func shared(path ...string) string {
	root := os.Getenv("LIAISON_SHARED")
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "../../../../shared")
	}
	return filepath.Join(append([]string{root}, path...)...)
}

// eachLine calls f with every line of a file of shared data, and skips the test where it is missing.
func eachLine(t *testing.T, f func(line []byte), path ...string) {
	t.Helper()
	file, err := os.Open(shared(path...))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("the shared data are not here (%v); set LIAISON_SHARED to measure on them", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sc := bufio.NewScanner(file)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		f(sc.Bytes())
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

func shippedOnly(t testing.TB) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// reads returns country and kind of what a text means as a whole, "" and "" if nothing.
func reads(g *gazetteer.Gazetteer, text, published string) (country string, kind graph.Kind) {
	r, ok := g.Read(text, 0, len(text), gazetteer.Around(published))
	if !ok {
		return "", ""
	}
	if best := r.Best(); len(best) > 0 && r.Country == "" && r.Sort == gazetteer.SortName {
		a, _ := g.Actor(best[0].Actor)
		return a.Country, a.Kind
	}
	return r.Country, r.Kind
}

// kindsOf says which kinds are right for a sector of the coded actors.
var kindsOf = map[string][]graph.Kind{
	"GOV": {"state", "government", "agency", "person", "facility", "company"}, "MIL": {"agency", "person"}, "COP": {"agency", "person"},
	"SPY": {"agency", "person"}, "LEG": {"agency", "person"}, "JUD": {"agency", "person", "igo"}, "REB": {"armed-group", "person", "party"},
	"UAF": {"armed-group", "group"}, "PRM": {"armed-group"}, "PTY": {"party", "person"}, "OPP": {"group", "party", "person"},
	"BUS": {"company", "person", "group"}, "CVL": {"group", "person", "place"}, "LAB": {"group", "ngo"}, "AGR": {"group"}, "REF": {"group"},
	"CRM": {"group", "armed-group"}, "REL": {"group", "person", "ngo"}, "EDU": {"ngo", "group", "person"}, "HLH": {"agency", "igo", "ngo"},
	"MED": {"group", "person", "ngo", "company"}, "NGO": {"ngo"}, "SOC": {"ngo", "person"}, "ELI": {"person"}, "PRE": {"government", "group", "state"},
	"BUD": {"group"},
}

// TestCodedActors reports how many of the coded actor texts get the right country and kind, and keeps the shares from
// falling.
func TestCodedActors(t *testing.T) {
	g := shippedOnly(t)
	var countries, countryRight, kinds, kindRight int
	eachLine(t, func(line []byte) {
		var r struct {
			ID, Text, Country string
			Code1             *string `json:"code_1"`
			Date              string
			Xfail             any
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		if r.Xfail != nil {
			return
		}
		published := r.Date
		if strings.EqualFold(published, "today") {
			published = "2022-05-01"
		}
		country, kind := reads(g, r.Text, published)
		want := r.Country
		if want == "IGO" || want == "UNO" || want == "EUR" {
			want = ""
		}
		if r.Country != "" {
			countries++
			if country == want {
				countryRight++
			} else {
				t.Logf("country %-50q got %q, want %q", r.Text, country, want)
			}
		}
		if r.Code1 == nil || len(kindsOf[*r.Code1]) == 0 {
			return
		}
		kinds++
		if slices.Contains(kindsOf[*r.Code1], kind) {
			kindRight++
		} else {
			t.Logf("kind    %-50q got %q, want %s", r.Text, kind, *r.Code1)
		}
	}, "data", "gold", "actors.jsonl")
	t.Logf("country right: %d of %d; kind right: %d of %d", countryRight, countries, kindRight, kinds)
	atLeast(t, "countries", countryRight, countries, 89)
	atLeast(t, "kinds", kindRight, kinds, 93)
}

// TestMarkedActors reports how many of the marked actor texts of sentences get the right country.
func TestMarkedActors(t *testing.T) {
	g := shippedOnly(t)
	total, right, some := 0, 0, 0
	eachLine(t, func(line []byte) {
		type actor struct {
			Text, Code string
		}
		var r struct {
			ID, Text string
			Date     string
			Events   []struct{ Source, Target *actor }
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		for _, e := range r.Events {
			for _, a := range []*actor{e.Source, e.Target} {
				if a == nil || a.Code == "" || a.Text == "" {
					continue
				}
				total++
				country, kind := reads(g, a.Text, r.Date)
				if kind != "" {
					some++
				}
				if country == a.Code || country == "" && a.Code == "IGO" && kind != "" || len(a.Code) >= 3 && country == a.Code[:3] {
					right++
				} else {
					t.Logf("%-60q got %q %q, want %q", a.Text, country, kind, a.Code)
				}
			}
		}
	}, "data", "gold", "dev.jsonl")
	t.Logf("country right: %d of %d; read as something: %d", right, total, some)
	atLeast(t, "countries", right, total, 90)
}

// atLeast fails if a share, in percent, has fallen.
func atLeast(t *testing.T, what string, right, total, percent int) {
	t.Helper()
	if right*100 < total*percent {
		t.Errorf("%s: %d of %d are right, less than %d percent", what, right, total, percent)
	}
}
