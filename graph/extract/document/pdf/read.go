package pdf

import (
	"context"
	"errors"
	"strings"
)

// The errors of Read, beside that of the context.
var (
	ErrEncrypted = errors.New("the file is encrypted")
	ErrBroken    = errors.New("the file is damaged, or no PDF")
	ErrTooLarge  = errors.New("the file asks for more than may be unpacked of one document")
)

// Limits of one file.
const (
	maxWork    = 1 << 30   // bytes looked at, unpacked ones included; less for small files, see allowance
	maxDecoded = 256 << 20 // bytes unpacked in all
	maxStream  = 32 << 20  // bytes unpacked of one stream
	maxText    = 8 << 20   // bytes of text
	maxPages   = 20_000
	maxObjects = 2_000_000
	maxNesting = 40 // arrays and dictionaries within each other; forms within pages
)

// Content is what a file says.
type Content struct {
	Text   string // lines end with "\n", paragraphs are parted by blank lines
	Title  string // as its Info states
	Author string
	Pages  int
	Signs  int // of text, as they were drawn
	Lost   int // signs whose fonts do not say what they are, and which Text therefore lacks
}

// stop is what the work is broken off with.
type stop struct{ err error }

// Read takes the text out of a file. It does not change the bytes. The error is one of those above, or the context's.
func Read(ctx context.Context, raw []byte) (content *Content, err error) {
	defer func() {
		if r := recover(); r != nil {
			content = nil
			s, ours := r.(stop)
			if !ours {
				s.err = ErrBroken // an index that the file made wrong; it has no more to say
			}
			err = s.err
		}
	}()
	f := &file{work: &work{ctx: ctx, left: allowance(len(raw)), decoded: maxDecoded}, raw: raw, objects: map[int]place{}, cache: map[int]object{}}
	if err := f.open(); err != nil {
		return nil, err
	}
	return f.content(), nil
}

// allowance is how much work a file of a size may make: what no honest file comes near, so that a small one cannot ask for much.
func allowance(size int) int { return min(128<<20+16*size, maxWork) }

// work counts what is done, and breaks it off.
type work struct {
	ctx     context.Context
	left    int
	decoded int
	next    int // when to look at the context again
}

func (w *work) spend(n int) {
	w.left -= n
	if w.left < 0 {
		panic(stop{ErrTooLarge})
	}
	if w.next -= n; w.next < 0 {
		w.next = 1 << 20
		if err := w.ctx.Err(); err != nil {
			panic(stop{err})
		}
	}
}

// unpacked counts bytes that came out of a filter.
func (w *work) unpacked(n int) {
	w.spend(n)
	if w.decoded -= n; w.decoded < 0 {
		panic(stop{ErrTooLarge})
	}
}

func (f *file) content() *Content {
	c := &Content{}
	info := f.dict(f.trailer["Info"])
	c.Title, c.Author = textString(info["Title"]), textString(info["Author"])
	var out strings.Builder
	fonts := map[ref]*font{}
	for _, p := range f.pages() {
		c.Pages++
		l := &layout{limit: maxText - out.Len()}
		i := &interpreter{f: f, layout: l, fonts: fonts}
		i.page(p)
		c.Signs, c.Lost = c.Signs+i.signs, c.Lost+i.lost
		join(&out, l.String())
		if out.Len() >= maxText {
			break
		}
	}
	c.Text = out.String()
	return c
}

// join puts a page after those before it. A sentence may go on from one to the next.
func join(out *strings.Builder, page string) {
	page = strings.Trim(page, "\n ")
	if page == "" {
		return
	}
	if before := out.String(); before != "" {
		if strings.ContainsAny(before[len(before)-1:], `.!?:"')`) || strings.HasSuffix(before, "”") || strings.HasSuffix(before, "»") {
			out.WriteByte('\n')
		}
		out.WriteByte('\n')
	}
	out.WriteString(page)
}
