package document_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"liaison/graph/extract/document"
)

// TestRefused checks that what cannot be read says why.
func TestRefused(t *testing.T) {
	utf16 := []byte{0xff, 0xfe}
	for _, r := range "The talks" {
		utf16 = append(utf16, byte(r), 0)
	}
	for _, c := range []struct {
		name   string
		raw    []byte
		reason document.Reason
		words  string
	}{
		{"a.txt", nil, document.Empty, "a.txt is empty"},
		{"a.txt", []byte(" \n\t\ufeff\u200b"), document.Empty, "is empty"},
		{"a.bin", []byte("\x7fELF\x00\x00\x01\x02"), document.Binary, "is no text"},
		{"a.txt", bytes.Repeat([]byte{0x01, 0x02, 0xff, 0x41}, 100), document.Binary, "is no text"},
		{"a.txt", bytes.Repeat([]byte("x"), document.MaxInput+1), document.TooLarge, "at most 52,428,800 are read"},
		{"a.txt", bytes.Repeat([]byte("x "), document.MaxText), document.TooLarge, "a source holds at most 4,194,304"},
		{"a.txt", []byte("caf\xe9 talks went on"), document.Charset, "does not say its character set"},
		{"a.txt", []byte("caf\u00e9, \u00e9t\u00e9 and na\u00efve caf\xe9"), document.Charset, "mixes UTF-8 with 1 bytes"},
		{"a.html", []byte(`<meta charset="x-none"><p>caf` + "\xe9"), document.Charset, `"x-none", a character set that is not known`},
		{"a.html", []byte(`<meta charset="shift_jis"><p>` + "\xe9\xff\xff"), document.Charset, "mixed or damaged"},
		{"a.txt", append(utf16, 'x'), document.Charset, "odd number of bytes"},
		{"a.txt", []byte("\xff\xfe\x00\x00x\x00\x00\x00"), document.Charset, "utf-32"},
		{"a.html", []byte("<html><body><nav><a href=/>Home</a></nav><script>x()</script></body></html>"), document.NoContent, "without readable content"},
		{"a.html", []byte("<html><body></body></html>"), document.NoContent, "without readable content"},
		{"a.pdf", []byte("%PDF-1.7 and nothing else"), document.Broken, "damaged PDF"},
		{"a.pdf", onePage(""), document.Scanned, "PDF without text"},
		{"a.pdf", bytes.Replace(onePage("BT (x) Tj ET"), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Encrypt 9 0 R"), 1), document.Encrypted, "encrypted PDF"},
		{"a.pdf", lostPage(), document.Broken, "fonts do not say what 20 of its 23 letters are"},
		{"a.docx", []byte("PK\x03\x04 and nothing else"), document.Broken, "archive cannot be opened"},
		{"a.docx", docx(t, map[string]string{"other.xml": "<a/>"}), document.Broken, "no word/document.xml"},
		{"a.docx", docx(t, map[string]string{"word/document.xml": "<w:document><w:p>"}), document.Broken, "no XML that can be read"},
		{"a.docx", docx(t, map[string]string{"word/document.xml": "<w:document></w:document>"}), document.Empty, "has no text"},
		{"a.zip", docx(t, map[string]string{"a.txt": "text"}), document.Unsupported, "is an archive"},
		{"a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), document.Unsupported, "old Office file"},
		{"a.rtf", []byte(`{\rtf1 text}`), document.Unsupported, "rich text"},
	} {
		t.Run(c.words, func(t *testing.T) {
			_, err := read(t, c.name, c.raw)
			refused(t, err, c.reason, c.words)
		})
	}
	_, err := document.ReadFile(t.Context(), "testdata/none.txt")
	refused(t, err, document.Unreadable, "cannot be opened")
	_, err = document.ReadFile(t.Context(), ".")
	refused(t, err, document.Unsupported, "is a folder")
}

// TestCharsets reads what tells its character set.
func TestCharsets(t *testing.T) {
	big := []byte{0xfe, 0xff}
	little := []byte{0xff, 0xfe}
	for _, r := range "Переговоры" {
		big = append(big, byte(r>>8), byte(r))
		little = append(little, byte(r), byte(r>>8))
	}
	cyrillic := "\xcf\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb."
	for name, raw := range map[string][]byte{
		"big.txt": big, "little.txt": little, "mark.txt": []byte("\ufeffПереговоры"),
		"meta.html": []byte(`<html><head><meta charset="windows-1251"></head><body><p>` + cyrillic + `</p></body></html>`),
		"http.html": []byte(`<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body><p>` + cyrillic),
		"xml.xhtml": []byte(`<?xml version="1.0" encoding="windows-1251"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>` + cyrillic + `</p></body></html>`),
		"lies.html": []byte(`<html><head><meta charset="windows-1251"></head><body><p>Переговоры.</p></body></html>`),
	} {
		if d := must(t, name, string(raw)); !strings.HasPrefix(d.Text, "Переговоры") {
			t.Errorf("%s: got %q", name, d.Text)
		}
	}
	d, err := document.FromBytes(t.Context(), []byte("\x1b$B%(!<\x1b(B."), document.Hint{Name: "a", ContentType: "text/plain; charset=iso-2022-jp"})
	if err != nil || d.Text != "エー." {
		t.Errorf("got %+v, %v", d, err)
	}
	d, err = document.FromBytes(t.Context(), []byte(cyrillic), document.Hint{Name: "a", ContentType: "text/plain; charset=windows-1251"})
	if err != nil || d.Text != "Переговоры." {
		t.Errorf("got %+v, %v", d, err)
	}
}

// TestHostile reads files that were made to use up time and memory. Each is read or refused; read measures the time.
func TestHostile(t *testing.T) {
	deep := func(open, shut string, n int) string { return strings.Repeat(open, n) + "x" + strings.Repeat(shut, n) }
	zeros := make([]byte, 33<<20)
	spaces := bytes.Repeat([]byte(" "), 33<<20)
	var parts strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&parts, "--x\r\nContent-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n", i, i)
	}
	for name, raw := range map[string][]byte{
		"deep.html":        []byte(deep("<div>", "</div>", 100_000)),
		"hidden-deep.html": []byte(strings.Repeat("<div></x>", 50_000) + "x"),
		"tables.html":      []byte(deep("<table><tr><td>", "", 50_000)),
		"fonts.html":       []byte(strings.Repeat("<b><i><u><font>", 20_000) + strings.Repeat("<p>x", 20_000)),
		"mixed-fonts.html": []byte(manyFonts(300) + strings.Repeat("<p>x", 60_000)),
		"attributes.html":  []byte("<p " + strings.Repeat("a=b ", 300_000) + ">x</p>"),
		"links.html":       []byte(strings.Repeat("<a href=x>x</a>", 40_000)),
		"long.html":        []byte("<html><body><p>" + strings.Repeat("The talks went on, and on, and on. ", 150_000)),
		"elements.html":    []byte(strings.Repeat("<p>x</p>", 500_000)),
		"entities.html":    []byte("<p>" + strings.Repeat("&amp;", 500_000)),
		"comment.html":     []byte("<!--" + strings.Repeat("x", 10<<20)),
		"json.html":        []byte(`<script type="application/ld+json">` + strings.Repeat("[", 500_000) + "</script><p>x.</p>"),
		"brackets.md":      []byte(strings.Repeat("[", 500_000)),
		"stars.md":         []byte(strings.Repeat("*_`<[](", 200_000)),
		"quotes.md":        []byte(strings.Repeat(">", 3_000_000)),
		"tags.md":          []byte(strings.Repeat("<a", 1_500_000)),
		"fence.md":         []byte(strings.Repeat("```\n", 1_000_000)),
		"parts.eml":        []byte("Content-Type: multipart/mixed; boundary=x\r\n\r\n" + parts.String()),
		"many.eml":         []byte("Content-Type: multipart/mixed; boundary=x\r\n\r\n" + strings.Repeat("--x\r\n\r\n\r\n", 500_000)),
		"head.eml":         []byte(strings.Repeat("A: b\r\n", 500_000)),
		"long-head.eml":    []byte("Subject: " + strings.Repeat("=?utf-8?q?x?= ", 300_000) + "\r\n\r\nx"),
		"bomb.docx":        docx(t, map[string]string{"word/document.xml": "<w:document>" + string(spaces) + "</w:document>"}),
		"text-bomb.docx":   docx(t, map[string]string{"word/document.xml": "<w:document><w:p><w:r><w:t>" + strings.Repeat("talks ", 2<<20) + "</w:t></w:r></w:p></w:document>"}),
		"deep.docx":        docx(t, map[string]string{"word/document.xml": deep("<w:p>", "</w:p>", 100_000)}),
		"entities.docx":    docx(t, map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:document>`}),
		"bomb.pdf":         packedPage(t, zeros),
		"text-bomb.pdf":    packedPage(t, []byte("BT /F 12 Tf "+strings.Repeat("(the talks went on) Tj ", 1_000_000))),
		"numbers.pdf":      onePage(strings.Repeat("1 ", 2_000_000)),
		"strings.pdf":      onePage("BT " + strings.Repeat("(", 2_000_000)),
		"open.pdf":         []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj (", 500_000)),
		"arrays.pdf":       []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj [ ", 500_000)),
		"objects.pdf":      []byte("%PDF-1.7\n" + manyObjects(80_000)),
		"loop.pdf":         portable("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R 1 0 R] /Parent 2 0 R >>"),
		"self.pdf":         portable("<< /Type /Catalog /Pages 2 0 R >>", "2 0 R", "<< /Length 3 0 R >>"),
		"forms.pdf":        formsPage(),
		"size.pdf":         append(onePage("BT /F 9 Tf (The talks.) Tj ET"), []byte("\ntrailer << /Size 999999999999 /Prev 9 /Index [0 4000000000] >>\n")...),
		"streams.pdf":      []byte("%PDF-1.7\n" + strings.Repeat("1 0 obj << /Length 9 >>\nstream\n", 500_000)),
		"map.pdf":          mapPage(),
		"predictor.pdf":    portable("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R >>", stream("/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 99999999 /Colors 999 >>", "x")),
		"filters.pdf":      portable("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R >>", stream("/Filter ["+strings.Repeat("/RunLengthDecode ", 100)+"]", strings.Repeat("\x81x", 10_000))),
	} {
		before := allocated()
		d, err := read(t, name, raw)
		if used := (allocated() - before) >> 20; used > 2500 {
			t.Errorf("%s: %d bytes made %d MiB", name, len(raw), used)
		}
		if err == nil && (d.Text == "" || len(d.Text) > document.MaxText) {
			t.Errorf("%s: %d bytes of text", name, len(d.Text))
		}
		if err != nil {
			refusedSomehow(t, name, err)
		}
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

func refusedSomehow(t *testing.T, name string, err error) {
	t.Helper()
	if !strings.HasPrefix(err.Error(), name+" ") {
		t.Errorf("%s: got %v, want an Error that names it", name, err)
	}
}

// manyFonts are open elements that differ, which are opened again in each paragraph.
func manyFonts(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<font size=%d></x>", i)
	}
	return b.String()
}

func manyObjects(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d 0 obj << /Type /Page /Contents %d 0 R >> endobj\n", i+1, i)
	}
	return b.String()
}

func packedPage(t *testing.T, content []byte) []byte {
	return portable("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>",
		"<< /Contents ["+strings.Repeat("4 0 R ", 100)+"] >>", packed(t, content))
}

// formsPage is a page whose forms use each other twice.
func formsPage() []byte {
	form := stream("/Subtype /Form /Resources << /XObject << /A 4 0 R >> >>", "/A Do /A Do BT (x) Tj ET")
	return portable("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 5 0 R /Resources << /XObject << /A 4 0 R >> >> >>",
		form, stream("", strings.Repeat("/A Do ", 1000)))
}

// mapPage is a page whose font has a map of more codes than there are.
func mapPage() []byte {
	ranges := strings.Repeat("1 beginbfrange <00000000> <ffffffff> <0041> endbfrange\n", 1000)
	return portable("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		stream("", "BT /F 12 Tf (talks) Tj ET"), "<< /Subtype /Type0 /ToUnicode 6 0 R /DescendantFonts [<< /W [0 99999999 500] >>] >>", stream("", ranges))
}

// lostPage is a page of which one word can be read.
func lostPage() []byte {
	return portable("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>",
		"<< /Contents 4 0 R /Resources << /Font << /F 5 0 R /G << /Subtype /Type1 >> >> >> >>",
		stream("", "BT /F 12 Tf <"+strings.Repeat("0007", 20)+"> Tj /G 12 Tf (and) Tj ET"), "<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>")
}
