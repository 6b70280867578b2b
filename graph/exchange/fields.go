package exchange

import (
	"fmt"
	"strconv"
	"strings"

	"liaison/graph"
)

// fields reads the members of one object by name. The first fault stays, and all later reads return zero values, so
// that a decoder can read field after field and look once at the end.
type fields struct {
	line  []byte
	path  string // of the object within the record, such as "made_by."
	list  []member
	taken []bool
	asked []string // what the object may have, for suggestions
	at    int      // where the object begins
	keys  *keys
	fault *fault
}

// fieldsOf walks over the object at the scanner.
func fieldsOf(s *scanner, path string, k *keys) (*fields, *fault) {
	f := &fields{line: s.b, path: path, at: s.i, keys: k, list: make([]member, 0, 24), asked: make([]string, 0, 24)}
	var ft *fault
	f.list, ft = s.object(f.list, 1)
	if ft != nil {
		if ft.err.Field != "" {
			ft.err.Field = path + ft.err.Field
		}
		return nil, ft
	}
	f.taken = make([]bool, len(f.list))
	return f, nil
}

// find returns the member of a name; nil where it is absent or null, which mean the same, or after a fault.
func (f *fields) find(name string) *member {
	f.asked = append(f.asked, name)
	if f.fault != nil {
		return nil
	}
	for i := range f.list {
		if m := &f.list[i]; m.name == name {
			f.taken[i] = true
			if f.line[m.lo] == 'n' {
				return nil
			}
			return m
		}
	}
	return nil
}

func (f *fields) wrong(name string, at int, format string, args ...any) {
	if f.fault == nil {
		f.fault = &fault{at, graph.Invalid(f.path+name, "", format, args...)}
	}
}

// mistyped says which type stands where another belongs.
func (f *fields) mistyped(name string, at int, wanted string) {
	is := "a number"
	switch f.line[at] {
	case '"':
		is = "a text"
	case '{':
		is = "an object"
	case '[':
		is = "a list"
	case 't', 'f':
		is = "true or false"
	case 'n':
		is = "null"
	}
	f.wrong(name, at, "is %s; %s belongs here", is, wanted)
}

// text reads a text; "" where there is none.
func (f *fields) text(name string) string {
	m := f.find(name)
	if m == nil {
		return ""
	}
	return f.textAt(name, m.lo)
}

func (f *fields) textAt(name string, at int) string {
	if f.line[at] != '"' {
		f.mistyped(name, at, "a text")
		return ""
	}
	s := &scanner{f.line, at}
	v, ft := s.text()
	if ft != nil {
		f.fault = ft
	}
	return v
}

// each calls read with the place of every element of a list.
func (f *fields) each(name, of string, read func(at int)) {
	m := f.find(name)
	if m == nil {
		return
	}
	if f.line[m.lo] != '[' {
		f.mistyped(name, m.lo, "a list of "+of)
		return
	}
	s := &scanner{f.line, m.lo}
	_ = s.list(func() *fault { // the list was walked over before
		if f.fault == nil {
			read(s.i)
		}
		return s.skip(1)
	})
}

func (f *fields) texts(name string) []string {
	var out []string
	f.each(name, "texts", func(at int) { out = append(out, f.textAt(name, at)) })
	return out
}

// integer reads a whole number; none where there is none.
func (f *fields) integer(name string, none int) int {
	m := f.find(name)
	if m == nil {
		return none
	}
	v := string(f.line[m.lo:m.hi])
	if c := v[0]; c != '-' && (c < '0' || c > '9') {
		f.mistyped(name, m.lo, "a whole number")
		return none
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		f.wrong(name, m.lo, "%s is not a whole number that is allowed here", clipped(v))
	}
	return n
}

func (f *fields) boolean(name string) bool {
	m := f.find(name)
	if m == nil {
		return false
	}
	if c := f.line[m.lo]; c != 't' && c != 'f' {
		f.mistyped(name, m.lo, "true or false")
		return false
	}
	return f.line[m.lo] == 't'
}

// sub reads an object within the object; nil where there is none.
func (f *fields) sub(name string) *fields {
	m := f.find(name)
	if m == nil {
		return nil
	}
	return f.subAt(name, m.lo)
}

func (f *fields) subAt(name string, at int) *fields {
	if f.line[at] != '{' {
		f.mistyped(name, at, "an object")
		return nil
	}
	sub, ft := fieldsOf(&scanner{f.line, at}, f.path+name+".", f.keys)
	if ft != nil {
		f.fault = ft
		return nil
	}
	return sub
}

// end takes over the fault of a part that was read to its end.
func (f *fields) end(sub *fields) {
	sub.done()
	if f.fault == nil {
		f.fault = sub.fault
	}
}

// done refuses the members that nothing asked for.
func (f *fields) done() {
	for i, m := range f.list {
		if f.taken[i] || f.fault != nil {
			continue
		}
		f.fault = &fault{m.at, graph.Invalid(f.path+m.name, "", "is no field here%s; allowed are %s", suggest(m.name, f.asked), strings.Join(f.asked, ", "))}
		return
	}
}

// place is where a field stands, for an error found later; the object's beginning where the field is absent.
func (f *fields) place(name string) int {
	name, _, _ = strings.Cut(name, ".")
	for _, m := range f.list {
		if m.name == name {
			return m.lo
		}
	}
	return f.at
}

// suggest is ` (did you mean "x"?)` for the nearest of the words, if one is near.
func suggest(word string, words []string) string {
	best, least := "", max(2, len(word)/3)+1
	for _, w := range words {
		if d := distance(strings.ToLower(word), w); d < least {
			best, least = w, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", best)
}

// distance is the number of bytes to insert, take away or change to make b of a (Levenshtein), with an exchange of
// neighbours as one step. Texts beyond 64 bytes are far from everything.
func distance(a, b string) int {
	const far = 1 << 20
	if len(a) > 64 || len(b) > 64 {
		return far
	}
	var rows [3][65]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	prev, cur, old := &rows[0], &rows[1], &rows[2]
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], old[j-2]+1)
			}
		}
		old, prev, cur = prev, cur, old
	}
	return prev[len(b)]
}

// clipped keeps a value in a message short.
func clipped(s string) string {
	if len(s) <= 60 {
		return strconv.Quote(strings.ToValidUTF8(s, "\uFFFD"))
	}
	return strconv.Quote(strings.ToValidUTF8(s[:60], "")) + "…"
}
