package extract_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"liaison/graph/extract"
	"liaison/graph/extract/lexicon"
	"liaison/graph/ontology"
)

// shared is one reader for all tests: it does not change.
var shared = sync.OnceValues(func() (*extract.Reader, error) {
	o, err := ontology.Load()
	if err != nil {
		return nil, err
	}
	return extract.New(extract.Options{Ontology: o})
})

func reader(t testing.TB) *extract.Reader {
	t.Helper()
	r, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read returns what a text proposes.
func read(t testing.TB, text extract.Text) []extract.Proposal {
	t.Helper()
	out, err := reader(t).Read(context.Background(), text)
	if err != nil {
		t.Fatalf("read %q: %v", text.Body, err)
	}
	return out
}

func words(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := lexicon.Load(o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// fires says whether a rule has a part in what a sentence proposes.
func fires(t testing.TB, sentence, rule string) bool {
	t.Helper()
	for _, p := range read(t, extract.Text{Body: sentence, Language: "en"}) {
		if slices.Contains(p.Rules, rule) {
			return true
		}
	}
	return false
}

// TestExamplesFireTheirEntries reads the example and the counter-example of every entry, with each of its words. The entry must fire
// for one of them at least; a word may also be read by an entry that says more, but something must be read.
func TestExamplesFireTheirEntries(t *testing.T) {
	l := words(t)
	for _, e := range l.Entries() {
		check(t, e.ID, e.Words, e.Example, e.Counter)
	}
	for _, o := range l.Operators() {
		if o.Example != "" {
			check(t, o.ID, o.Words, o.Example, o.Counter)
		}
	}
}

func check(t *testing.T, id string, words []string, example, counter string) {
	t.Helper()
	fired := false
	for _, w := range words {
		s := fill(example, w)
		own := fires(t, s, id)
		fired = fired || own
		if !own && len(read(t, extract.Text{Body: s, Language: "en"})) == 0 {
			t.Errorf("entry %s, word %q: nothing is read in the example %q", id, w, s)
		}
		if s := fill(counter, w); fires(t, s, id) {
			t.Errorf("entry %s, word %q: the counter-example %q fires it", id, w, s)
		}
	}
	if !fired {
		t.Errorf("entry %s: no word makes it fire in its example %q", id, example)
	}
}

// fill puts a word in the place that an example leaves for it.
func fill(example, word string) string {
	first, rest, _ := strings.Cut(word, " ")
	if rest != "" {
		rest = " " + rest
	}
	singular, plural := word, nounPlural(word)
	s := strings.NewReplacer("{past}", past(first)+rest, "{base}", word, "{sg}", singular, "{pl}", plural,
		"{cappl}", capital(plural), "{cap}", capital(singular)).Replace(example)
	return strings.NewReplacer("A a", "An a", "A e", "An e", "A i", "An i", "A o", "An o", " an t", " a t").Replace(s)
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func nounPlural(w string) string {
	head, of, phrase := strings.Cut(w, " of ")
	if phrase {
		return nounPlural(head) + " of " + of
	}
	switch {
	case strings.HasSuffix(w, "s") || strings.HasSuffix(w, "sh") || strings.HasSuffix(w, "ch") || strings.HasSuffix(w, "x"):
		return w + "es"
	case strings.HasSuffix(w, "y") && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	}
	return w + "s"
}

// irregular pasts of verbs in the lexicon.
var irregular = map[string]string{
	"be": "was", "beat": "beat", "become": "became", "begin": "began", "beseech": "beseeched", "break": "broke", "bring": "brought", "burn": "burned",
	"buy": "bought", "catch": "caught", "choose": "chose", "come": "came", "cut": "cut", "deal": "dealt", "do": "did", "drive": "drove", "fall": "fell",
	"feed": "fed", "fight": "fought", "find": "found", "flee": "fled", "fly": "flew", "forbid": "forbade", "forget": "forgot", "forgive": "forgave",
	"forsake": "forsook", "get": "got", "give": "gave", "go": "went", "grow": "grew", "hang": "hanged", "have": "had", "hit": "hit", "hold": "held",
	"hurt": "hurt", "keep": "kept", "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let", "make": "made", "mean": "meant",
	"meet": "met", "overrun": "overran", "overthrow": "overthrew", "pay": "paid", "put": "put", "quit": "quit", "retake": "retook", "ring": "rang",
	"rise": "rose", "run": "ran", "say": "said", "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "shoot": "shot", "sink": "sank",
	"sit": "sat", "slay": "slew", "speak": "spoke", "spend": "spent", "split": "split", "stand": "stood", "steal": "stole", "strike": "struck",
	"swear": "swore", "sweep": "swept", "take": "took", "tear": "tore", "tell": "told", "think": "thought", "throw": "threw", "undergo": "underwent",
	"undertake": "undertook", "uphold": "upheld", "undo": "undid", "shut": "shut", "stick": "stuck", "slit": "slit", "wed": "wed", "win": "won", "withdraw": "withdrew", "withhold": "withheld", "write": "wrote",
	"blow": "blew", "forswear": "forswore", "bear": "bore", "babysit": "babysat", "quiz": "quizzed", "gas": "gassed", "teargas": "teargassed",
}

// doubled verbs double their last letter.
var doubled = strings.Fields(`ban bar beg ram jam nab gag rob stab raid-stop stop drop slam rap grab equip-kidnap kidnap commit permit admit quit step plan plot
	refer deter expel compel rebel repel propel veto-swap swap strip ship snub shun prod whip chat net pat pin tap wrap map cap dub slap prop clip flog gun down-chop
	scrap chat confer tap lob shrug patrol control extol airdrop eavesdrop equip imperil fulfil war quarrel enrol compel abet whip rap clap ram snap batter-slam travel-pat throng-trip regret rebut submit transmit opt zip hug trap club abhor drag slip thin nab tip`)

func past(base string) string {
	if p, ok := irregular[base]; ok {
		return p
	}
	if head, tail, hyphen := strings.Cut(base, "-"); hyphen && tail != "" {
		if p := past(tail); tail == "abuse" || tail == "pope" || p != "" {
			return head + "-" + p
		}
	}
	switch {
	case strings.HasSuffix(base, "e"):
		return base + "d"
	case base == "ethnically" || base == "forcibly":
		return base
	case strings.HasSuffix(base, "y") && !strings.ContainsRune("aeiou", rune(base[len(base)-2])):
		return base[:len(base)-1] + "ied"
	case slices.Contains(doubled, base):
		return base + base[len(base)-1:] + "ed"
	}
	return base + "ed"
}
