package document

import (
	"context"
	"errors"

	"liaison/graph/extract/document/pdf"
)

// mostLost is how many of a hundred letters of a PDF may be unknown: bullets and the like, but no words.
const mostLost = 5

// readPDF takes the text of a PDF. When the file was made says nothing of when its text was published.
func (d *Document) readPDF(ctx context.Context, raw []byte) error {
	c, err := pdf.Read(ctx, raw)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, pdf.ErrEncrypted):
		return fail(Encrypted, d.Name, "is an encrypted PDF; save a copy without a password", nil)
	case errors.Is(err, pdf.ErrTooLarge):
		return fail(TooLarge, d.Name, "is a PDF that unpacks to more than is read of one document", nil)
	default:
		return fail(Broken, d.Name, "is a damaged PDF", err)
	}
	if 100*c.Lost > mostLost*c.Signs && c.Text != "" {
		return fail(Broken, d.Name, "is a PDF whose fonts do not say what "+count(c.Lost)+" of its "+count(c.Signs)+" letters are; have its text recognised as in a scan", nil)
	}
	d.Text, d.Title, d.Author = c.Text, c.Title, c.Author
	return nil
}
