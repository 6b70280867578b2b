package storetest

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A case is a plain text: records to write, questions to ask, answers to expect. See testdata/README.md.
type script struct {
	name  string
	steps []step
}

// step is one line with the indented lines below it, which say what is expected.
type step struct {
	line   int
	verb   string
	words  []string            // the plain words after the verb
	opts   map[string][]string // key=value
	expect []string
}

// parseScript reads a case.
func parseScript(name, text string) (script, error) {
	s := script{name: name}
	for i, raw := range strings.Split(text, "\n") {
		line := strings.TrimRight(raw, " \t\r")
		switch {
		case strings.TrimSpace(line) == "", strings.HasPrefix(strings.TrimSpace(line), "#"):
			continue
		case line[0] == ' ' || line[0] == '\t':
			if len(s.steps) == 0 {
				return s, fmt.Errorf("%s:%d: an indented line says what is expected of the line above, and there is none", name, i+1)
			}
			last := &s.steps[len(s.steps)-1]
			last.expect = append(last.expect, strings.Join(strings.Fields(line), " "))
			continue
		}
		tokens, err := tokens(line)
		if err != nil {
			return s, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
		st := step{line: i + 1, verb: tokens[0].text, opts: map[string][]string{}}
		for _, t := range tokens[1:] {
			if t.key == "" {
				st.words = append(st.words, t.text)
			} else {
				st.opts[t.key] = append(st.opts[t.key], t.text)
			}
		}
		s.steps = append(s.steps, st)
	}
	return s, nil
}

// token is a word, or key=value; text in double quotes may hold blanks.
type token struct{ key, text string }

func tokens(line string) ([]token, error) {
	var out []token
	for line = strings.TrimLeft(line, " \t"); line != ""; line = strings.TrimLeft(line, " \t") {
		var t token
		if eq := strings.IndexAny(line, `= "`); eq > 0 && line[eq] == '=' {
			t.key, line = line[:eq], line[eq+1:]
		}
		if strings.HasPrefix(line, `"`) {
			quoted, err := strconv.QuotedPrefix(line)
			if err != nil {
				return nil, fmt.Errorf("a quotation does not end: %s", line)
			}
			t.text, _ = strconv.Unquote(quoted) // a quoted prefix is well formed
			line = line[len(quoted):]
		} else {
			end := strings.IndexAny(line+" ", " \t")
			t.text, line = line[:end], line[end:]
		}
		out = append(out, t)
	}
	return out, nil
}

// allow refuses options that nobody reads, which are typing errors.
func (s step) allow(keys ...string) error {
	for k := range s.opts {
		if !slices.Contains(keys, k) {
			return fmt.Errorf("%s=: %q does not know it; it knows %s", k, s.verb, strings.Join(keys, ", "))
		}
	}
	return nil
}

// need gives the plain words, of which there must be n.
func (s step) need(n int, what string) ([]string, error) {
	if len(s.words) != n {
		return nil, fmt.Errorf("%q is followed by %s; here stands %q", s.verb, what, s.words)
	}
	return s.words, nil
}

// one gives the only value of an option, empty when it is not there.
func (s step) one(key string) string {
	if v := s.opts[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

func (s step) number(key string) (int, error) {
	v := s.one(key)
	if v == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return 0, fmt.Errorf("%s=%s: not a number", key, v)
	}
	return n, nil
}

// list gives all values of an option; commas part them, too.
func list[T ~string](s step, key string) []T {
	var out []T
	for _, v := range s.opts[key] {
		for part := range strings.SplitSeq(v, ",") {
			out = append(out, T(part))
		}
	}
	return out
}
