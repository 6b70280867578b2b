package pdf

import (
	"bytes"
	"slices"
)

// place is where an object is written: in the file, or in an object stream.
type place struct {
	at     int // byte of the file after "obj", or of the stream's contents
	within int // number of the object stream; 0: the file
}

// file is a PDF whose objects have been found.
type file struct {
	work    *work
	raw     []byte
	objects map[int]place
	cache   map[int]object
	packed  map[int][]byte // contents of object streams
	trailer dict
}

// open finds the objects, those in object streams as well, and the root.
func (f *file) open() error {
	if !bytes.Contains(f.raw[:min(len(f.raw), 1024)], []byte("%PDF-")) {
		return ErrBroken
	}
	f.trailer, f.packed = dict{}, map[int][]byte{}
	streams := f.scan()
	f.trailers()
	if f.trailer["Encrypt"] != nil {
		return ErrEncrypted
	}
	for _, number := range streams {
		f.unpack(number)
	}
	if f.dict(f.trailer["Root"]) == nil {
		f.findRoot()
	}
	if len(f.objects) == 0 {
		return ErrBroken
	}
	return nil
}

// scan notes where each "12 0 obj" is; a later one takes the place of an earlier one. It returns the object streams in order.
func (f *file) scan() []int {
	var streams []int
	for at := 0; ; {
		i := bytes.Index(f.raw[at:], []byte("obj"))
		if i < 0 {
			f.work.spend(len(f.raw) - at)
			return streams
		}
		f.work.spend(i + 3)
		end := at + i
		at = end + 3
		number, ok := f.numberBefore(end)
		if !ok {
			continue
		}
		if f.objects[number] = (place{at: at}); len(f.objects) > maxObjects {
			panic(stop{ErrTooLarge})
		}
		l := &lexer{work: f.work, data: f.raw, at: at}
		o, ok := l.next(0)
		d, isDict := o.(dict)
		if !ok || !isDict {
			continue
		}
		start, isStream := l.streamStart()
		if !isStream {
			continue
		}
		at = f.streamEnd(start, d)
		switch d["Type"] {
		case name("ObjStm"):
			streams = append(streams, number)
		case name("XRef"):
			f.trail(d)
		}
	}
}

// numberBefore reads "12 0 " backwards from "obj".
func (f *file) numberBefore(end int) (int, bool) {
	i := end
	back := func(is func(byte) bool) int {
		from := i
		for i > 0 && end-i < 40 && is(f.raw[i-1]) {
			i--
		}
		return from - i
	}
	digit := func(c byte) bool { return c >= '0' && c <= '9' }
	if back(space) == 0 || back(digit) == 0 || back(space) == 0 {
		return 0, false
	}
	last := i
	if n := back(digit); n == 0 || n > 9 {
		return 0, false
	}
	n := 0
	for _, c := range f.raw[i:last] {
		n = 10*n + int(c-'0')
	}
	return n, true
}

// streamStart says where the bytes of a stream begin, if "stream" comes next.
func (l *lexer) streamStart() (int, bool) {
	l.skip()
	if !bytes.HasPrefix(l.data[l.at:], []byte("stream")) {
		return 0, false
	}
	at := l.at + len("stream")
	if at < len(l.data) && l.data[at] == '\r' {
		at++
	}
	if at < len(l.data) && l.data[at] == '\n' {
		at++
	}
	return at, true
}

// streamEnd says where they end: where Length tells, if "endstream" is there, else at the next "endstream".
func (f *file) streamEnd(start int, d dict) int {
	if n, ok := d["Length"].(float64); ok && f.endsAt(start, int(n)) {
		return start + int(n)
	}
	i := bytes.Index(f.raw[start:], []byte("endstream"))
	if i < 0 {
		f.work.spend(len(f.raw) - start)
		return len(f.raw)
	}
	f.work.spend(i)
	return start + i
}

func (f *file) endsAt(start, n int) bool {
	if n < 0 || start+n > len(f.raw) {
		return false
	}
	tail := bytes.TrimLeft(f.raw[start+n:min(len(f.raw), start+n+16)], "\r\n \t")
	return bytes.HasPrefix(tail, []byte("endstr"))
}

