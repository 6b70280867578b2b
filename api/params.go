package api

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// params reads the parameters of one request. It keeps the first error, so that a handler asks for all that it needs
// and looks once.
type params struct {
	values  url.Values
	current bool   // the answer depends on the newest sequence, whichever is asked for
	mark    string // what the answer depends on besides the values and the sequence; see question
	err     error
}

// The parameters that say at what known time a question is answered.
var momentNames = []string{"known_at", "sequence", "min_sequence"}

// read takes the query of a request. Names that are not allowed are refused.
func read(c *gin.Context, allowed ...string) (*params, error) {
	values, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		return nil, problem(string(graph.CodeInvalid), "the query of the address is malformed: %v", err)
	}
	return newParams(values, allowed)
}

func newParams(values url.Values, allowed []string) (*params, error) {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if slices.Contains(allowed, name) {
			continue
		}
		p := problem(string(graph.CodeInvalid), "%q is not a parameter of this call", shorten(name))
		if len(allowed) == 0 {
			p.Detail += ", which has none"
		}
		p.Parameter, p.Allowed = shorten(name), sorted(allowed)
		if near := nearest(name, allowed); near != "" {
			p.Suggestion = near
			p.Detail += fmt.Sprintf("; did you mean %q?", near)
		}
		return nil, p
	}
	return &params{values: values}, nil
}

func (p *params) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// one is the value of a parameter that may be given once; false when it is not given. An empty value is refused: it is
// more often a mistake of a program than a wish.
func (p *params) one(name string) (string, bool) {
	v := p.values[name]
	switch {
	case len(v) == 0:
		return "", false
	case len(v) > 1:
		p.fail(badParameter(name, v[1], "is given %d times; it may be given once", len(v)))
		return "", false
	case v[0] == "":
		p.fail(badParameter(name, "", "is empty; leave it out or give it a value"))
		return "", false
	}
	return v[0], true
}

// text is a text of at most `most` bytes.
func (p *params) text(name string, most int) string {
	v, _ := p.one(name)
	if len(v) > most {
		p.fail(badParameter(name, v, "has %d bytes; at most %d are allowed", len(v), most))
	}
	if toValid(v) != v {
		p.fail(badParameter(name, v, "is not valid UTF-8"))
	}
	return v
}

// number is a whole number from lo to hi; otherwise when not given.
func (p *params) number(name string, otherwise, lo, hi int) int {
	v, ok := p.one(name)
	if !ok {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < lo || n > hi || v[0] == '+' {
		p.fail(badParameter(name, v, "%q is not allowed; it must be a whole number from %d to %d", shorten(v), lo, hi))
		return otherwise
	}
	return n
}

// sequence is the number of a record; nil when not given.
func (p *params) sequence(name string) *graph.Sequence {
	v, ok := p.one(name)
	if !ok {
		return nil
	}
	n, err := strconv.ParseUint(v, 10, 63)
	if err != nil {
		p.fail(badParameter(name, v, "%q is not the number of a record; it must be a whole number from 0 on", shorten(v)))
		return nil
	}
	s := graph.Sequence(n)
	return &s
}

// flag is true or false; false when not given.
func (p *params) flag(name string) bool {
	v, ok := p.one(name)
	if ok && v != "true" && v != "false" {
		p.fail(badParameter(name, v, "%q is not allowed; it must be true or false", shorten(v)))
	}
	return v == "true"
}

// list is a parameter that may be given up to `most` times.
func list[T ~string](p *params, name string, most int) []T {
	v := p.values[name]
	if len(v) > most {
		p.fail(badParameter(name, "", "is given %d times; at most %d are allowed", len(v), most))
		return nil
	}
	out := make([]T, 0, len(v))
	for _, s := range v {
		switch {
		case s == "":
			p.fail(badParameter(name, "", "is empty; leave it out or give it a value"))
		case len(s) > graph.MaxName:
			p.fail(badParameter(name, s, "has %d bytes; at most %d are allowed", len(s), graph.MaxName))
		case toValid(s) != s:
			p.fail(badParameter(name, s, "is not valid UTF-8"))
		}
		out = append(out, T(s))
	}
	return out
}

// word is one of a closed list; otherwise when not given.
func word[T ~string](p *params, name string, otherwise T, allowed []T) T {
	v, ok := p.one(name)
	if !ok {
		return otherwise
	}
	checkWord(p, name, T(v), allowed)
	return T(v)
}

// words are some of a closed list.
func words[T ~string](p *params, name string, allowed []T) []T {
	v := list[T](p, name, 50)
	for _, w := range v {
		checkWord(p, name, w, allowed)
	}
	return v
}

func checkWord[T ~string](p *params, name string, v T, allowed []T) {
	if slices.Contains(allowed, v) {
		return
	}
	names := make([]string, len(allowed))
	for i, a := range allowed {
		names[i] = string(a)
	}
	bad := badParameter(name, string(v), "%q is not allowed; allowed are %s", shorten(string(v)), strings.Join(names, ", "))
	bad.Allowed = names
	if near := nearest(string(v), names); near != "" {
		bad.Suggestion = near
	}
	p.fail(bad)
}

// id is an id in the path. What an id may be is checked where ids are known; here it only has to be text.
func (p *params) id(name, v string) string {
	if toValid(v) != v {
		p.fail(badParameter(name, v, "is not valid UTF-8"))
	}
	return v
}

// recordID is the id of a record in the path.
func (p *params) recordID(v string) graph.RecordID {
	id, err := graph.ParseRecordID(v)
	if err != nil {
		p.fail(err)
	}
	return id
}

// moment reads known_at, sequence and min_sequence.
func (p *params) moment() graph.Moment {
	var m graph.Moment
	m.Sequence = p.sequence("sequence")
	if least := p.sequence("min_sequence"); least != nil {
		m.MinSequence = *least
	}
	v, ok := p.one("known_at")
	if !ok {
		return m
	}
	if m.Sequence != nil {
		p.fail(badParameter("known_at", v, "cannot stand together with sequence; both say at what known time to answer"))
		return m
	}
	t, err := parseKnownAt(v)
	if err != nil {
		p.fail(err)
		return m
	}
	m.KnownAt = &t
	return m
}

// parseKnownAt reads an RFC 3339 time, or a day, which means its end in UTC: the last microsecond, as records are
// stamped to the microsecond.
func parseKnownAt(v string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
		return t.UTC(), nil
	}
	d, err := graph.ParseDay(v)
	if err != nil {
		return time.Time{}, badParameter("known_at", v,
			"%q is neither an RFC 3339 time such as 2025-01-31T12:00:00Z nor a day such as 2025-01-31", shorten(v))
	}
	return d.Time().AddDate(0, 0, 1).Add(-time.Microsecond), nil
}

// window reads at, from and to.
func (p *params) window() (w graph.Window, windowed bool) {
	at, _ := p.one("at")
	from, _ := p.one("from")
	to, _ := p.one("to")
	w, err := graph.ParseWindow(at, from, to)
	if err != nil {
		p.fail(err)
		return graph.AllTime(), false
	}
	return w, at != "" || from != "" || to != ""
}

// question is what a tag is made of: the parameters but for those that only say which sequence, in one order.
func (p *params) question(route string) []byte {
	v := make(url.Values, len(p.values))
	for name, list := range p.values {
		if !slices.Contains(momentNames, name) {
			v[name] = slices.Sorted(slices.Values(list))
		}
	}
	return []byte(route + "?" + v.Encode() + "#" + p.mark)
}

func sorted(names []string) []string { return slices.Sorted(slices.Values(names)) }
