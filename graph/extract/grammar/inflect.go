package grammar

import "strings"

// verbForms returns present, past, participle and gerund of a verb.
func (l *lexicon) verbForms(base string) [4][]string {
	past := pastOf(base)
	forms := [4][]string{{presentOf(base)}, {past}, {past}, {gerundOf(base)}}
	for i, f := range l.irregular[base] {
		if len(f) > 0 {
			forms[i] = f
		}
	}
	return forms
}

func presentOf(base string) string { return plural(base) }

// plural adds the s of nouns and of verbs.
func plural(base string) string {
	switch {
	case strings.HasSuffix(base, "man") && len(base) > 3 && base != "human" && base != "german":
		return strings.TrimSuffix(base, "man") + "men"
	case base == "man":
		return "men"
	case base == "child":
		return "children"
	case base == "person":
		return "people"
	case strings.HasSuffix(base, "s"), strings.HasSuffix(base, "x"), strings.HasSuffix(base, "z"), strings.HasSuffix(base, "ch"),
		strings.HasSuffix(base, "sh"):
		return base + "es"
	case strings.HasSuffix(base, "y") && !vowelBefore(base):
		return base[:len(base)-1] + "ies"
	case strings.HasSuffix(base, "o") && (base == "veto" || base == "echo" || base == "go" || base == "do" || base == "embargo"):
		return base + "es"
	}
	return base + "s"
}

func pastOf(base string) string {
	switch {
	case strings.HasSuffix(base, "e"):
		return base + "d"
	case strings.HasSuffix(base, "y") && !vowelBefore(base):
		return base[:len(base)-1] + "ied"
	case doubles(base):
		return base + base[len(base)-1:] + "ed"
	}
	return base + "ed"
}

func gerundOf(base string) string {
	switch {
	case strings.HasSuffix(base, "ie"):
		return base[:len(base)-2] + "ying"
	case strings.HasSuffix(base, "e") && !strings.HasSuffix(base, "ee") && !strings.HasSuffix(base, "oe") &&
		!strings.HasSuffix(base, "ye"):
		return base[:len(base)-1] + "ing"
	case doubles(base):
		return base + base[len(base)-1:] + "ing"
	}
	return base + "ing"
}

// vowelBefore says whether the last letter but one is a vowel.
func vowelBefore(s string) bool {
	return len(s) > 1 && strings.IndexByte("aeiou", s[len(s)-2]) >= 0
}

// doubles says whether the last consonant is doubled before "ed" and "ing": in one syllable ("stop"), and where the last one has
// the stress ("commit").
func doubles(base string) bool {
	n := len(base)
	if n < 3 || strings.IndexByte("bdgklmnprtv", base[n-1]) < 0 || !vowel(base[n-2]) || vowel(base[n-3]) {
		return false
	}
	syllables := 0
	for i := range n {
		if vowel(base[i]) && (i == 0 || !vowel(base[i-1])) {
			syllables++
		}
	}
	if syllables == 1 {
		return true
	}
	for _, end := range []string{"mit", "fer", "cur", "pel", "bel", "gret", "bat", "rol", "tack", "cel", "gel", "vel", "nap", "quip",
		"bar", "tend"} {
		if strings.HasSuffix(base, end) && !strings.HasSuffix(base, "offer") && !strings.HasSuffix(base, "suffer") &&
			!strings.HasSuffix(base, "differ") {
			return true
		}
	}
	return false
}

func vowel(b byte) bool { return strings.IndexByte("aeiou", b) >= 0 }

// verbOf returns the base of a verb's form; for unknown verbs by the rules of spelling.
func (l *lexicon) verbOf(form string) string {
	if v := l.words[form].verb; v != "" {
		return v
	}
	for _, end := range []string{"ing", "ied", "ies", "ed", "es", "s"} {
		stem, ok := strings.CutSuffix(form, end)
		if !ok || len(stem) < 3 {
			continue
		}
		switch end {
		case "ied", "ies":
			return stem + "y"
		case "s":
			return stem
		case "es":
			if strings.HasSuffix(stem, "s") || strings.HasSuffix(stem, "x") || strings.HasSuffix(stem, "z") ||
				strings.HasSuffix(stem, "ch") || strings.HasSuffix(stem, "sh") {
				return stem
			}
			return stem + "e"
		}
		return unstem(stem)
	}
	return form
}

// unstem makes a base of what stands before "ed" and "ing".
func unstem(stem string) string {
	n := len(stem)
	last, before := stem[n-1], stem[n-2]
	double := vowel(before) && n > 2 && vowel(stem[n-3]) && !strings.HasSuffix(stem[:n-1], "qui")
	switch {
	case last == before && strings.IndexByte("bdgmnprt", last) >= 0:
		return stem[:n-1]
	case last == 'v', last == 'c', last == 'z', last == 's' && before != 's', last == 'u', last == 'g' && before != 'n' ||
		strings.HasSuffix(stem, "eng"),
		last == 'l' && strings.IndexByte("bcdfgkptz", before) >= 0:
		return stem + "e"
	case double || !vowel(before):
		return stem
	}
	for _, end := range []string{"at", "ut", "ak", "ok", "ik", "uk", "ad", "od", "ud", "id", "in", "il", "ol", "ul", "am", "im", "um",
		"ap", "op", "up", "ip", "ir", "ar", "ur", "ib", "ob"} {
		if strings.HasSuffix(stem, end) {
			return stem + "e"
		}
	}
	return stem
}

// nounOf returns the base of a noun's form.
func (l *lexicon) nounOf(form string) string {
	if n := l.words[form].noun; n != "" {
		return n
	}
	switch {
	case strings.HasSuffix(form, "men") && len(form) > 4:
		return form[:len(form)-3] + "man"
	case strings.HasSuffix(form, "ies") && len(form) > 4:
		return form[:len(form)-3] + "y"
	case strings.HasSuffix(form, "sses"), strings.HasSuffix(form, "xes"), strings.HasSuffix(form, "ches"), strings.HasSuffix(form,
		"shes"):
		return form[:len(form)-2]
	case strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss") && !strings.HasSuffix(form, "us") &&
		!strings.HasSuffix(form, "is") && len(form) > 3:
		return form[:len(form)-1]
	}
	return form
}
