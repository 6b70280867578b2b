package dates

import (
	"fmt"
	"strings"
)

// shape is what kind of date an item is, for patterns that ask for one.
type shape uint16

const (
	shapeDay     shape = 1 << iota // a day with its month
	shapeMonth                     // a month
	shapeYear                      // a year
	shapeWeekday                   // a day of the week
	shapeOther                     // every other date: a week, a season, a decade, yesterday
	shapeWeak                      // means a time only beside something else: "March", "2014"
	shapeSpan                      // has a start and an end already
	shapeNone                      // no date: a duration, a frequency
	shapeCount                     // a number of units: "two weeks"
	shapeBare                      // units without a number: "weeks"
)

const shapeAny = shapeDay | shapeMonth | shapeYear | shapeWeekday | shapeOther

func shapeNamed(name string) (shape, bool) {
	switch name {
	case "{day}":
		return shapeDay, true
	case "{month}":
		return shapeMonth, true
	case "{year}":
		return shapeYear, true
	case "{weekday}":
		return shapeWeekday, true
	case "{other}":
		return shapeOther, true
	case "{date}":
		return shapeAny, true
	case "{count}":
		return shapeCount, true
	case "{bare}":
		return shapeBare, true
	case "{when}":
		return shapeAny | shapeSpan, true
	}
	return 0, false
}

// element is one place of a pattern.
type element struct {
	symbols  []symbol
	shape    shape // an item that was found before
	optional bool
	context  bool // needed, but no part of the expression
	absent   bool // must not be there
}

// pattern is a line of data/patterns.tsv.
type pattern struct {
	id       string
	elements []element
	make     maker
	shape    shape
}

// parsePattern reads elements, parted by blanks:
//
//	of          the exact word
//	in|<part>   one of several words or classes
//	{day}       a date found at an earlier level; {date}: of any shape
//	x?          may be missing
//	(x)         has to be there, and is no part of the expression
//	!x          must not follow
func parsePattern(lex *lexicon, id, text string) (*pattern, error) {
	p := &pattern{id: id}
	for part := range strings.FieldsSeq(text) {
		var e element
		if part, e.absent = strings.CutPrefix(part, "!"); part == "" {
			return nil, fmt.Errorf("! without what must not follow")
		}
		if len(part) > 1 {
			part, e.optional = strings.CutSuffix(part, "?")
		}
		if len(part) > 2 && part[0] == '(' && part[len(part)-1] == ')' {
			part, e.context = part[1:len(part)-1], true
		}
		for alt := range strings.SplitSeq(part, "|") {
			if err := e.add(lex, alt); err != nil {
				return nil, err
			}
		}
		p.elements = append(p.elements, e)
	}
	if len(p.elements) == 0 || len(p.elements) > maxElements {
		return nil, fmt.Errorf("%d elements, not 1 to %d", len(p.elements), maxElements)
	}
	return p, nil
}

// maxElements is how many elements a pattern may have.
const maxElements = 16

func (e *element) add(lex *lexicon, alt string) error {
	switch {
	case strings.HasPrefix(alt, "{"):
		s, ok := shapeNamed(alt)
		if !ok {
			return fmt.Errorf("%s is no shape of a date", alt)
		}
		e.shape |= s
	case strings.HasPrefix(alt, "<") && len(alt) > 2:
		s, ok := className(alt[1 : len(alt)-1])
		if !ok {
			return fmt.Errorf("%s is no class of words", alt)
		}
		e.symbols = append(e.symbols, s)
	case alt == "":
		return fmt.Errorf("an empty word")
	default:
		e.symbols = append(e.symbols, lex.literal(alt))
	}
	return nil
}

// item is an expression that was found at a token.
type item struct {
	end      int // token after it
	from, to int // bytes of the words
	sense    *sense
	shape    shape
	rule     string
}

// capture is a token or an item that an element of a pattern met.
type capture struct {
	sym   symbol
	value int
	item  *sense
}

// match is one way in which a pattern fits.
type match struct {
	captures [maxElements]capture
	n        int
	from, to int // bytes of what is no context; from -1: nothing yet
}

// get returns the value of the nth capture of a class.
func (m *match) get(sym symbol, nth int) (int, bool) {
	for _, c := range m.captures[:m.n] {
		if c.sym != sym {
			continue
		}
		if nth == 0 {
			return c.value, true
		}
		nth--
	}
	return 0, false
}

// sense returns the nth item that was captured, or nil.
func (m *match) sense(nth int) *sense {
	for _, c := range m.captures[:m.n] {
		if c.item == nil {
			continue
		}
		if nth == 0 {
			return c.item
		}
		nth--
	}
	return nil
}

// reading is a text as the patterns see it.
type reading struct {
	tokens []token
	items  []item // by the token at which they begin; end 0: none
	match  match  // the one that is being tried
}

// fit matches the elements from e on against the tokens from i on, and returns the token after them.
func (r *reading) fit(p *pattern, e, i int, m *match) (int, bool) {
	if e == len(p.elements) {
		return i, true
	}
	el := &p.elements[e]
	if el.absent {
		if i < len(r.tokens) && !r.tokens[i].apart && r.symbolAt(el, i) {
			return 0, false
		}
		return r.fit(p, e+1, i, m)
	}
	if i < len(r.tokens) && (m.n == 0 && m.from < 0 || !r.tokens[i].apart) {
		saved := m.n
		from, to := m.from, m.to
		if next, ok := r.one(el, i, m); ok {
			if end, ok := r.fit(p, e+1, next, m); ok {
				return end, true
			}
		}
		m.n, m.from, m.to = saved, from, to
	}
	if el.optional {
		return r.fit(p, e+1, i, m)
	}
	return 0, false
}

// one matches a single element, and returns the token after it.
func (r *reading) one(el *element, i int, m *match) (int, bool) {
	if el.shape != 0 {
		if it := &r.items[i]; it.end > 0 && it.shape&el.shape != 0 {
			m.captures[m.n] = capture{item: it.sense}
			m.n++
			m.cover(el, it.from, it.to)
			return it.end, true
		}
	}
	t := &r.tokens[i]
	if c, ok := t.capture(el.symbols); ok {
		m.captures[m.n] = c
		m.n++
		m.cover(el, t.start, t.end)
		return i + 1, true
	}
	return 0, false
}

func (m *match) cover(el *element, from, to int) {
	if el.context {
		return
	}
	if m.from < 0 {
		m.from = from
	}
	m.to = to
}

func (r *reading) symbolAt(el *element, i int) bool {
	if it := &r.items[i]; el.shape != 0 && it.end > 0 && it.shape&el.shape != 0 {
		return true
	}
	_, ok := r.tokens[i].capture(el.symbols)
	return ok
}

// capture finds the reading of a token that is one of the symbols.
func (t *token) capture(symbols []symbol) (capture, bool) {
	for _, e := range t.words {
		if e.capital && !t.capital {
			continue
		}
		for _, s := range symbols {
			if s == e.sym {
				return capture{sym: s, value: int(e.value)}, true
			}
		}
	}
	for _, e := range t.own {
		if e.sym == symNone {
			break
		}
		for _, s := range symbols {
			if s == e.sym {
				return capture{sym: s, value: int(e.value)}, true
			}
		}
	}
	return capture{}, false
}
