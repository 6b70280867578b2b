package document_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract/document"
)

func when(t testing.TB, s string) graph.When {
	t.Helper()
	w, err := graph.ParseWhen(s)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const page = `<!DOCTYPE html>
<html lang="en-GB"><head>
<meta charset="utf-8"><title>Talks resume in the harbour town | The Coast Courier</title>
<meta property="og:site_name" content="The Coast Courier">
<meta property="article:published_time" content="2019-03-08T23:30:00-05:00">
<link rel="canonical" href="https://courier.example/2019/talks">
<script>document.write("never")</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Talks resume in the harbour town</h1>
<p>The two delegations met on Friday for the first time since the ferry was seized, and agreed to exchange the crews that
each side holds, the mediators said in the evening.</p>
<p>A spokesman for the island's government denied, however, that it would pay for the repair of the quay; the mainland
had <b>asked</b> for that in a letter of 2 March &amp; repeated it on the radio.</p>
<script>alert("never")</script>
<p onclick="never()">Fishermen of both sides waited outside, and some of them sang until the doors were closed for the night by the guards.</p>
</article><footer>All rights reserved. <a href="/terms">Terms</a></footer></body></html>`

func TestHTML(t *testing.T) {
	d := must(t, "talks.html", page)
	want := &document.Document{
		Name: "talks.html", Format: document.HTML, Title: "Talks resume in the harbour town", Publisher: "The Coast Courier",
		URL: "https://courier.example/2019/talks", Published: when(t, "2019-03-08"), Language: "en-GB",
		Text: "Talks resume in the harbour town\n\nThe two delegations met on Friday for the first time since the ferry was seized, and " +
			"agreed to exchange the crews that each side holds, the mediators said in the evening.\n\nA spokesman for the island's " +
			"government denied, however, that it would pay for the repair of the quay; the mainland had asked for that in a letter of " +
			"2 March & repeated it on the radio.\n\nFishermen of both sides waited outside, and some of them sang until the doors were " +
			"closed for the night by the guards.",
	}
	if diff := cmp.Diff(want, d, cmp.Comparer(func(a, b graph.When) bool { return a == b })); diff != "" {
		t.Error(diff)
	}
}

// TestPublished reads the dates that pages state, to the precision that they state.
func TestPublished(t *testing.T) {
	for head, want := range map[string]string{
		`<meta name="date" content="2019-03">`:                                                                   "2019-03",
		`<meta name="dc.date.issued" content="2019">`:                                                            "2019",
		`<meta itemprop="datePublished" content="2019-03-08 10:00">`:                                             "2019-03-08",
		`<meta name="pubdate" content="Fri, 08 Mar 2019 23:30:00 -0500">`:                                        "2019-03-08",
		`<script type="application/ld+json">{"@graph":[{"@type":"X"},{"datePublished":"2019-03-08"}]}</script>`:  "2019-03-08",
		`<script type="application/ld+json"><![CDATA[ [{"b":{"datePublished":"2019-03-08T01:00"}}] ]]></script>`: "2019-03-08",
		`<meta property="other" itemprop="datePublished" content="20190308">`:                                    "2019-03-08",
		`<script type="application/ld+json">{"datePublished":</script>`:                                          "",
		`<meta name="date" content="yesterday">`:                                                                 "",
		`<meta name="date" content="08/03/2019">`:                                                                "",
		`<meta property="article:modified_time" content="2019-03-08">`:                                           "",
	} {
		d := must(t, "a.html", "<html><head>"+head+"</head><body><p>The two delegations met, and parted in the evening.</p></body></html>")
		if d.Published.String() != want {
			t.Errorf("%s: got %q, want %q", head, d.Published, want)
		}
	}
}

// TestPlain checks that bytes stay as they are, but for line ends and what is no text.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"one\r\ntwo\rthree\n":       "one\ntwo\nthree\n",
		"\ufeffone":                 "one",
		"cafe\u0301 and caf\u00e9":  "cafe\u0301 and caf\u00e9",
		"a\x01b\tc\x7fd":            "a b\tc d",
		"  indented\n\n\n\nfar ":    "  indented\n\n\n\nfar ",
		"\u202bنص\u202c and \u200f": "\u202bنص\u202c and \u200f",
	} {
		if got := must(t, "a.txt", in).Text; got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	d := must(t, "a.md", "---\ntitle: \"Talks resume\"\npublished: 2019-03\nlanguage: en\npublisher: The Coast Courier\nurl: https://courier.example/t\n---\n"+
		"# The harbour *town*\n\nThe two **delegations** met on [Friday](https://courier.example/f \"x\")[^1] in\nthe `old` town, see <https://courier.example>.\n\n"+
		"> They parted_at_night, 2 * 3 times.\n\n* first <b>item</b>\n* second\n\n1. third\n\n1984. That was a year.\n\n![a map](map.png)\n\n```go\nfunc never() {}\n```\n\n| who | what |\n|---|---|\n| A | left |\n\n---\n\n[1]: https://courier.example/x\n[^1]: A note.\n\nUnder\n=====\n\nEscaped \\*stars\\* and <i>tags</i>, a < b.\n")
	want := "The harbour town\n\nThe two delegations met on Friday in\nthe old town, see https://courier.example.\n\n" +
		"They parted_at_night, 2 * 3 times.\n\nfirst item\n\nsecond\n\nthird\n\n1984. That was a year.\n\nwho what\n\nA left\n\n: A note.\n\n" +
		"Under\n\nEscaped *stars* and tags, a < b."
	if diff := cmp.Diff(want, d.Text); diff != "" {
		t.Error(diff)
	}
	if d.Title != "Talks resume" || d.Published.String() != "2019-03" || d.Publisher != "The Coast Courier" || d.URL != "https://courier.example/t" || d.Language != "en" {
		t.Errorf("got %+v", d)
	}
}

