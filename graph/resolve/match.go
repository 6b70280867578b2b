package resolve

import (
	"strings"
	"unicode/utf8"
)

// Grades of a match between a word of the query and a word of a name, out of 100.
const (
	gradeSame        = 100
	gradeLatin       = 80 // the same in Latin letters
	gradeBothLatin   = 60 // both in other scripts, the same in Latin letters
	gradeBone        = 55 // the same consonants, one of them without vowels
	gradeBoneBegin   = 38
	gradeSound       = 35 // the same consonants, both with vowels
	gradeNearBegin   = 45 // the beginning, with one typing error
	perError         = 25
	otherFirstLetter = 5
	mostBeginnings   = 5_000 // words looked at for one beginning, in order of the alphabet
)

// gradeOf is the grade of a form that is met exactly.
func gradeOf(t tag) int {
	switch t {
	case asBare:
		return 92
	case asInner:
		return 60
	case asInitials:
		return 90
	case asLatin:
		return gradeLatin
	}
	return gradeSame
}

func looseOf(t tag) uint8 {
	if t == asLatin {
		return letters
	}
	return wholeWord
}

// collect finds the words that a term is, begins or transliterates.
func (n *Names) collect(s *scratch, t *term) {
	if id, ok := n.forms.ids[t.text]; ok {
		for _, l := range n.forms.links[id] {
			t.exact = true
			t.match(l.word, gradeOf(l.tag), looseOf(l.tag))
		}
	}
	latin, stem := t.latin, t.text
	if b := bare(t.text); b != "" {
		latin, stem = ascii(b), b
		n.collectForm(t, b, gradeOf(asBare), wholeWord)
	}
	if latin != t.text {
		n.collectForm(t, latin, gradeLatin, letters)
	} else if rest, ok := articled(t.text); ok {
		n.collectForm(t, rest, gradeLatin-5, letters)
	}
	n.collectBeginnings(t, t.text, gradeSame, beginning)
	if latin != t.text && len(latin) > 1 {
		n.collectBeginnings(t, latin, gradeLatin, letters)
	}
	n.collectBones(t, stem, latin)
}

// articled cuts an Arabic article that was written onto a word in Latin letters: "alsharaa".
func articled(text string) (string, bool) {
	for _, article := range []string{"al", "el"} {
		if rest, ok := strings.CutPrefix(text, article); ok && len(rest) >= 4 {
			return rest, true
		}
	}
	return "", false
}

// collectForm matches the words of one form, graded at most as said.
func (n *Names) collectForm(t *term, form string, grade int, loose uint8) {
	id, ok := n.forms.ids[form]
	if !ok {
		return
	}
	for _, l := range n.forms.links[id] {
		if l.tag == asLatin && loose == letters {
			t.match(l.word, gradeBothLatin, letters)
			continue
		}
		t.match(l.word, min(grade, gradeOf(l.tag)), max(loose, looseOf(l.tag)))
	}
}

// collectBeginnings matches the words that begin with a text; the more of the word it is, the better. Words before the
// last one are seldom left unfinished, and by three letters at least.
func (n *Names) collectBeginnings(t *term, text string, grade int, loose uint8) {
	if !t.last && utf8.RuneCountInString(text) < 3 {
		return
	}
	n.forms.beginning(text, mostBeginnings, func(id int32) {
		part := 20 * len(text) / len(n.forms.text[id])
		for _, l := range n.forms.links[id] {
			g := min(grade, gradeOf(l.tag)) - 30 + part
			if !t.last {
				g -= 15
			}
			if l.tag == asInitials {
				g -= 20
			}
			t.match(l.word, g, max(loose, looseOf(l.tag)))
		}
	})
}

// collectBones matches words by their consonants where one side is written without vowels.
func (n *Names) collectBones(t *term, stem, latin string) {
	bone := bone(stem, latin, t.abjad)
	if bone == "" {
		return
	}
	if id, ok := n.bones.ids[bone]; ok {
		for _, l := range n.bones.links[id] {
			if w := &n.words[l.word]; t.abjad || w.abjad {
				t.match(l.word, gradeBone-unlike(latin, w.latin), letters)
			}
		}
	}
	if !t.last || len(bone) < 3 {
		return
	}
	n.bones.beginning(bone, mostBeginnings, func(id int32) {
		for _, l := range n.bones.links[id] {
			if w := &n.words[l.word]; t.abjad || w.abjad {
				t.match(l.word, gradeBoneBegin-unlike(latin, w.latin), letters)
			}
		}
	})
}

// unlike is how little two romanisations look like each other, 0 to 10; it orders words with the same consonants.
func unlike(a, b string) int {
	whole, _ := distance([]rune(a), []rune(b), 10)
	return min(whole, 10)
}

// collectNear finds the words that a term is with typing errors, or sounds like.
func (n *Names) collectNear(s *scratch, t *term) {
	n.collectNearForm(s, t, t.text, 0, errors)
	if t.latin != t.text {
		n.collectNearForm(s, t, t.latin, gradeSame-gradeLatin, errors)
	}
	bone := skeleton(t.latin)
	if t.abjad || len(bone) < 3 {
		return
	}
	if id, ok := n.bones.ids[bone]; ok {
		for _, l := range n.bones.links[id] {
			if w := &n.words[l.word]; !w.abjad && unlike(t.latin, w.latin) <= 3 {
				t.match(l.word, gradeSound-unlike(t.latin, w.latin), errors)
			}
		}
	}
}

func (n *Names) collectNearForm(s *scratch, t *term, text string, less int, loose uint8) {
	r := []rune(text)
	most := maxEdits(len(r))
	if most == 0 {
		return
	}
	// An edit changes at most four trigrams, a swap; so this many must be left.
	of := grams(r, true, nil)
	begins := t.last && len(r) >= 5
	s.touched = n.forms.near(of, max(1, len(of)-4*most), s.counts, s.touched, func(id int32, shared int) {
		form := n.forms.runes[id]
		if len(form) < len(r)-most {
			return
		}
		if len(form) > len(r)+most && (!begins || shared < max(2, len(of)-1-3*most)) {
			return // an unfinished word must be a little nearer, as most words share some trigrams with it
		}
		whole, begin := distance(r, form, most)
		var g int
		switch {
		case whole == 0 || whole > most && (begin > most || !begins):
			return // as written, which collect has found, or too far
		case whole <= most:
			g = gradeSame - 5 - perError*whole
		default:
			g = gradeNearBegin - perError/2*(begin-1)
		}
		if r[0] != form[0] {
			g -= otherFirstLetter
		}
		for _, l := range n.forms.links[id] {
			if l.tag == asInitials {
				continue // an abbreviation with an error is another abbreviation
			}
			t.match(l.word, g-less-(gradeSame-gradeOf(l.tag))/2, loose)
		}
	})
}
