package document

import "strings"

// readMarkdown takes the marks out of Markdown. Headings, paragraphs, list items and quotations keep their words; code blocks,
// pictures, comments and link targets go. A front matter gives title, date, url, language, author and publisher.
func (d *Document) readMarkdown(text string) {
	text = d.frontMatter(clean(text))
	var out strings.Builder
	fence := ""
	for row := range strings.Lines(text) {
		row = strings.TrimRight(row, " \t\n")
		bare := strings.TrimLeft(row, " \t")
		if fence != "" {
			if strings.HasPrefix(bare, fence) {
				fence = ""
			}
			continue
		}
		if strings.HasPrefix(bare, "```") || strings.HasPrefix(bare, "~~~") {
			fence = bare[:3]
			out.WriteString("\n")
			continue
		}
		d.markdownLine(&out, row)
	}
	d.Text = strings.Trim(squeeze(out.String()), "\n")
}

func (d *Document) markdownLine(out *strings.Builder, row string) {
	bare := strings.TrimLeft(row, " \t")
	for strings.HasPrefix(bare, ">") {
		bare = strings.TrimLeft(bare[1:], " \t")
	}
	heading := false
	if rest := strings.TrimLeft(bare, "#"); rest != bare && len(bare)-len(rest) <= 6 && (rest == "" || rest[0] == ' ' || rest[0] == '\t') {
		bare, heading = strings.TrimSpace(strings.TrimRight(strings.TrimSpace(rest), "#")), true
	}
	switch {
	case rule(bare), definition(bare):
		out.WriteString("\n")
		return
	case !heading:
		rest, item := unlisted(bare)
		if item {
			out.WriteString("\n")
		}
		bare = rest
	}
	bare = inline(bare)
	if heading {
		if d.Title == "" {
			d.Title = line(bare)
		}
		out.WriteString("\n" + bare + "\n\n")
		return
	}
	out.WriteString(bare + "\n")
}

// rule says whether a line only draws a line: ---, ***, ===, or the one under the heads of a table.
func rule(s string) bool {
	if len(s) < 3 && s != "==" && s != "--" {
		return false
	}
	return strings.Trim(s, "-* _") == "" || strings.Trim(s, "=") == "" || s[0] == '|' && strings.Trim(s, "|-: ") == ""
}

// definition says whether a line tells where a link leads: "[1]: https://...".
func definition(s string) bool {
	end := strings.Index(s, "]:")
	return strings.HasPrefix(s, "[") && end > 0 && !strings.HasPrefix(s, "[^") && !strings.ContainsAny(s[1:end], "[]")
}

// unlisted takes the mark of a list item away.
func unlisted(s string) (string, bool) {
	if len(s) > 1 && strings.IndexByte("-*+", s[0]) >= 0 && (s[1] == ' ' || s[1] == '\t') {
		s = strings.TrimLeft(s[2:], " \t")
		for _, box := range []string{"[ ] ", "[x] ", "[X] "} {
			s = strings.TrimPrefix(s, box)
		}
		return s, true
	}
	digits := 0
	for digits < len(s) && digits < 9 && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	// A year at the start of a line is no number of a list.
	if digits > 0 && digits < 4 && len(s) > digits+1 && (s[digits] == '.' || s[digits] == ')') && s[digits+1] == ' ' {
		return strings.TrimLeft(s[digits+1:], " "), true
	}
	if strings.HasPrefix(s, "|") {
		return strings.Join(strings.Fields(strings.ReplaceAll(s, "|", " ")), " "), false
	}
	return s, false
}

// squeeze leaves one blank line where there are several.
func squeeze(s string) string {
	var b strings.Builder
	lines := 0
	for i := range len(s) {
		if s[i] == '\n' {
			if lines++; lines > 2 {
				continue
			}
		} else {
			lines = 0
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// frontMatter reads "name: value" lines between two lines of --- at the very start, and returns what follows them.
func (d *Document) frontMatter(text string) string {
	if !strings.HasPrefix(text, "---\n") {
		return text
	}
	end := strings.Index(text, "\n---\n")
	if end < 0 || end > 1<<14 {
		return text
	}
	for row := range strings.Lines(text[4 : end+1]) {
		name, value, ok := strings.Cut(row, ":")
		value = strings.Trim(strings.TrimSpace(value), "\"'")
		if !ok || value == "" || value == "null" {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "title":
			d.Title = line(value)
		case "date", "published":
			d.Published = published(value)
		case "url":
			d.URL = first(d.URL, webAddress(value))
		case "lang", "language":
			d.Language = first(d.Language, languageTag(value))
		case "author":
			d.Author = value
		case "publisher":
			d.Publisher = value
		}
	}
	return text[end+len("\n---\n"):]
}
