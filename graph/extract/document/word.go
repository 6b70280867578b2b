package document

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"strings"
)

// Limits of a .docx: it is packed, and may unpack to a thousand times its size.
const (
	maxWordFiles = 5000
	maxWordXML   = 32 << 20 // bytes of one part, unpacked
	maxWordDepth = 256      // elements within each other
)

// readWord takes the paragraphs of a .docx, then those of its notes.
func (d *Document) readWord(ctx context.Context, raw []byte) error {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return fail(Broken, d.Name, "is a damaged .docx: its archive cannot be opened", err)
	}
	if len(z.File) > maxWordFiles {
		return fail(TooLarge, d.Name, "is a .docx of "+count(len(z.File))+" parts; at most "+count(maxWordFiles)+" are read", nil)
	}
	var text strings.Builder
	found := false
	for _, name := range []string{"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"} {
		body, ok, err := d.wordPart(ctx, z, name)
		if err != nil {
			return err
		}
		found = found || ok && name == "word/document.xml"
		if body != "" && text.Len() > 0 {
			text.WriteString("\n\n")
		}
		text.WriteString(body)
	}
	if !found {
		return fail(Broken, d.Name, "is a damaged .docx: it has no word/document.xml", nil)
	}
	d.Text = squeeze(text.String())
	return d.wordFacts(ctx, z)
}

// unpack opens a part, which gives no more than maxWordXML bytes.
func unpack(ctx context.Context, z *zip.Reader, name string) (io.ReadCloser, *limited, bool, error) {
	for _, f := range z.File {
		if strings.EqualFold(strings.TrimPrefix(f.Name, "/"), name) {
			r, err := f.Open()
			if err != nil {
				return nil, nil, true, err
			}
			return r, &limited{r: contextReader{ctx, r}, left: maxWordXML}, true, nil
		}
	}
	return nil, nil, false, nil
}

// limited reads up to a limit, and tells when there was more.
type limited struct {
	r    io.Reader
	left int64
	over bool
}

func (l *limited) Read(b []byte) (int, error) {
	if l.left <= 0 {
		l.over = true
		return 0, io.ErrUnexpectedEOF
	}
	if int64(len(b)) > l.left {
		b = b[:l.left]
	}
	n, err := l.r.Read(b)
	l.left -= int64(n)
	return n, err
}

// wordPart returns the text of a part; false where the archive has none of that name.
func (d *Document) wordPart(ctx context.Context, z *zip.Reader, name string) (string, bool, error) {
	closer, r, ok, err := unpack(ctx, z, name)
	if !ok {
		return "", false, nil
	}
	if err != nil {
		return "", true, fail(Broken, d.Name, "is a damaged .docx: "+name+" cannot be unpacked", err)
	}
	defer closer.Close()
	w := &wordReader{decoder: xml.NewDecoder(r)}
	err = w.run()
	switch {
	case ctx.Err() != nil:
		return "", true, ctx.Err()
	case r.over || w.out.Len() > MaxText:
		return "", true, fail(TooLarge, d.Name, "is a .docx that unpacks to too much: "+name+" has more than "+count(maxWordXML)+" bytes, or more than "+count(MaxText)+" of text", nil)
	case err != nil:
		return "", true, fail(Broken, d.Name, "is a damaged .docx: "+name+" is no XML that can be read", err)
	}
	return w.out.String(), true, nil
}

// wordReader reads WordprocessingML.
type wordReader struct {
	decoder *xml.Decoder
	out     strings.Builder
	depth   int
	skip    int // depth of the element that is being left out; 0: none
	text    int // how many elements of text we are in
}

func (w *wordReader) run() error {
	for w.out.Len() <= MaxText {
		token, err := w.decoder.RawToken()
		if err == io.EOF && w.depth == 0 {
			return nil
		}
		if err == io.EOF {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if w.depth++; w.depth > maxWordDepth {
				return errDeep
			}
			w.start(t.Name.Local)
		case xml.EndElement:
			w.end(t.Name.Local)
			w.depth--
		case xml.CharData:
			if w.text > 0 && w.skip == 0 {
				w.out.Write(t)
			}
		}
	}
	return nil
}

// start opens an element. Left out are deleted words, field codes, and the second version of what is there for old programs.
func (w *wordReader) start(name string) {
	switch name {
	case "del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "sectPr", "tblPr":
		if w.skip == 0 {
			w.skip = w.depth
		}
	}
	if w.skip > 0 {
		return
	}
	switch name {
	case "t":
		w.text++
	case "tab":
		w.out.WriteByte('\t')
	case "br", "cr":
		w.out.WriteByte('\n')
	case "noBreakHyphen":
		w.out.WriteString("\u2011")
	}
}

func (w *wordReader) end(name string) {
	if w.skip == w.depth {
		w.skip = 0
		return
	}
	if w.skip > 0 {
		return
	}
	switch name {
	case "t":
		w.text = max(w.text-1, 0)
	case "p":
		w.out.WriteString("\n\n")
	}
}

// wordFacts reads title, author and language. When the file was made says nothing of when its text was published.
func (d *Document) wordFacts(ctx context.Context, z *zip.Reader) error {
	closer, r, ok, err := unpack(ctx, z, "docProps/core.xml")
	if !ok || err != nil {
		return ctx.Err()
	}
	defer closer.Close()
	r.left = 1 << 20
	var core struct {
		Title    string `xml:"title"`
		Creator  string `xml:"creator"`
		Language string `xml:"language"`
	}
	if xml.NewDecoder(r).Decode(&core) == nil {
		d.Title, d.Author = core.Title, core.Creator
		d.Language = first(d.Language, languageTag(core.Language))
	}
	return ctx.Err()
}
