package document

import (
	"encoding/json"
	"maps"
	"net/mail"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"liaison/graph"
)

// pageFacts reads what a page states of itself in its head: when it was published, where, in what language.
func (d *Document) pageFacts(root *html.Node) {
	meta := map[string]string{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Meta:
			value := strings.TrimSpace(attribute(n, "content"))
			for _, key := range [...]string{"property", "name", "itemprop"} {
				if name := strings.ToLower(attribute(n, key)); name != "" && meta[name] == "" {
					meta[name] = value
				}
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				meta["canonical"] = attribute(n, "href")
			}
		case atom.Time:
			if attribute(n, "itemprop") == "datePublished" || attribute(n, "pubdate") != "" {
				meta["time"] = attribute(n, "datetime")
			}
		case atom.Script:
			if strings.EqualFold(attribute(n, "type"), "application/ld+json") && n.FirstChild != nil && meta["json"] == "" {
				meta["json"] = linkedDate(n.FirstChild.Data)
			}
		}
	}
	if d.URL == "" {
		d.URL = first(webAddress(meta["canonical"]), webAddress(meta["og:url"]))
	}
	for _, name := range []string{
		"article:published_time", "article:published", "og:published_time", "datepublished", "json", "time", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
		"parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publishdate", "publication_date", "citation_publication_date", "pdate", "date",
	} {
		if w := published(meta[name]); !w.IsZero() {
			d.Published = w
			return
		}
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// linkedDate returns datePublished of JSON-LD, wherever in it that stands first; some pages wrap it as CDATA.
func linkedDate(text string) string {
	var value any
	text = strings.TrimSpace(text)
	text = strings.TrimSuffix(strings.TrimPrefix(text, "<![CDATA["), "]]>")
	if len(text) > 1<<20 || json.Unmarshal([]byte(text), &value) != nil {
		return ""
	}
	return findDate(value, 0)
}

func findDate(value any, depth int) string {
	if depth > 20 {
		return ""
	}
	switch v := value.(type) {
	case map[string]any:
		if s, ok := v["datePublished"].(string); ok {
			return s
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if key == "comment" || key == "review" || key == "isPartOf" || key == "citation" {
				continue // things with dates of their own
			}
			if s := findDate(v[key], depth+1); s != "" {
				return s
			}
		}
	case []any:
		for _, item := range v {
			if s := findDate(item, depth+1); s != "" {
				return s
			}
		}
	}
	return ""
}

// published reads a publication date as pages, mails and front matters write them: ISO 8601 to any precision, or as in mail. The day
// is the one that is written there, in whatever time zone. What is not understood is no date.
func published(s string) graph.When {
	s = strings.TrimSpace(s)
	if len(s) > 100 {
		return graph.When{}
	}
	if w, err := graph.ParsePublished(s); err == nil {
		return w
	}
	if len(s) == len("20241220") && strings.Trim(s, "0123456789") == "" {
		s = s[:4] + "-" + s[4:6] + "-" + s[6:]
		if w, err := graph.ParsePublished(s); err == nil {
			return w
		}
	}
	for _, n := range []int{len("2024-12-20"), len("2024-12"), len("2024")} {
		if len(s) > n && (s[n] == 'T' || s[n] == ' ') {
			if w, err := graph.ParsePublished(s[:n]); err == nil {
				return w
			}
		}
	}
	if t, err := mail.ParseDate(s); err == nil {
		if day, err := graph.NewDay(t.Year(), int(t.Month()), t.Day()); err == nil {
			return graph.ExactDay(day)
		}
	}
	return graph.When{}
}

// languageTag returns a tag that has the form of BCP 47, with "-" between its parts; else nothing.
func languageTag(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	parts := strings.Split(s, "-")
	if len(s) > 35 || len(parts[0]) < 2 || len(parts[0]) > 3 {
		return ""
	}
	for i, part := range parts {
		if part == "" || len(part) > 8 {
			return ""
		}
		for _, r := range part {
			letter := r|0x20 >= 'a' && r|0x20 <= 'z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return ""
			}
		}
	}
	parts[0] = strings.ToLower(parts[0])
	return strings.Join(parts, "-")
}
