package dates

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"liaison/graph"
)

//go:embed data/words.tsv
var wordTable string

//go:embed data/patterns.tsv
var patternTable string

//go:embed data/spreads.tsv
var spreadTable string

// levels is how many times a text is gone through: patterns of one level see what those of the levels before found.
const levels = 7

// Finder finds expressions of time. It is made once, holds no state of any text, and may be used by several goroutines.
type Finder struct {
	lex    *lexicon
	levels [levels]level
	rooms  sync.Pool // *room
}

// level holds the patterns of a level by what they begin with.
type level struct {
	bySymbol [][]*pattern
	byItem   []*pattern
}

// room is memory for reading one text, used again for the next.
type room struct {
	lexer   lexer
	reading reading
}

// New reads the tables that the package holds.
func New() (*Finder, error) { return newFinder(wordTable, patternTable, spreadTable) }

func newFinder(words, patterns, spreadsTable string) (*Finder, error) {
	lex, err := newLexicon(words)
	if err != nil {
		return nil, fmt.Errorf("dates: %w", err)
	}
	spread, err := newSpreads(spreadsTable)
	if err != nil {
		return nil, fmt.Errorf("dates: %w", err)
	}
	f := &Finder{lex: lex}
	f.rooms.New = func() any { return &room{} }
	lex.literal("'s")
	var found [levels][]*pattern
	seen := map[string]bool{}
	err = rows("patterns.tsv", patterns, 6, func(cells []string) error {
		p, err := parsePattern(lex, cells[0], cells[2])
		if err != nil {
			return err
		}
		if seen[p.id] {
			return fmt.Errorf("the id %q is there twice", p.id)
		}
		seen[p.id] = true
		n, err := strconv.Atoi(cells[1])
		if err != nil || n < 0 || n >= levels {
			return fmt.Errorf("level %q is not 0 to %d", cells[1], levels-1)
		}
		if p.make, p.shape, err = newMaker(spread, cells[3]); err != nil {
			return err
		}
		found[n] = append(found[n], p)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("dates: %w", err)
	}
	for n := range found {
		f.levels[n] = newLevel(found[n], int(lex.next))
	}
	return f, nil
}

func newLevel(patterns []*pattern, symbols int) level {
	l := level{bySymbol: make([][]*pattern, symbols)}
	for _, p := range patterns {
		seen := make([]bool, symbols)
		item := false
		for _, e := range p.elements {
			for _, s := range e.symbols {
				if !seen[s] {
					seen[s] = true
					l.bySymbol[s] = append(l.bySymbol[s], p)
				}
			}
			if e.shape != 0 && !item {
				item = true
				l.byItem = append(l.byItem, p)
			}
			if !e.optional {
				break
			}
		}
	}
	return l
}

// Find returns the expressions of time of a text in the order in which they begin. They do not overlap, but for those
// inside the Anchor of an anchored one. The text may be of any length; offsets are bytes of it.
func (f *Finder) Find(text string, c Context) []Expression {
	r := f.rooms.Get().(*room)
	defer f.rooms.Put(r)
	var out []Expression
	for from := 0; from < len(text); {
		to := cut(text, from)
		f.read(r, text, from, to)
		out = f.collect(out, text, &r.reading, c)
		from = to
	}
	fillYears(out, text, c)
	r.lexer.text = ""
	return out
}

// window is how many bytes are read at once, so that memory stays flat.
const window = 1 << 16

// cut returns where a window that begins at from ends: after a line, a sentence or a word, anywhere if there is none.
func cut(text string, from int) int {
	if len(text)-from <= window {
		return len(text)
	}
	end := from + window
	part := text[:end]
	if i := strings.LastIndexByte(part, '\n') + 1; i > end-window/2 {
		return i
	}
	for i := end - 1; i > end-window/2; i-- {
		if part[i] == ' ' && part[i-1] == '.' && (text[i+1] < '0' || text[i+1] > '9') {
			return i + 1
		}
	}
	if i := strings.LastIndexByte(part, ' ') + 1; i > end-window/2 {
		return i
	}
	for end > from+window-4 && text[end]&0xc0 == 0x80 {
		end--
	}
	return end
}

// read finds the items of text[from:to], level by level.
func (f *Finder) read(r *room, text string, from, to int) {
	r.lexer = lexer{lex: f.lex, text: text, tokens: r.lexer.tokens[:0]}
	r.lexer.run(from, to)
	tokens := r.lexer.tokens
	if cap(r.reading.items) < len(tokens) {
		r.reading.items = make([]item, len(tokens)+len(tokens)/2)
	}
	r.reading.items = r.reading.items[:len(tokens)]
	clear(r.reading.items)
	r.reading.tokens = tokens
	for n := range f.levels {
		f.levels[n].run(&r.reading)
	}
}

// run finds the longest match at each token, from left to right.
func (l *level) run(r *reading) {
	for i := 0; i < len(r.tokens); {
		best := l.best(r, i)
		if it := &r.items[i]; best.end > it.end || best.end > 0 && best.end == it.end && it.shape&(shapeCount|shapeBare) != 0 {
			r.items[i] = best
			i = best.end
			continue
		}
		if it := &r.items[i]; it.end > 0 {
			i = it.end
			continue
		}
		i++
	}
}

func (l *level) best(r *reading, i int) item {
	best := item{}
	t := &r.tokens[i]
	for _, e := range t.words {
		if !e.capital || t.capital {
			best = r.longest(l.bySymbol[e.sym], i, best)
		}
	}
	for _, e := range t.own {
		if e.sym == symNone {
			break
		}
		best = r.longest(l.bySymbol[e.sym], i, best)
	}
	if r.items[i].end > 0 {
		best = r.longest(l.byItem, i, best)
	}
	return best
}

func (r *reading) longest(patterns []*pattern, i int, best item) item {
	for _, p := range patterns {
		m := &r.match
		m.n, m.from = 0, -1
		end, ok := r.fit(p, 0, i, m)
		if !ok || m.from < 0 {
			continue
		}
		if end = r.trim(end, m); end <= best.end {
			continue
		}
		if s := p.make(m); s != nil {
			best = item{end: end, from: m.from, to: m.to, sense: s, shape: p.outcome(s), rule: p.id}
		}
	}
	return best
}

// trim leaves out a comma or full stop at the end of a match: it is only needed between words.
func (r *reading) trim(end int, m *match) int {
	for end > 1 && m.to == r.tokens[end-1].end && r.tokens[end-1].stop {
		end--
		m.to = r.tokens[end-1].end
	}
	return end
}

// outcome is the shape of what a pattern made: one that passes a date on keeps the shape of that date.
func (p *pattern) outcome(s *sense) shape {
	if p.shape&shapeOther == 0 {
		return p.shape
	}
	sh := p.shape
	switch s.op {
	case opDay, opSlash:
		sh = sh&^shapeOther | shapeDay
	case opMonth:
		sh = sh&^shapeOther | shapeMonth
	case opYear:
		sh = sh&^shapeOther | shapeYear
	case opWeekday:
		sh = sh&^shapeOther | shapeWeekday
	case opYears, opSince, opFrom, opUntil, opFromTo, opBetween:
		sh = sh&^shapeOther | shapeSpan
	}
	return sh
}

// collect turns items into expressions.
func (f *Finder) collect(out []Expression, text string, r *reading, c Context) []Expression {
	var before *item
	for i := 0; i < len(r.items); {
		it := &r.items[i]
		if it.end == 0 {
			i++
			continue
		}
		if it.shape&(shapeCount|shapeBare) == 0 && !it.sense.mask && (it.shape&shapeWeak == 0 || it.follows(before, text)) {
			out = append(out, r.expression(text, i, c))
			before = it
		}
		i = it.end
	}
	return out
}

// follows says whether an item continues a list of its like: "2012" of "in 2011 and 2012".
func (it *item) follows(before *item, text string) bool {
	const alike = shapeMonth | shapeYear
	return before != nil && it.shape&before.shape&alike != 0 && !before.sense.attr && joins(text[before.to:it.from])
}

// joins says whether words between two dates make a list of them.
func joins(words string) bool {
	switch strings.TrimSpace(words) {
	case "and", "or", ",", ", and", "and on", "and in", "и", "و":
		return true
	}
	return false
}

// fillYears gives days and months of a list the year that the last of them has: "3 May and 8 June 2011".
func fillYears(found []Expression, text string, c Context) {
	for i := len(found) - 2; i >= 0; i-- {
		a, b := found[i].sense, found[i+1].sense
		if a == nil || b == nil || a.y != 0 || b.y == 0 || a.op != b.op || a.op != opDay && a.op != opMonth || found[i].End > found[i+1].Start {
			continue
		}
		if !joins(text[found[i].End:found[i+1].Start]) {
			continue
		}
		s := *a
		s.y = b.y
		if s.m > b.m {
			s.y--
		}
		found[i].sense, found[i].Kind = &s, Explicit
		found[i] = found[i].In(c)
	}
}

func (r *reading) expression(text string, i int, c Context) Expression {
	it := &r.items[i]
	s := it.sense
	e := Expression{
		Text: text[it.from:it.to], Start: it.from, End: it.to, Kind: s.kind, Rule: it.rule,
		Attributive: s.attr, Basis: graph.BasisUnknown, order: c.Order, long: s.offset,
	}
	if s.kind == Anchored {
		e.Anchor = &Anchor{Start: it.to, End: it.to, Direction: s.side, Offset: s.offset, within: s.a}
		if s.open {
			r.anchor(text, it.end, &e)
		}
	}
	switch {
	case s.op != opNone:
		e.sense = s
		if e.Kind == "" {
			e.Kind = Relative
			if s.absolute() {
				e.Kind = Explicit
			}
		}
		return e.In(c)
	case e.Anchor != nil && e.sense != nil:
		return e.In(c)
	}
	return e
}
