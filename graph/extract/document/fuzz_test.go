package document_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"liaison/graph/extract/document"
)

// FuzzRead checks that every input of every kind is read as clean text, or refused for a reason; and that text read again is the same.
func FuzzRead(f *testing.F) {
	f.Add("a.html", []byte(page))
	f.Add("a.md", []byte("# Talks\n\n[a](b) *c* `d` <e> > f\n\n1. g\n| h | i |\n"))
	f.Add("a.eml", []byte("Subject: =?utf-8?q?x?=\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\ntext\r\n--x--"))
	f.Add("a.txt", []byte("caf\xe9\r\n\x00"))
	f.Add("a.pdf", onePage("BT /F 9 Tf (The talks.) Tj ET"))
	f.Add("a.docx", docx(f, map[string]string{"word/document.xml": "<w:document><w:p><w:r><w:t>The talks.</w:t></w:r></w:p></w:document>"}))
	f.Add("", []byte("<!doctype html><p>The talks."))
	f.Add("a.txt", []byte("\xff\xfeT\x00h\x00e\x00"))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		before := bytes.Clone(raw)
		d, err := document.FromBytes(t.Context(), raw, document.Hint{Name: name})
		if !bytes.Equal(before, raw) {
			t.Fatal("the input was changed")
		}
		if err != nil {
			var e *document.Error
			if !errors.As(err, &e) || e.Reason == "" || e.Message == "" {
				t.Fatalf("got %v, want an Error with a reason", err)
			}
			return
		}
		s := d.Source("x")
		if err := s.Validate(); err != nil {
			t.Fatalf("%v: %+v", err, d)
		}
		if !utf8.ValidString(d.Text) || strings.ContainsAny(d.Text, "\r\x00\x7f") || strings.TrimSpace(d.Text) == "" {
			t.Fatalf("got the text %q", d.Text)
		}
		again, err := document.FromBytes(t.Context(), []byte(d.Text), document.Hint{Name: "a.txt", ContentType: "text/plain; charset=utf-8"})
		if err == nil && again.Format == document.Plain && again.Text != d.Text {
			t.Fatalf("read again, %q is %q", d.Text, again.Text)
		}
	})
}
