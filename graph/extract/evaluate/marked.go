package evaluate

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"liaison/graph/extract"
)

// Marked is a text in which it is marked whom words mean.
type Marked struct {
	ID    string
	Body  string
	Marks []Mark
}

// Mark is words of a marked text.
type Mark struct {
	Start, End int
	Means      []string // keys of whom they mean
}

// ReadMarked reads a file of marked texts, parted by blank lines: "[The Front=front] said [it=front] had met [them=mali+niger]". What begins
// with # is a remark.
func ReadMarked(file string) ([]Marked, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var out []Marked
	for part := range strings.SplitSeq(string(raw), "\n\n") {
		if part = strings.TrimSpace(part); part == "" || part[0] == '#' {
			continue
		}
		m := Marked{ID: fmt.Sprintf("%s:%d", file, len(out)+1)}
		for part != "" {
			before, rest, open := strings.Cut(part, "[")
			m.Body += before
			if !open {
				break
			}
			inner, after, closed := strings.Cut(rest, "]")
			words, keys, ok := strings.Cut(inner, "=")
			if !closed || !ok {
				return nil, fmt.Errorf("%s: [%s is no mark like [words=key]", m.ID, inner)
			}
			m.Marks = append(m.Marks, Mark{len(m.Body), len(m.Body) + len(words), strings.Split(keys, "+")})
			m.Body += words
			part = after
		}
		out = append(out, m)
	}
	return out, nil
}

// MarkedCases finds the questions of marked texts, with all whom they may mean.
func MarkedCases(ctx context.Context, x Referrer, texts []Marked) ([]Case, error) {
	var out []Case
	for i := range texts {
		m := &texts[i]
		list, err := x.References(ctx, extract.Text{Body: m.Body, Language: "en"})
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.ID, err)
		}
		for _, ref := range list {
			keys := m.asked(&ref)
			if keys == nil {
				continue
			}
			c := Case{Text: m.ID, At: ref.Start, Words: ref.Text, Taken: -1}
			if ref.Taken {
				c.Taken = 0
			}
			for _, choice := range ref.Choices {
				c.Choices = append(c.Choices, Lesson{Text: m.ID, Features: choice.Features, Right: m.means(&choice, keys)})
			}
			out = append(out, c)
		}
	}
	return out, nil
}

// asked are the keys of a question that is marked: of a pronoun itself, or of a description that begins there.
func (m *Marked) asked(ref *extract.Reference) []string {
	for _, s := range m.Marks {
		if s.Start == ref.Start && (s.End == ref.End || !isDeterminer(strings.ToLower(ref.Text)) || strings.EqualFold(ref.Text, "the")) {
			return s.Means
		}
	}
	return nil
}

// at are the keys of the words that cover a place.
func (m *Marked) at(start, end int) []string {
	for _, s := range m.Marks {
		if s.Start < end && start < s.End {
			return s.Means
		}
	}
	return nil
}

// means says whether a choice is just those whom the keys mean.
func (m *Marked) means(c *extract.Choice, keys []string) bool {
	for i := range c.Mentions {
		if !slices.ContainsFunc(keys, func(key string) bool { return m.is(&c.Mentions[i], key) }) {
			return false
		}
	}
	return len(c.Mentions) == len(keys)
}

// is says whether a mention means one of a key: by where its words end, or by the name of whom it is taken for.
func (m *Marked) is(x *extract.Mention, key string) bool {
	if keys := m.at(x.End-1, x.End); keys != nil {
		return slices.Contains(keys, key)
	}
	if x.New == nil {
		return false
	}
	name := newPhrase(x.New.Name)
	return slices.ContainsFunc(m.Marks, func(s Mark) bool {
		p := newPhrase(m.Body[s.Start:s.End])
		return len(s.Means) == 1 && s.Means[0] == key && (p.same(&name) || p.alike(&name))
	})
}
