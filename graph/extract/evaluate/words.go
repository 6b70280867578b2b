package evaluate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"liaison/graph"
)

// phrase is the words of an actor as they are compared: folded, without articles, possessives and the dots of initials.
type phrase struct {
	words []string // content words, prepositions among them
	head  string   // the noun that the phrase is about, in the singular, as far as can be told without a parser
	// lead says that the first word has a capital and all others have none: "Israeli troops".
	lead bool
}

// maxMore is how many words longer a phrase may be that says the same with more words.
const maxMore = 6

func newPhrase(text string) phrase {
	var p phrase
	p.lead = true
	cut := -1 // where the head's part of the phrase ends
	for _, token := range strings.FieldsFunc(joinInitials(text), unicode.IsSpace) {
		for i, w := range graph.Words(token) {
			if isDeterminer(w) || w == "s" && i > 0 {
				continue
			}
			if cut < 0 && len(p.words) > 0 && isLink(w) {
				cut = len(p.words)
			}
			r, _ := utf8.DecodeRuneInString(strings.TrimLeft(token, "\"'(“‘[-"))
			if len(p.words) == 0 != unicode.IsUpper(r) {
				p.lead = false
			}
			p.words = append(p.words, w)
		}
		if cut < 0 && len(p.words) > 0 && strings.HasSuffix(token, ",") {
			cut = len(p.words)
		}
	}
	if cut < 0 {
		cut = len(p.words)
	}
	if cut > 0 {
		p.head = singular(p.words[cut-1])
	}
	return p
}

// joinInitials takes the dots out of "U.S." and "U.N.", so that they are one word.
func joinInitials(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	fields := strings.Fields(s)
	for i, f := range fields {
		if strings.Count(f, ".") < 2 {
			continue
		}
		parts, initials := strings.Split(strings.TrimRight(f, ","), "."), true
		for _, part := range parts[:len(parts)-1] {
			initials = initials && utf8.RuneCountInString(part) == 1
		}
		if last := parts[len(parts)-1]; initials && (last == "" || strings.HasPrefix(last, "'") || strings.HasPrefix(last, "’") || len(last) == 1) {
			fields[i] = strings.Join(parts, "")
		}
	}
	return strings.Join(fields, " ")
}

func (p *phrase) same(q *phrase) bool { return len(p.words) > 0 && slices.Equal(p.words, q.words) }

// alike says that two phrases may well mean the same: they have the same head and one has all words of the other, or one is
// a single proper word that the other begins with ("Israeli", "Israeli troops").
func (p *phrase) alike(q *phrase) bool {
	if len(p.words) > len(q.words) {
		p, q = q, p
	}
	if len(p.words) == 0 || len(q.words)-len(p.words) > maxMore {
		return false
	}
	if len(p.words) == 1 && p.lead && q.lead && q.words[0] == p.words[0] {
		return true
	}
	if p.head != q.head {
		return false
	}
	for _, w := range p.words {
		if !isLink(w) && !slices.ContainsFunc(q.words, func(v string) bool { return singular(v) == singular(w) }) {
			return false
		}
	}
	return true
}

// singular is good enough to compare two forms of one noun.
func singular(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

func isDeterminer(w string) bool {
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your":
		return true
	}
	return false
}

// isLink says whether a word parts the head of a phrase from what hangs on it.
func isLink(w string) bool {
	switch w {
	case "of", "in", "from", "at", "on", "by", "for", "with", "to", "under", "near", "against", "inside", "outside", "who", "which", "whose", "and", "loyal", "known", "called", "named", "led", "headed":
		return true
	}
	return false
}

// isPronoun looks at the words as written: "us" is one, "US" is a country.
func isPronoun(text string) bool {
	w := strings.TrimSpace(text)
	if first, n := utf8.DecodeRuneInString(w); n > 0 {
		w = string(unicode.ToLower(first)) + w[n:]
	}
	switch w {
	case "i", "me", "we", "us", "you", "he", "him", "she", "her", "it", "they", "them", "himself", "herself", "itself", "themselves",
		"who", "whom", "which", "that", "this", "these", "those", "both", "each other", "one another", "his", "its", "their", "hers", "theirs", "our":
		return true
	}
	return false
}
