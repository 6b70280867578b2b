package document_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"liaison/graph/extract/document"
)

// slow is what no input may take: a few seconds on an idle machine, more with the race detector on a busy one.
const slow = 90 * time.Second

// read reads bytes under a file name.
func read(t testing.TB, name string, raw []byte) (*document.Document, error) {
	t.Helper()
	start := time.Now()
	d, err := document.FromBytes(context.Background(), raw, document.Hint{Name: name})
	if took := time.Since(start); took > slow {
		t.Errorf("%s: %d bytes took %v", name, len(raw), took)
	} else if took > time.Second {
		t.Logf("%s: %d bytes took %v: %v", name, len(raw), took, err)
	}
	return d, err
}

// must reads what has to be read.
func must(t testing.TB, name, raw string) *document.Document {
	t.Helper()
	d, err := read(t, name, []byte(raw))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return d
}

// refused checks that something is refused for a reason, and that the message says the words.
func refused(t testing.TB, err error, reason document.Reason, words string) {
	t.Helper()
	var e *document.Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an Error with reason %s", err, reason)
	}
	if e.Reason != reason || !strings.Contains(e.Error(), words) {
		t.Fatalf("got %s: %v; want %s: %q", e.Reason, e, reason, words)
	}
}

// docx makes a .docx of parts.
func docx(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, body := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(body))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// portable makes a PDF of objects; streams are written as they are.
func portable(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n")
	return b.Bytes()
}

// onePage makes a PDF of one page that draws with a font called F.
func onePage(content string) []byte {
	return portable(
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		stream("", content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	)
}

func stream(entries, data string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), entries, data)
}

// packed is a stream that has been packed.
func packed(t testing.TB, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return stream("/Filter /FlateDecode", b.String())
}
