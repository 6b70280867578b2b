package exchange

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"liaison/graph"
	"liaison/graph/ontology"
)

//go:embed data/*.tsv
var data embed.FS

// country is a state or a territory with a code of ISO 3166-1.
type country struct {
	code string
	kind graph.Kind // state, or place for a territory
	name string
}

// facts are what is known of names and codes.
type facts struct {
	byName map[string]*country // folded names
	byCode map[string]*country // three letters
	roles  map[string]role     // CAMEO's codes of what an actor is
	words  []roleWords
}

type role struct {
	kind  graph.Kind
	words string
}

type roleWords struct {
	kind  graph.Kind
	words []string
}

var known = sync.OnceValue(func() *facts {
	f := &facts{byName: map[string]*country{}, byCode: map[string]*country{}, roles: map[string]role{}}
	for _, c := range readTSV("data/countries.tsv", 4) {
		v := &country{c[0], graph.Kind(c[1]), c[2]}
		f.byCode[v.code] = v
		for _, name := range append(strings.Split(c[3], "|"), v.name) {
			if name != "" {
				f.byName[folded(name)] = v
			}
		}
	}
	// Codes of CAMEO's list of countries that are not those of ISO.
	for cameo, iso := range map[string]string{"ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "KSV": "XKX", "BUR": "MMR", "XKK": "XKX"} {
		f.byCode[cameo] = f.byCode[iso]
	}
	for _, s := range ontology.Sectors() {
		if s.Kind != "" {
			f.roles[s.Code] = role{s.Kind, strings.ToLower(strings.TrimSuffix(s.Description, "."))}
		}
	}
	for _, c := range readTSV("data/roles.tsv", 3) {
		f.roles[c[0]] = role{graph.Kind(c[1]), c[2]}
	}
	for _, c := range readTSV("data/words.tsv", 2) {
		f.words = append(f.words, roleWords{graph.Kind(c[0]), strings.Fields(c[1])})
	}
	return f
})

// readTSV reads a file of the package: its first line is a header or a comment. A failure is ours, and no caller could
// handle it; a test reads every file.
func readTSV(name string, columns int) [][]string {
	raw, err := data.ReadFile(name)
	if err != nil {
		panic(err)
	}
	var out [][]string
	for i, line := range strings.Split(strings.Trim(string(raw), "\n"), "\n")[1:] {
		cells := strings.Split(line, "\t")
		for len(cells) < columns && len(cells) > 1 {
			cells = append(cells, "") // editors take tabs at the end of a line off
		}
		if len(cells) != columns {
			panic(fmt.Sprintf("%s, line %d: %d columns, want %d", name, i+2, len(cells), columns))
		}
		out = append(out, cells)
	}
	return out
}

// folded is the form in which names are compared: letters and digits without case and marks.
func folded(name string) string { return strings.Join(graph.Words(name), " ") }

// countryNamed finds a country by one of its names; nil if it is none.
func (f *facts) countryNamed(name string) *country { return f.byName[folded(name)] }

// kindOfRole reads the kind from words such as "Police" or "Armed Rebel"; a group of people if they do not tell.
func (f *facts) kindOfRole(words string) graph.Kind {
	have := " " + folded(words) + " "
next:
	for _, r := range f.words {
		for _, w := range r.words {
			if !strings.Contains(have, " "+w+" ") {
				continue next
			}
		}
		return r.kind
	}
	return graph.KindGroup
}

// roleOf splits "Police (Brazil)" into "Police" and "Brazil"; false for names of another form.
func roleOf(name string) (words, of string, ok bool) {
	if !strings.HasSuffix(name, ")") {
		return "", "", false
	}
	i := strings.LastIndex(name, " (")
	if i <= 0 || strings.ContainsAny(name[i+2:len(name)-1], "()") || i+3 >= len(name) {
		return "", "", false
	}
	return name[:i], name[i+2 : len(name)-1], true
}

// actorNamed describes an actor of whom only the name is known: a country is a state, "Role (Country)" gives country and
// kind; all else is a group, which says the least.
func (f *facts) actorNamed(name string) *graph.Actor {
	a := &graph.Actor{ID: graph.ActorID(slug(name)), Name: name, Kind: graph.KindGroup}
	if c := f.countryNamed(name); c != nil {
		a.Kind, a.Country = c.kind, c.code
		return a
	}
	if words, of, ok := roleOf(name); ok {
		if c := f.countryNamed(of); c != nil {
			a.Country = c.code
		}
		a.Kind = f.kindOfRole(words)
	}
	if name == unspecified {
		a.Description = "Stands in the data for an actor that the text does not name; not one and the same."
	}
	return a
}

// unspecified is how ICEWS writes that a text does not name an actor.
const unspecified = "Unspecified Actor"

// placeNamed describes a place; the last part after a comma may be its country. A country itself is the actor of that
// name.
func (f *facts) placeNamed(name string) *graph.Actor {
	if c := f.countryNamed(name); c != nil {
		return f.actorNamed(name)
	}
	a := &graph.Actor{ID: graph.ActorID(slug(name)), Name: name, Kind: graph.KindPlace}
	if i := strings.LastIndex(name, ", "); i >= 0 {
		if c := f.countryNamed(name[i+2:]); c != nil {
			a.Country = c.code
		}
	}
	return a
}

// slug makes an id of a name. It keeps letters and digits, in small letters, writes one hyphen for one blank, and
// writes "Police (Brazil)" as police.brazil. A name that this does not tell apart from others, case aside, gets eight
// hex digits of its SHA-256, so that the id depends on the name alone: two names never share one, and the order of
// rows does not matter.
func slug(name string) string {
	name = strings.TrimSpace(name)
	if !isASCII(name) {
		name = norm.NFC.String(name)
	}
	base, exact := slugWords(name)
	if words, of, ok := roleOf(name); ok {
		left, exactLeft := slugWords(words)
		right, exactRight := slugWords(of)
		base, exact = left+"."+right, exactLeft && exactRight
	}
	if exact && len(base) <= graph.MaxID && !endsInHash(base) {
		return base
	}
	sum := sha256.Sum256([]byte(name))
	hash := hex.EncodeToString(sum[:4])
	base = strings.Trim(base[:min(len(base), graph.MaxID-len(hash)-1)], "-.")
	if base == "" {
		return "x-" + hash // a name in another script
	}
	return base + "-" + hash
}

// slugWords also tells whether nothing but case was lost.
func slugWords(s string) (string, bool) {
	exact := s != ""
	if !isASCII(s) {
		exact, s = false, graph.Fold(s)
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b = append(b, c)
		default:
			if c != ' ' || len(b) == 0 || b[len(b)-1] == '-' || i == len(s)-1 {
				exact = false
			}
			if len(b) > 0 && b[len(b)-1] != '-' {
				b = append(b, '-')
			}
		}
	}
	return strings.Trim(string(b), "-"), exact
}

// endsInHash tells whether an exact slug looks like one with a hash.
func endsInHash(s string) bool {
	n := len(s)
	return n > 9 && s[n-9] == '-' && strings.Trim(s[n-8:], "0123456789abcdef") == ""
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] > unicode.MaxASCII {
			return false
		}
	}
	return true
}
