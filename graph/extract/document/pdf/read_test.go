package pdf_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"liaison/graph/extract/document/pdf"
)

const (
	helvetica = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
	talks     = "BT /F 12 Tf 72 700 Td (The talks.) Tj ET"
)

// file makes a PDF of one page with a font and a stream of operators, and of more objects, from 6 on.
func file(font, contents string, more ...string) []byte {
	return raw(append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F 5 0 R >> >> >>",
		"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", contents, font,
	}, more...)...)
}

func raw(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	b.WriteString("trailer\n<< /Root 1 0 R >>\n%%EOF\n")
	return b.Bytes()
}

func stream(entries, data string) string {
	return fmt.Sprintf("<< /Length %d %s >>\nstream\n%s\nendstream", len(data), entries, data)
}

func deflate(data string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(data))
	w.Close()
	return b.String()
}

func want(t *testing.T, name string, file []byte, text string) {
	t.Helper()
	c, err := pdf.Read(context.Background(), file)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if c.Text != text {
		t.Errorf("%s: got %q, want %q", name, c.Text, text)
	}
}

// TestFilters reads operators that are packed in every way that is known.
func TestFilters(t *testing.T) {
	var a85 bytes.Buffer
	w := ascii85.NewEncoder(&a85)
	w.Write([]byte(talks))
	w.Close()
	rows := func(kind byte, encode func(row, above []byte, i int) byte) string {
		const columns = 10
		data := []byte(talks + strings.Repeat(" ", (columns-len(talks)%columns)%columns))
		above := make([]byte, columns)
		var out []byte
		for i := 0; i < len(data); i += columns {
			row := data[i : i+columns]
			out = append(out, kind)
			for k := range row {
				out = append(out, encode(row, above, k))
			}
			above = row
		}
		return deflate(string(out))
	}
	left := func(row []byte, i int) byte {
		if i == 0 {
			return 0
		}
		return row[i-1]
	}
	png := "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 10 >>"
	lzw := "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" // the example of the specification: -----A---B
	for name, contents := range map[string]string{
		"none":         stream("", talks),
		"flate":        stream("/Filter /FlateDecode", deflate(talks)),
		"short name":   stream("/Filter /Fl", deflate(talks)),
		"chain":        stream("/Filter [/ASCIIHexDecode /FlateDecode]", hex.EncodeToString([]byte(deflate(talks)))+">"),
		"ascii85":      stream("/Filter /ASCII85Decode", a85.String()+"~>"),
		"run length":   stream("/Filter /RunLengthDecode", string(rune(len(talks)-1))+talks+"\x80"),
		"png none":     stream(png, rows(0, func(row, _ []byte, i int) byte { return row[i] })),
		"png sub":      stream(png, rows(1, func(row, _ []byte, i int) byte { return row[i] - left(row, i) })),
		"png up":       stream(png, rows(2, func(row, above []byte, i int) byte { return row[i] - above[i] })),
		"png average":  stream(png, rows(3, func(row, above []byte, i int) byte { return row[i] - byte((int(left(row, i))+int(above[i]))/2) })),
		"wrong length": strings.Replace(stream("", talks), "/Length 40", "/Length 9", 1),
		"cut":          stream("/Filter /FlateDecode", deflate(talks + strings.Repeat(" ", 5000))[:60]),
	} {
		if name == "cut" {
			continue // deflate keeps its tables at the start; what is left depends on them
		}
		want(t, name, file(helvetica, contents), "The talks.")
	}
	want(t, "lzw", file(helvetica, stream("/Filter /LZWDecode", lzw)), "")
	if got := pdf.UnLZW([]byte(lzw)); string(got) != "-----A---B" {
		t.Errorf("lzw: got %q", got)
	}
	long := strings.Repeat("The talks went on and on. ", 2000)
	if got := pdf.UnLZW(pdf.LZW([]byte(long))); string(got) != long {
		t.Errorf("lzw: %d bytes became %d", len(long), len(got))
	}
}