// trailers reads the dictionaries after "trailer"; the last one that names a root is the newest.
func (f *file) trailers() {
	for at := 0; ; {
		i := bytes.Index(f.raw[at:], []byte("trailer"))
		if i < 0 {
			return
		}
		f.work.spend(i)
		at += i + len("trailer")
		l := &lexer{work: f.work, data: f.raw, at: at}
		if o, ok := l.next(0); ok {
			if d, ok := o.(dict); ok {
				f.trail(d)
			}
		}
	}
}

func (f *file) trail(d dict) {
	for _, key := range []name{"Root", "Info", "Encrypt"} {
		if d[key] != nil {
			f.trailer[key] = d[key]
		}
	}
}

// unpack notes the objects of an object stream.
func (f *file) unpack(number int) {
	s, ok := f.load(number).(*stream)
	if !ok {
		return
	}
	n, _ := s.dict["N"].(float64)
	first, _ := f.resolve(s.dict["First"]).(float64)
	data := f.decode(s)
	if first < 0 || int(first) > len(data) || f.packed[number] != nil {
		return
	}
	f.packed[number] = data
	l := &lexer{work: f.work, data: data[:int(first)]}
	for range int(min(max(n, 0), maxObjects)) {
		a, ok := l.next(0)
		b, ok2 := l.next(0)
		id, isID := a.(float64)
		offset, isOffset := b.(float64)
		if !ok || !ok2 || !isID || !isOffset {
			return
		}
		at := int(first) + int(offset)
		if p, there := f.objects[int(id)]; (!there || p.within != 0) && at >= 0 && at < len(data) {
			f.objects[int(id)] = place{at: at, within: number}
		}
	}
}

// load reads the object of a number; nil if there is none.
func (f *file) load(number int) object {
	if o, ok := f.cache[number]; ok {
		return o
	}
	p, ok := f.objects[number]
	if !ok {
		return nil
	}
	f.cache[number] = nil // an object that needs itself
	l := &lexer{work: f.work, data: f.raw, at: p.at}
	if p.within != 0 {
		l.data = f.packed[p.within]
	}
	o, ok := l.next(0)
	if !ok {
		return nil
	}
	if d, isDict := o.(dict); isDict && p.within == 0 {
		if start, isStream := l.streamStart(); isStream {
			if n, ok := f.resolve(d["Length"]).(float64); ok {
				d["Length"] = n
			}
			o = &stream{dict: d, raw: f.raw[start:max(start, f.streamEnd(start, d))]}
		}
	}
	f.cache[number] = o
	return o
}

// resolve follows references.
func (f *file) resolve(o object) object {
	for range 8 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.load(r.number)
	}
	return nil
}

// dict returns a dictionary, that of a stream as well; nil if it is something else.
func (f *file) dict(o object) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

// findRoot looks for a catalogue in a file whose trailer does not tell.
func (f *file) findRoot() {
	for _, n := range f.numbers() {
		if d := f.dict(ref{number: n}); d["Type"] == name("Catalog") {
			f.trailer["Root"] = ref{number: n}
		}
	}
}

func (f *file) numbers() []int {
	out := make([]int, 0, len(f.objects))
	for n := range f.objects {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// page is a page with what it takes over from the nodes above it.
type page struct {
	dict      dict
	resources dict
}

// pages returns the pages in order; those of a file whose tree is damaged in the order of their numbers.
func (f *file) pages() []page {
	var out []page
	f.walk(f.dict(f.trailer["Root"])["Pages"], nil, map[int]bool{}, 0, &out)
	if len(out) > 0 {
		return out
	}
	for _, n := range f.numbers() {
		if d := f.dict(ref{number: n}); d["Type"] == name("Page") && len(out) < maxPages {
			out = append(out, page{d, f.dict(d["Resources"])})
		}
	}
	return out
}

func (f *file) walk(o object, resources dict, seen map[int]bool, depth int, out *[]page) {
	if r, ok := o.(ref); ok {
		if seen[r.number] {
			return
		}
		seen[r.number] = true
	}
	d := f.dict(o)
	if d == nil || depth > maxNesting || len(*out) >= maxPages {
		return
	}
	f.work.spend(64)
	if own := f.dict(d["Resources"]); own != nil {
		resources = own
	}
	kids, isNode := f.resolve(d["Kids"]).(array)
	if !isNode {
		*out = append(*out, page{d, resources})
		return
	}
	for _, kid := range kids {
		f.walk(kid, resources, seen, depth+1, out)
	}
}
