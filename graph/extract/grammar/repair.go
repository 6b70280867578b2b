package grammar

import (
	"fmt"
	"strings"
)

// repairs are the rules of data/repair.tsv, which put right tags that the tagger is known to get wrong.
type repairs struct {
	rules []repair
	words *lexicon
}

// repair is one rule: where the words around fit, the tag of a token becomes another.
type repair struct {
	id  string
	at  [5]pattern // two before, the token, two after
	tag string
}

// pattern is what a token must be like: all tests of any of its alternatives. Empty: anything.
type pattern [][]test

// test is one alternative of a pattern.
type test struct {
	not   bool
	kind  testKind
	text  string // tag, beginning of a tag, or word in lower case
	class class
}

type testKind int

const (
	isTag     testKind = iota
	isTagLike          // the tag begins so
	isWord
	isClass
	isEdge    // there is no token
	isCapital // begins with a capital
	isKnown   // belongs to known words
	isArticle // a foreign article joined to a capital: "al-Rashid", "el-Din"
)

func loadRepairs(l *lexicon) (*repairs, error) {
	r := &repairs{words: l}
	return r, eachRow("data/repair.tsv", 8, func(f []string) error {
		rule := repair{id: f[0], tag: f[6]}
		for i := range rule.at {
			p, err := parsePattern(f[i+1])
			if err != nil {
				return fmt.Errorf("rule %s: %w", f[0], err)
			}
			rule.at[i] = p
		}
		r.rules = append(r.rules, rule)
		return nil
	})
}

// testClasses are the classes that a rule may ask for.
var testClasses = map[string]class{
	"@adjective":   wordAdjective,
	"@alone":       verbAlone,
	"@aux":         wordAuxiliary,
	"@base":        verbBase,
	"@be":          verbBe,
	"@cardinal":    wordCardinal,
	"@gerund":      verbGerund,
	"@mostly-noun": nounMostly,
	"@noun-inf":    nounInf,
	"@noun-ing":    nounIng,
	"@noun-that":   nounThat,
	"@participle":  verbParticiple,
	"@past":        verbPast,
	"@past-only":   pastOnly,
	"@person":      wordPerson,
	"@plural":      nounPlural,
	"@preposition": wordPreposition,
	"@present":     verbPresent,
	"@say":         verbSay,
	"@think":       verbThink,
	"@time":        wordTimeNoun,
	"@title":       wordTitle,
	"@verb":        verbAny,
	"@verb-only":   verbOnly,
}

func parsePattern(s string) (pattern, error) {
	var p pattern
	if s == "." {
		return p, nil
	}
	for _, alternative := range strings.Split(s, "|") {
		var all []test
		for _, one := range strings.Split(alternative, "&") {
			t, err := parseTest(one)
			if err != nil {
				return nil, fmt.Errorf("pattern %q: %w", s, err)
			}
			all = append(all, t)
		}
		p = append(p, all)
	}
	return p, nil
}

func parseTest(s string) (test, error) {
	var t test
	s, t.not = strings.CutPrefix(s, "!")
	switch {
	case s == "":
		return t, fmt.Errorf("a test is empty")
	case s[0] == '=':
		t.kind, t.text = isWord, s[1:]
	case s[0] == '@':
		c, ok := testClasses[s]
		if !ok {
			return t, fmt.Errorf("class %q is unknown", s)
		}
		t.kind, t.class = isClass, c
	case s == "<edge>":
		t.kind = isEdge
	case s == "<capital>":
		t.kind = isCapital
	case s == "<known>":
		t.kind = isKnown
	case s == "<article-name>":
		t.kind = isArticle
	case strings.HasSuffix(s, "*"):
		t.kind, t.text = isTagLike, strings.TrimSuffix(s, "*")
	default:
		t.kind, t.text = isTag, s
	}
	return t, nil
}

// repair applies the rules from left to right; all rules to a token before the next one, in order of the file.
func (p *Parser) repair(r *reading) {
	at := func(i int) *Token {
		if i < 0 || i >= len(r.line) {
			return nil
		}
		return r.line[i]
	}
	for i, t := range r.line {
		if r.role(i) != "" {
			continue
		}
		around := [5]*Token{at(i - 2), at(i - 1), t, at(i + 1), at(i + 2)}
		for n := range p.repairs.rules {
			if rule := &p.repairs.rules[n]; rule.fits(&around, p.words) {
				if t.Tag != rule.tag {
					t.Tag, t.Repair = rule.tag, rule.id
				}
			}
		}
	}
}

// fits says whether five tokens are as the rule asks.
func (r *repair) fits(tokens *[5]*Token, l *lexicon) bool {
	for _, i := range [...]int{2, 1, 3, 0, 4} {
		if !r.at[i].fits(tokens[i], l) {
			return false
		}
	}
	return true
}

func (p pattern) fits(t *Token, l *lexicon) bool {
	if len(p) == 0 {
		return true
	}
	for _, all := range p {
		fit := true
		for i := range all {
			if all[i].fits(t, l) == all[i].not {
				fit = false
				break
			}
		}
		if fit {
			return true
		}
	}
	return false
}

func (x *test) fits(t *Token, l *lexicon) bool {
	if t == nil {
		return x.kind == isEdge
	}
	switch x.kind {
	case isTag:
		return t.Tag == x.text
	case isTagLike:
		return strings.HasPrefix(t.Tag, x.text)
	case isWord:
		return t.Lower == x.text
	case isClass:
		return l.is(t.Lower, x.class)
	case isCapital:
		return isUpper(t.Text)
	case isKnown:
		return t.Known > 0
	case isArticle:
		article, name, ok := strings.Cut(t.Text, "-")
		return ok && len(article) == 2 && !isUpper(article) && isUpper(name)
	}
	return false
}