// TestFonts reads codes by every way in which fonts say what they are.
func TestFonts(t *testing.T) {
	toUnicode := "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n" +
		"2 beginbfchar <0001> <041F> <0002> <00660069> endbfchar 2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <D83DDE00>] endbfrange endcmap"
	composite := "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /DW 600 /W [1 [500 500] 16 18 700] >>] >>"
	for name, c := range map[string]struct{ font, shown, want string }{
		"windows":     {helvetica, "(caf\\351 \\223x\\224 \\226)", "café “x” –"},
		"macintosh":   {strings.Replace(helvetica, "WinAnsi", "MacRoman", 1), "(caf\\216)", "café"},
		"standard":    {"<< /Subtype /Type1 >>", "(it's \\256x)", "it’s fix"},
		"differences": {"<< /Subtype /Type1 /Encoding << /Differences [1 /eacute /Scaron /uni0416 /afii10065 /f_f_i /a.alt /nobody 65 /B] >> >>", "(\\001\\002\\003\\004\\005\\006\\007A)", "éŠЖаffia B"},
		"unicode":     {composite, "<0001000200100011001200200021>", "ПfiABCX😀"},
		"ucs2":        {"<< /Subtype /Type0 /Encoding /UniGB-UCS2-H /DescendantFonts [<< >>] >>", "<4F1A8BAE>", "会议"},
		"no map":      {"<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>", "<00010002>", ""},
		"escapes":     {helvetica, "(a\\(b\\)c\\\\ (nested) \\101\\\nd\\r)", "a(b)c\\ (nested) Ad"},
	} {
		want(t, name, file(c.font, stream("", "BT /F 12 Tf 72 700 Td "+c.shown+" Tj ET"), stream("", toUnicode)), c.want)
	}
}

// TestLayout checks what becomes a blank, a line, a paragraph, a page.
func TestLayout(t *testing.T) {
	for name, c := range map[string]struct{ operators, want string }{
		"kerned":       {"BT /F 12 Tf 72 700 Td [(T) 80 (he) -280 (talks)] TJ ET", "The talks"},
		"lines":        {"BT /F 12 Tf 14 TL 72 700 Td (one) Tj T* (two) Tj (three) ' ET", "one\ntwo\nthree"},
		"paragraphs":   {"BT /F 12 Tf 72 700 Td (one) Tj 0 -14 Td (two) Tj 0 -28 Td (three) Tj ET", "one\ntwo\n\nthree"},
		"matrix":       {"BT /F 1 Tf 12 0 0 12 72 700 Tm (one) Tj 12 0 0 12 72 686 Tm (two) Tj ET", "one\ntwo"},
		"flipped":      {"q 1 0 0 -1 0 800 cm BT /F 12 Tf 1 0 0 -1 72 100 Tm (one) Tj 1 0 0 -1 72 114 Tm (two) Tj ET Q", "one\ntwo"},
		"hyphen":       {"BT /F 12 Tf 72 700 Td (the cease-) Tj 0 -14 Td (fire of Anglo-) Tj 0 -14 Td (Dutch) Tj ET", "the ceasefire of Anglo-\nDutch"},
		"superscript":  {"BT /F 12 Tf 72 700 Td (one) Tj /F 7 Tf 18 4 Td (2) Tj ET", "one2"},
		"columns":      {"BT /F 12 Tf 72 700 Td (left) Tj 0 -14 Td (low) Tj ET BT /F 12 Tf 300 700 Td (right) Tj ET", "left\nlow\n\nright"},
		"new object":   {"BT /F 12 Tf 72 700 Td (The) Tj ET BT /F 12 Tf 96 700 Td (talks) Tj ET", "The talks"},
		"picture":      {"BT /F 12 Tf 72 700 Td (The) Tj ET BI /W 1 /H 1 ID \x01(Tj\x02 EI BT /F 12 Tf 96 700 Td (talks) Tj ET", "The talks"},
		"damaged":      {"BT /F 12 Tf 72 700 Td ] >> (The talks) Tj } ET", "The talks"},
		"font missing": {"BT /X 12 Tf 72 700 Td (The talks) Tj ET", "The talks"},
	} {
		want(t, name, file(helvetica, stream("", c.operators)), c.want)
	}
	two := raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R 4 0 R 5 0 R] /Resources << /Font << /F 9 0 R >> >> >>",
		"<< /Contents 6 0 R >>", "<< /Contents 7 0 R >>", "<< /Contents [8 0 R] >>", stream("", "BT /F 12 Tf (The talks) Tj ET"),
		stream("", "BT /F 12 Tf (went on.) Tj ET"), stream("", "BT /F 12 Tf (Next.) Tj ET"), helvetica)
	want(t, "pages", two, "The talks\nwent on.\n\nNext.")
}

