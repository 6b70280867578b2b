package pdf

// matrix is a b c d e f of a transformation.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// state is what text is drawn with.
type state struct {
	user          matrix
	font          *font
	size, leading float64
	char, word    float64 // spacing
	scale         float64
}

// interpreter follows the operators of a page that have to do with text.
type interpreter struct {
	f      *file
	layout *layout
	fonts  map[ref]*font // of the whole file
	signs  int           // that were drawn
	lost   int           // of them, those that nothing says the text of

	state     state
	stack     []state
	text      matrix
	line      matrix
	resources dict
}

// maxStates is how deep states are saved.
const maxStates = 256

func (i *interpreter) page(p page) {
	i.state = state{user: identity, scale: 1}
	i.resources = p.resources
	var data []byte
	for _, part := range i.f.list(p.dict["Contents"]) {
		if s, ok := i.f.resolve(part).(*stream); ok {
			data = append(append(data, i.f.decode(s)...), '\n')
		}
		if len(data) > maxStream {
			panic(stop{ErrTooLarge})
		}
	}
	i.run(data, 0)
}

func (i *interpreter) run(data []byte, depth int) {
	l := &lexer{work: i.f.work, data: data}
	var args array
	for !i.layout.full() {
		o, ok := l.next(0)
		if !ok {
			if l.at >= len(data) {
				return
			}
			l.at++ // something that is no object; go on behind it
			args = args[:0]
			continue
		}
		op, isOp := o.(keyword)
		if !isOp {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		switch op {
		case "BI":
			l.picture()
		case "Do":
			i.form(args, depth)
		default:
			i.do(string(op), args)
		}
		args = args[:0]
	}
}

// picture goes behind a picture that stands among the operators.
func (l *lexer) picture() {
	start := l.at
	for at := l.at; at+3 < len(l.data); at++ {
		if l.data[at+1] == 'E' && l.data[at+2] == 'I' && space(l.data[at]) && space(l.data[at+3]) {
			l.at = at + 3
			break
		}
		if at+4 == len(l.data) {
			l.at = len(l.data)
		}
	}
	l.work.spend(l.at - start)
}

func num(args array, n int) float64 {
	if n < 0 || n >= len(args) {
		return 0
	}
	v, _ := args[n].(float64)
	return v
}

func (i *interpreter) do(op string, args array) {
	s := &i.state
	switch op {
	case "q":
		if len(i.stack) < maxStates {
			i.stack = append(i.stack, *s)
		}
	case "Q":
		if n := len(i.stack); n > 0 {
			*s, i.stack = i.stack[n-1], i.stack[:n-1]
		}
	case "cm":
		s.user = toMatrix(args).times(s.user)
	case "BT":
		i.text, i.line = identity, identity
	case "Tf":
		i.setFont(args)
	case "TL":
		s.leading = num(args, 0)
	case "Tc":
		s.char = num(args, 0)
	case "Tw":
		s.word = num(args, 0)
	case "Tz":
		s.scale = num(args, 0) / 100
	case "Tm":
		i.line = toMatrix(args)
		i.text = i.line
	case "TD":
		s.leading = -num(args, 1)
		i.move(num(args, 0), num(args, 1))
	case "Td":
		i.move(num(args, 0), num(args, 1))
	case "T*":
		i.move(0, -s.leading)
	default:
		i.shown(op, args)
	}
}

// shown is for the operators that show text.
func (i *interpreter) shown(op string, args array) {
	s := &i.state
	last := object(nil)
	if len(args) > 0 {
		last = args[len(args)-1]
	}
	switch op {
	case "\"":
		if len(args) == 3 {
			s.word, s.char = num(args, 0), num(args, 1)
		}
		i.move(0, -s.leading)
	case "'":
		i.move(0, -s.leading)
	case "Tj", "TJ":
	default:
		return
	}
	switch v := last.(type) {
	case text:
		i.show(v)
	case array:
		for _, item := range v {
			switch item := item.(type) {
			case text:
				i.show(item)
			case float64:
				i.advance(-item / 1000 * s.size)
			}
		}
	}
}

func toMatrix(args array) matrix {
	if len(args) < 6 {
		return identity
	}
	return matrix{num(args, 0), num(args, 1), num(args, 2), num(args, 3), num(args, 4), num(args, 5)}
}

func (i *interpreter) move(x, y float64) {
	i.line = matrix{1, 0, 0, 1, x, y}.times(i.line)
	i.text = i.line
}

func (i *interpreter) advance(x float64) {
	i.text = matrix{1, 0, 0, 1, x * i.state.scale, 0}.times(i.text)
}

func (i *interpreter) setFont(args array) {
	if len(args) < 2 {
		return
	}
	i.state.size = num(args, 1)
	label, _ := args[0].(name)
	entry := i.f.dict(i.resources["Font"])[label]
	key, isRef := entry.(ref)
	if known := i.fonts[key]; isRef && known != nil {
		i.state.font = known
		return
	}
	d := i.f.dict(entry)
	if d == nil {
		i.state.font = nil
		return
	}
	i.state.font = i.f.font(d)
	if isRef && len(i.fonts) < 10_000 {
		i.fonts[key] = i.state.font
	}
}

func (i *interpreter) show(s text) {
	t := i.state.font
	if t == nil {
		t = &font{width: 500}
		t.encode(i.f, nil)
		i.state.font = t
	}
	i.f.work.spend(len(s))
	t.glyphs(s, func(g glyph) {
		i.signs++
		if g.text == "" && g.width > 0 {
			i.lost++
		}
		place := i.text.times(i.state.user)
		before := i.text
		step := g.width*i.state.size + i.state.char
		if g.blank {
			step += i.state.word
		}
		i.advance(step)
		end := i.text.times(i.state.user)
		size := height(before.times(i.state.user)) * abs(i.state.size)
		i.layout.put(g.text, place[4], place[5], end[4], end[5], size)
	})
}

// form draws what is kept apart from the page and used on it.
func (i *interpreter) form(args array, depth int) {
	if len(args) == 0 || depth > maxNesting/4 {
		return
	}
	label, _ := args[len(args)-1].(name)
	s, ok := i.f.resolve(i.f.dict(i.resources["XObject"])[label]).(*stream)
	if !ok || i.f.resolve(s.dict["Subtype"]) != name("Form") {
		return
	}
	saved, resources, stack := i.state, i.resources, len(i.stack)
	if m, ok := i.f.resolve(s.dict["Matrix"]).(array); ok {
		i.state.user = toMatrix(m).times(i.state.user)
	}
	if own := i.f.dict(s.dict["Resources"]); own != nil {
		i.resources = own
	}
	i.f.work.spend(10_000)
	i.run(i.f.decode(s), depth+1)
	i.state, i.resources, i.stack = saved, resources, i.stack[:min(stack, len(i.stack))]
}
