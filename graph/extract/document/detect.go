package document

import (
	"bytes"
	"mime"
	"path"
	"strings"
)

// detect tells the format: by the bytes where they say so, else by the stated type, else by the name.
func detect(raw []byte, h Hint) (Format, error) {
	head := raw[:min(len(raw), 1024)]
	ending := strings.ToLower(path.Ext(strings.ReplaceAll(h.Name, "\\", "/")))
	switch {
	case bytes.Contains(head, []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return zipped(raw, h.Name, ending)
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return "", fail(Unsupported, h.Name, "is an old Office file; save it as .docx, .pdf or .txt", nil)
	case bytes.HasPrefix(raw, []byte(`{\rtf`)):
		return "", fail(Unsupported, h.Name, "is a rich text file (.rtf); save it as .docx, .pdf or .txt", nil)
	}
	if format, ok := stated(h.ContentType); ok {
		return format, nil
	}
	if format, ok := named(ending); ok {
		return format, nil
	}
	if looksHTML(head) {
		return HTML, nil
	}
	return Plain, nil
}

func zipped(raw []byte, name, ending string) (Format, error) {
	if ending == ".docx" || ending == ".docm" || bytes.Contains(raw, []byte("word/document")) || bytes.Contains(raw, []byte("word/_rels")) {
		return Word, nil
	}
	return "", fail(Unsupported, name, "is an archive, not a document; unpack it and give the folder", nil)
}

// stated is the format that a server or mail states. "text/plain" says little: it is what servers say of files they do not know.
func stated(contentType string) (Format, bool) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return "", false
	}
	switch kind {
	case "text/html", "application/xhtml+xml":
		return HTML, true
	case "text/markdown", "text/x-markdown":
		return Markdown, true
	case "message/rfc822":
		return Mail, true
	}
	return "", false
}

func named(ending string) (Format, bool) {
	switch ending {
	case ".html", ".htm", ".xhtml", ".xht":
		return HTML, true
	case ".md", ".markdown", ".mdown":
		return Markdown, true
	case ".eml", ".mht", ".mhtml":
		return Mail, true
	case ".txt", ".text":
		return Plain, true
	}
	return "", false
}

// looksHTML says whether the first sign of a text is a tag that begins a page.
func looksHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return true
		}
	}
	return bytes.HasPrefix(head, []byte("<?xml")) && bytes.Contains(head, []byte("<html"))
}
