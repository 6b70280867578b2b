package document

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"
)

// Limits of a mail.
const (
	maxMailDepth = 8   // parts within each other
	maxMailParts = 200 // parts beside each other
)

// readMail takes the best body of a mail: plain text before HTML, never an attachment; a mail within it only where there is no other.
func (d *Document) readMail(ctx context.Context, raw []byte, depth int) error {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return fail(Broken, d.Name, "is no mail: its head cannot be read", err)
	}
	saved := snapshot(m.Header, d.Name)
	if !saved {
		d.mailFacts(m.Header)
	}
	p := part{contentType: m.Header.Get("Content-Type"), encoding: m.Header.Get("Content-Transfer-Encoding")}
	b := &bodies{ctx: ctx}
	if err := b.walk(p, m.Body, depth); err != nil {
		return d.mailError(ctx, err)
	}
	if saved && b.html != nil {
		return d.savedPage(ctx, m.Header, b.html)
	}
	return d.mailBody(ctx, b, depth)
}

// snapshot says whether this is a page that a browser saved in the form of a mail (.mhtml): its date is that of saving.
func snapshot(h mail.Header, name string) bool {
	name = strings.ToLower(name)
	return h.Get("Snapshot-Content-Location") != "" || strings.HasSuffix(name, ".mhtml") || strings.HasSuffix(name, ".mht")
}

// savedPage reads such a page as one.
func (d *Document) savedPage(ctx context.Context, h mail.Header, p *part) error {
	d.Format = HTML
	d.URL = first(d.URL, webAddress(h.Get("Snapshot-Content-Location")))
	text, err := decode(p.data, Hint{Name: d.Name, ContentType: p.contentType}, HTML)
	if err != nil {
		return err
	}
	return d.readHTML(ctx, text)
}

func (d *Document) mailError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return fail(Broken, d.Name, "is a mail whose body cannot be read", err)
}

func (d *Document) mailBody(ctx context.Context, b *bodies, depth int) error {
	if b.plain != nil {
		text, err := decode(b.plain.data, Hint{Name: d.Name, ContentType: b.plain.contentType}, Plain)
		if err != nil {
			return err
		}
		d.Text = text
	}
	switch {
	case b.html != nil && len(strings.TrimSpace(d.Text)) < maxStub:
		return d.mailPage(b.html)
	case b.plain == nil && b.mail != nil && depth < maxMailDepth:
		return d.readMail(ctx, b.mail.data, depth+1)
	}
	return nil
}

// maxStub is how many bytes of plain text may be no more than a word that the mail is in HTML.
const maxStub = 200

// mailPage takes all the text of an HTML body, as a mail has no menus around it, where that is much more than the plain text.
func (d *Document) mailPage(p *part) error {
	text, err := decode(p.data, Hint{Name: d.Name, ContentType: p.contentType}, HTML)
	if err == nil {
		root, broken := d.parsePage(text)
		if err = broken; err == nil {
			text = textOf(root)
		}
	}
	switch plain := strings.TrimSpace(d.Text); {
	case err != nil && plain == "":
		return err
	case err == nil && len(text) > 4*len(plain):
		d.Text = text
	}
	return nil
}

// mailFacts reads subject, sender and date; what an outer mail states is not overwritten.
func (d *Document) mailFacts(h mail.Header) {
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	read := func(name string) string {
		value := h.Get(name)
		if out, err := words.DecodeHeader(value); err == nil {
			return out
		}
		return value
	}
	if d.Title == "" {
		d.Title = read("Subject")
	}
	if d.Publisher == "" {
		d.Publisher = sender(read("From"))
	}
	if d.Language == "" {
		tag, _, _ := strings.Cut(h.Get("Content-Language"), ",")
		d.Language = languageTag(tag)
	}
	if d.Published.IsZero() {
		d.Published = published(h.Get("Date"))
	}
}

// sender is the name in From, or the address where there is no name.
func sender(from string) string {
	name, address, ok := strings.Cut(from, "<")
	if name = strings.Trim(strings.TrimSpace(name), `"`); name != "" || !ok {
		return name
	}
	return strings.TrimRight(strings.TrimSpace(address), ">")
}

// part is a part of a mail.
type part struct {
	contentType, encoding string
	data                  []byte
}

// bodies are the first part of each kind that may be the body.
type bodies struct {
	ctx               context.Context
	plain, html, mail *part
	parts             int
}

func (b *bodies) walk(p part, body io.Reader, depth int) error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if b.parts++; b.parts > maxMailParts || depth > maxMailDepth {
		return nil
	}
	kind, params, err := mime.ParseMediaType(first(p.contentType, "text/plain"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		return b.multipart(multipart.NewReader(body, params["boundary"]), depth)
	}
	target := b.place(kind)
	if target == nil || *target != nil {
		return nil
	}
	data, err := io.ReadAll(io.LimitReader(transfer(p.encoding, body), MaxInput))
	if err != nil && len(data) == 0 {
		return err
	}
	if blank(data) {
		return nil
	}
	p.data = data
	*target = &p
	return nil
}

// place is where a part of a kind is kept; nil for what is no body.
func (b *bodies) place(kind string) **part {
	switch kind {
	case "text/plain":
		return &b.plain
	case "text/html", "application/xhtml+xml":
		return &b.html
	case "message/rfc822":
		return &b.mail
	}
	return nil
}

func (b *bodies) multipart(r *multipart.Reader, depth int) error {
	for b.parts <= maxMailParts {
		p, err := r.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			if b.plain != nil || b.html != nil {
				return nil // the end is missing; what was read is whole
			}
			return err
		}
		if kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Disposition")); kind == "attachment" {
			continue
		}
		inner := part{contentType: p.Header.Get("Content-Type"), encoding: p.Header.Get("Content-Transfer-Encoding")}
		if err := b.walk(inner, p, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// transfer undoes the transfer encoding of a part.
func transfer(encoding string, r io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, r)
	case "quoted-printable":
		return quotedprintable.NewReader(r)
	}
	return r
}
