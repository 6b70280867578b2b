package document

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"liaison/graph"
)

// MaxInput is the most bytes that are read of one document.
const MaxInput = 50 << 20

// MaxText is the most bytes of text that a document may give: what a source may hold.
const MaxText = graph.MaxText

// Format says what a document was written in.
type Format string

// The formats.
const (
	Plain    Format = "text"
	Markdown Format = "markdown"
	HTML     Format = "html"
	PDF      Format = "pdf"
	Mail     Format = "mail"
	Word     Format = "docx"
)

// Document is a text with what it states about itself. What is not stated is empty, never guessed.
type Document struct {
	ID        string // as a line of NDJSON states it
	Name      string // of the file, or the address, that it was read from
	Format    Format
	Text      string // what offsets refer to; see the package's comment
	Title     string
	Publisher string // the site, or the sender of a mail
	Author    string
	URL       string     // where it was published, http or https
	Published graph.When // an instant; zero: not stated
	Language  string     // BCP 47: as stated, else "en", "ru", "ar" where the text tells, else empty
}

// Source is the source record of the document under an id.
func (d *Document) Source(id graph.SourceID) graph.Source {
	return graph.Source{
		ID: id, Publisher: d.Publisher, Title: d.Title, URL: d.URL, Published: d.Published.String(), Language: d.Language, Text: d.Text,
	}
}

// Hint is what is known of an input besides its bytes.
type Hint struct {
	Name        string // file name; its ending tells the format where the bytes do not
	ContentType string // as a server states it, with its character set
	URL         string // where it was fetched from
	Language    string // BCP 47, if known
}

// Read reads one document. The error is an *Error, or that of the context.
func Read(ctx context.Context, r io.Reader, h Hint) (*Document, error) {
	raw, err := readAll(ctx, r, h.Name)
	if err != nil {
		return nil, err
	}
	return FromBytes(ctx, raw, h)
}

// ReadFile reads a file.
func ReadFile(ctx context.Context, name string) (*Document, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fail(Unreadable, name, "cannot be opened", err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, fail(Unreadable, name, "cannot be opened", err)
	case info.IsDir():
		return nil, fail(Unsupported, name, "is a folder, not a document", nil)
	case info.Size() > MaxInput:
		return nil, tooLarge(name, info.Size())
	}
	return Read(ctx, f, Hint{Name: filepath.Base(name)})
}

// FromBytes reads a document that is in memory. The bytes are not changed and not kept.
func FromBytes(ctx context.Context, raw []byte, h Hint) (*Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(raw) > MaxInput {
		return nil, tooLarge(h.Name, int64(len(raw)))
	}
	if blank(raw) {
		return nil, fail(Empty, h.Name, "is empty", nil)
	}
	format, err := detect(raw, h)
	if err != nil {
		return nil, err
	}
	d := &Document{Name: h.Name, Format: format, URL: webAddress(h.URL), Language: h.Language}
	if err := d.read(ctx, raw, h); err != nil {
		return nil, err
	}
	return d, d.finish(ctx)
}

func (d *Document) read(ctx context.Context, raw []byte, h Hint) error {
	switch d.Format {
	case PDF:
		return d.readPDF(ctx, raw)
	case Word:
		return d.readWord(ctx, raw)
	case Mail:
		return d.readMail(ctx, raw, 0)
	}
	text, err := decode(raw, h, d.Format)
	if err != nil {
		return err
	}
	switch d.Format {
	case HTML:
		return d.readHTML(ctx, text)
	case Markdown:
		d.readMarkdown(text)
	default:
		d.Text = text
	}
	return nil
}

// finish cleans the text, checks it, and finds out its language where none is stated.
func (d *Document) finish(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d.Text = clean(d.Text)
	d.Title, d.Publisher, d.Author = line(d.Title), line(d.Publisher), line(d.Author)
	switch {
	case blank([]byte(d.Text)):
		return noText(d)
	case len(d.Text) > MaxText:
		return fail(TooLarge, d.Name, "has "+count(len(d.Text))+" bytes of text; a source holds at most "+count(MaxText), nil)
	}
	if d.Language == "" {
		d.Language = Language(d.Text)
	}
	return nil
}

func noText(d *Document) error {
	switch d.Format {
	case PDF:
		return fail(Scanned, d.Name, "is a PDF without text, such as a scan; have its text recognised first", nil)
	case HTML:
		return fail(NoContent, d.Name, "is a page without readable content; save it from a browser, or paste its text", nil)
	}
	return fail(Empty, d.Name, "has no text", nil)
}

// readAll reads up to MaxInput bytes, and ends with the context.
func readAll(ctx context.Context, r io.Reader, name string) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(contextReader{ctx, r}, MaxInput+1))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fail(Unreadable, name, "cannot be read to its end", err)
	case len(raw) > MaxInput:
		return nil, fail(TooLarge, name, "has more than "+count(MaxInput)+" bytes, which is the most that is read", nil)
	}
	return raw, nil
}

// contextReader ends reading with its context.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}