func TestMail(t *testing.T) {
	head := "From: =?utf-8?q?J=C3=BCrgen?= <j@courier.example>\r\nTo: a@b.example\r\nSubject: =?windows-1251?B?z+Xw5ePu4u7w+w==?=\r\nDate: Fri, 8 Mar 2019 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
	for name, c := range map[string]struct{ body, want string }{
		"plain":  {"\r\nThe two delegations met.\r\n\r\nThey parted.\r\n", "The two delegations met.\n\nThey parted.\n"},
		"latin":  {"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 talks =\r\nwent on.", "Café talks went on."},
		"base64": {"Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n\r\nz+Xw5ePu4u7w+w==\r\n", "Переговоры"},
		"html":   {"Content-Type: text/html; charset=utf-8\r\n\r\n<p>The two <b>delegations</b> met.</p><script>never()</script><p>They parted.</p>", "The two delegations met.\n\nThey parted."},
		"alternative": {"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>As HTML</p>\r\n--x\r\nContent-Type: text/plain\r\n\r\nAs text\r\n--x--\r\n",
			"As text"},
		"stub": {"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee HTML.\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>The two delegations met on Friday.</p><p>They parted.</p>\r\n--x--\r\n",
			"The two delegations met on Friday.\n\nThey parted."},
		"attachment": {"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nnever\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>Body</p>\r\n--y--\r\n--x--\r\n",
			"Body"},
		"forwarded": {"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: Inner\r\n\r\nInner text\r\n--x--\r\n", "Inner text"},
		"cut":       {"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nBody that ends here", "Body that ends here"},
	} {
		d := must(t, name+".eml", head+c.body)
		if d.Text != c.want {
			t.Errorf("%s: got %q, want %q", name, d.Text, c.want)
		}
		if d.Title != "Переговоры" || d.Publisher != "Jürgen" || d.Published.String() != "2019-03-08" || d.Format != document.Mail {
			t.Errorf("%s: got %+v", name, d)
		}
	}
	_, err := read(t, "a.eml", []byte("no mail at all"))
	refused(t, err, document.Broken, "its head cannot be read")
	_, err = read(t, "a.eml", []byte(head+"\r\n\r\n"))
	refused(t, err, document.Empty, "has no text")
}