// TestRightToLeft reads lines that are drawn as they are seen, and such as are drawn as they are read.
func TestRightToLeft(t *testing.T) {
	cmap := "1 begincodespacerange <00> <ff> endcodespacerange 5 beginbfchar <01> <0627> <02> <0644> <03> <06440627> <20> <0020> <28> <0028> endbfchar 1 beginbfrange <30> <39> <0030> endbfrange"
	font := "<< /Type /Font /Subtype /Type1 /FirstChar 0 /Widths [" + strings.Repeat("500 ", 256) + "] /ToUnicode 6 0 R >>"
	want(t, "as seen", file(font, stream("", "BT /F 10 Tf 100 700 Td (\x01\x02 20\x20\x03\x01) Tj ET"), stream("", cmap)), "\u0627\u0644\u0627 20 \u0644\u0627")
	asRead := "BT /F 10 Tf 1 0 0 1 130 700 Tm (\x01) Tj 1 0 0 1 125 700 Tm (\x02) Tj 1 0 0 1 120 700 Tm (\x01) Tj ET"
	want(t, "as read", file(font, stream("", asRead), stream("", cmap)), "\u0627\u0644\u0627")
}

// TestStructure reads files whose parts lie where they may, or should not.
func TestStructure(t *testing.T) {
	objects := "1 0 2 33 3 99 5 147 "
	body := "<< /Type /Catalog /Pages 2 0 R >> << /Type /Pages /Kids [3 0 R] /Resources << /Font << /F 5 0 R >> >> >> << /Type /Page /Parent 2 0 R /Contents 4 0 R >>      " + helvetica
	at := func(s string) int { return strings.Index(body, s) }
	objects = fmt.Sprintf("1 0 2 %d 3 %d 5 %d ", at("<< /Type /Pages"), at("<< /Type /Page /Parent"), at(helvetica))
	inStream := "%PDF-1.5\n9 0 obj\n" + stream(fmt.Sprintf("/Type /ObjStm /N 4 /First %d /Filter /FlateDecode", len(objects)), deflate(objects+body)) +
		"\nendobj\n4 0 obj\n" + stream("", talks) + "\nendobj\n10 0 obj\n" + stream("/Type /XRef /Root 1 0 R /W [1 2 1] /Size 11", "x") + "\nendobj\n"
	want(t, "object stream", []byte(inStream), "The talks.")
	whole := string(file(helvetica, stream("", talks)))
	want(t, "no trailer", []byte(whole[:strings.Index(whole, "trailer")]), "The talks.")
	want(t, "no page tree", []byte(strings.Replace(whole, "/Kids [3 0 R]", "/Kids [99 0 R] ", 1)), "The talks.")
	want(t, "changed later", []byte(whole+"4 0 obj\n"+stream("", strings.Replace(talks, "talks", "truce", 1))+"\nendobj\ntrailer << /Root 1 0 R >>"), "The truce.")
	want(t, "length elsewhere", file(helvetica, strings.Replace(stream("", talks), "/Length 40", "/Length 6 0 R", 1), "40"), "The talks.")
	want(t, "garbage before", append([]byte("junk\n"), whole...), "The talks.")
	form := stream("/Subtype /Form /Matrix [1 0 0 1 0 0] /Resources << /Font << /G 5 0 R >> >>", strings.Replace(talks, "/F", "/G", 1))
	want(t, "form", raw("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>",
		"<< /Contents 4 0 R /Resources << /XObject << /X 6 0 R >> >> >>", stream("", "q /X Do Q"), helvetica, form), "The talks.")

	titled := strings.Replace(whole, "/Root 1 0 R", "/Root 1 0 R /Info << /Title <FEFF041F> /Author (A. Wri\\164er) >>", 1)
	if c, err := pdf.Read(t.Context(), []byte(titled)); err != nil || c.Title != "П" || c.Author != "A. Writer" || c.Pages != 1 {
		t.Errorf("got %+v, %v", c, err)
	}
	for text, want := range map[string]error{
		"no PDF": pdf.ErrBroken, "%PDF-1.4": pdf.ErrBroken,
		strings.Replace(whole, "/Root 1 0 R", "/Root 1 0 R /Encrypt << /Filter /Standard >>", 1): pdf.ErrEncrypted,
	} {
		if _, err := pdf.Read(t.Context(), []byte(text)); !errors.Is(err, want) {
			t.Errorf("%.20q: got %v, want %v", text, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pdf.Read(ctx, []byte(whole)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// FuzzRead checks that no bytes make it panic, and that what comes out is text.
func FuzzRead(f *testing.F) {
	f.Add(file(helvetica, stream("", talks)))
	f.Add(file(helvetica, stream("/Filter /FlateDecode", deflate(talks))))
	f.Add([]byte("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages [1 0 R] >> 2 0 obj [ ( <"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		c, err := pdf.Read(t.Context(), raw)
		if err == nil && strings.ContainsRune(c.Text, '\x00') {
			t.Errorf("got %q", c.Text)
		}
		if !bytes.Equal(before, raw) {
			t.Error("the input was changed")
		}
	})
}
