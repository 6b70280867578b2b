package document

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"unicode"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of a page: what no page that people read comes near.
const (
	maxMarkup   = 16 << 20 // bytes
	maxElements = 100_000
	maxDepth    = 400 // elements within each other
)

// readHTML takes the main content of a page, under its headline.
func (d *Document) readHTML(ctx context.Context, page string) error {
	root, err := d.parsePage(page)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	d.pageFacts(root)
	whole := wholePage(root)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	var base *url.URL
	if d.URL != "" {
		base, _ = url.Parse(d.URL)
	}
	article, err := parser.ParseAndMutate(root, base)
	if err != nil {
		return fail(NoContent, d.Name, "is a page whose content cannot be found", err)
	}
	d.Title, d.Publisher, d.Author = line(article.Title()), article.SiteName(), article.Byline()
	if d.Language == "" {
		d.Language = languageTag(article.Language())
	}
	if article.Node != nil {
		whole = first(strings.TrimSpace(textOf(article.Node)), whole)
	}
	d.Text = underTitle(d.Title, whole)
	return nil
}

// wholePage is the text of a page that is too short for the main content to be told from the rest; empty where most of it is links.
func wholePage(root *html.Node) string {
	text := strings.TrimSpace(textOf(root))
	if len(text) > 2000 {
		return ""
	}
	links := 0
	for n := range root.Descendants() {
		if n.DataAtom == atom.A {
			links += len(strings.TrimSpace(textOf(n)))
		}
	}
	if 2*links > len(text) || !strings.ContainsAny(text, ".!?。؟") {
		return ""
	}
	return text
}

// parsePage reads markup into a tree that is small enough, and takes out what is no text.
func (d *Document) parsePage(page string) (*html.Node, error) {
	if len(page) > maxMarkup {
		return nil, fail(TooLarge, d.Name, "is a page of "+count(len(page))+" bytes; at most "+count(maxMarkup)+" are read", nil)
	}
	if n, depth := measure(page); n > maxElements || depth > maxDepth {
		return nil, fail(TooLarge, d.Name, "is a page of more than "+count(maxElements)+" elements, or of more than "+count(maxDepth)+" within each other", nil)
	}
	root, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fail(Broken, d.Name, "is no HTML that can be read", err)
	}
	return root, nil
}

// measure counts the elements of a page and how deep they lie within each other, before a tree of them is made.
func measure(page string) (elements, deepest int) {
	z := html.NewTokenizer(strings.NewReader(page))
	depth := 0
	for elements <= maxElements && deepest <= maxDepth {
		switch z.Next() {
		case html.ErrorToken:
			return elements, deepest
		case html.StartTagToken:
			elements++
			if name, _ := z.TagName(); !alone(atom.Lookup(name)) {
				depth++
				deepest = max(deepest, depth)
			}
		case html.SelfClosingTagToken:
			elements++
		case html.EndTagToken:
			depth = max(depth-1, 0)
		}
	}
	return elements, deepest
}

// alone says whether an element has no end tag, or may leave it out, so that it does not hold what follows.
func alone(a atom.Atom) bool {
	switch a {
	case atom.Br, atom.Img, atom.Meta, atom.Link, atom.Input, atom.Hr, atom.Area, atom.Base, atom.Col, atom.Embed, atom.Source,
		atom.Track, atom.Wbr, atom.Param, atom.P, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Td, atom.Th, atom.Option, atom.Thead, atom.Tbody:
		return true
	}
	return false
}

// underTitle puts a headline over a text that does not begin with it.
func underTitle(title, text string) string {
	if title == "" || strings.TrimSpace(text) == "" || strings.HasPrefix(strings.TrimSpace(text), title) {
		return text
	}
	return title + "\n\n" + text
}

// writer writes the text of a page: paragraphs parted by blank lines, white space within them as one blank.
type writer struct {
	out   bytes.Buffer
	space bool // a blank is due before the next word
	lines int  // line ends that are due before the next word
	pre   int  // how many elements keep their white space
}

// textOf returns the text of an element.
func textOf(n *html.Node) string {
	w := &writer{}
	w.node(n)
	return w.out.String()
}

func (w *writer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		if unread(n) {
			return
		}
	case html.CommentNode, html.DoctypeNode:
		return
	}
	breaks := block(n)
	w.due(breaks)
	if n.DataAtom == atom.Pre || n.DataAtom == atom.Textarea {
		w.pre++
		defer func() { w.pre-- }()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
	w.due(breaks)
	if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
		w.space = true
	}
}

// due asks for line ends before the next word.
func (w *writer) due(lines int) { w.lines = max(w.lines, lines) }

func (w *writer) text(s string) {
	for _, r := range s {
		switch {
		case r == '\n' && w.pre > 0:
			w.due(1)
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			w.space = true
		default:
			w.flush()
			w.out.WriteRune(r)
		}
	}
}

func (w *writer) flush() {
	switch {
	case w.out.Len() == 0:
	case w.lines > 0:
		for range w.lines {
			w.out.WriteByte('\n')
		}
	case w.space:
		w.out.WriteByte(' ')
	}
	w.lines, w.space = 0, false
}

// unread says whether an element holds no text that a reader of the page sees as such.
func unread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Math, atom.Iframe, atom.Object, atom.Embed, atom.Canvas,
		atom.Audio, atom.Video, atom.Head, atom.Button, atom.Select, atom.Input, atom.Textarea, atom.Nav, atom.Footer:
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" {
			return true
		}
	}
	return false
}

// block is how many line ends part an element from what is before and after it.
func block(n *html.Node) int {
	switch n.DataAtom {
	case atom.Br:
		return 1
	case atom.Tr, atom.Dt, atom.Dd, atom.Option:
		return 1
	case atom.P, atom.Div, atom.Section, atom.Article, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li,
		atom.Blockquote, atom.Pre, atom.Table, atom.Figure, atom.Figcaption, atom.Header, atom.Footer, atom.Aside, atom.Main, atom.Hr,
		atom.Dl, atom.Address, atom.Fieldset, atom.Form, atom.Details, atom.Summary, atom.Caption:
		return 2
	}
	return 0
}