// TestSavedPage reads a page that a browser saved: when it was saved says nothing of when it was published.
func TestSavedPage(t *testing.T) {
	d := must(t, "a.mhtml", "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/t\r\nSubject: Talks\r\nDate: Fri, 8 Mar 2024 10:00:00 -0000\r\n"+
		"MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n"+
		strings.ReplaceAll(page, "<link rel=\"canonical\"", "<link rel=\"other\"")+"\r\n--x\r\nContent-Type: text/css\r\n\r\np {}\r\n--x--\r\n")
	if d.Format != document.HTML || d.URL != "https://courier.example/t" || d.Published.String() != "2019-03-08" || d.Publisher != "The Coast Courier" || strings.Contains(d.Text, "Sport") {
		t.Errorf("got %+v", d)
	}
}

func TestWord(t *testing.T) {
	body := `<?xml version="1.0"?><w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Talks</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t xml:space="preserve">The two </w:t></w:r><w:del><w:r><w:delText>three </w:delText></w:r></w:del><w:r><w:t>delegations</w:t><w:tab/><w:t>met &amp; parted.</w:t><w:br/><w:t>Again.</w:t></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` +
		`<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></w:document>`
	notes := `<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>`
	core := `<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:title>On talks</dc:title><dc:creator>A. Writer</dc:creator></cp:coreProperties>`
	d := must(t, "a.docx", string(docx(t, map[string]string{"word/document.xml": body, "word/footnotes.xml": notes, "docProps/core.xml": core})))
	want := "Talks\n\nThe two delegations\tmet & parted.\nAgain.\n\nA\n\nB\n\nA note.\n\n"
	if d.Text != want || d.Title != "On talks" || d.Author != "A. Writer" || d.Format != document.Word || !d.Published.IsZero() {
		t.Errorf("got %+v", d)
	}
}

func TestPDF(t *testing.T) {
	d := must(t, "a.pdf", string(onePage("BT /F 12 Tf 72 700 Td (The two delegations met on Fri-) Tj 0 -14 Td (day \\(again\\), and agreed to ex) Tj (change crews.) Tj 0 -40 Td [(They) -300 (part) 20 (ed.)] TJ ET")))
	if want := "The two delegations met on Friday (again), and agreed to exchange crews.\n\nThey parted."; d.Text != want || d.Format != document.PDF {
		t.Errorf("got %q, want %q", d.Text, want)
	}
}

// TestLanguage tells the three languages that are known from others that share their letters.
func TestLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"The two delegations met on Friday and agreed to exchange the crews that each side holds.":        "en",
		"Две делегации встретились в пятницу и договорились об обмене экипажами, которые они удерживают.": "ru",
		"اجتمع الوفدان في المدينة القديمة يوم الجمعة من أجل تبادل الطواقم التي كانت محتجزة.":              "ar",
		"Die beiden Delegationen trafen sich am Freitag und einigten sich auf den Austausch der Crews.":   "",
		"Les deux délégations se sont réunies vendredi et ont convenu d'échanger les équipages.":          "",
		"Las dos delegaciones se reunieron el viernes y acordaron el canje de las tripulaciones.":         "",
		"Дві делегації зустрілися у п'ятницю та домовилися про обмін екіпажами, які вони утримують.":      "",
		"دو هیئت در روز جمعه با یکدیگر دیدار کردند و برای تبادل خدمه که در آن بود توافق شد.":              "",
		"两个代表团星期五会面。": "", "12 34": "", "": "",
	} {
		if got := document.Language(text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestSource makes a source that the domain accepts.
func TestSource(t *testing.T) {
	d := must(t, "talks.html", page)
	s := d.Source("courier-talks")
	if err := s.Validate(); err != nil {
		t.Error(err)
	}
	if s.Text != d.Text || s.Published != "2019-03-08" {
		t.Errorf("got %+v", s)
	}
}

// TestContext ends early.
func TestContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := document.FromBytes(ctx, []byte("text"), document.Hint{}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
	if _, err := document.Read(ctx, strings.NewReader("text"), document.Hint{}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
