package gazetteer

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"liaison/graph"
)

// maxSlug is the most bytes of an id that is made of a name.
const maxSlug = 80

// Slug makes an actor's id of a name: small Latin letters and digits, with hyphens between the words. Cyrillic and Arabic
// letters are written in Latin ones. Of a name in another script, and behind one that is too long, it takes 8 hex digits
// of the name's SHA-256. Articles at the beginning are left out.
func Slug(name string) graph.ActorID {
	var b []byte
	sc := scanner{text: name}
	var t token
	var buf [maxWord + 8]byte
	lost := false
	for sc.next(&t) {
		folded := string(fold(buf[:0], name[t.start:t.end], t.ascii))
		if len(b) == 0 && (folded == "the" || folded == "a" || folded == "an") {
			continue
		}
		word, all := romanize(folded)
		lost = lost || !all || folded == ""
		if word == "" {
			continue
		}
		if len(b) > 0 {
			b = append(b, '-')
		}
		b = append(b, word...)
	}
	if len(b) > maxSlug {
		b, lost = b[:maxSlug], true
		if cut := strings.LastIndexByte(string(b), '-'); cut > 0 {
			b = b[:cut]
		}
	}
	if lost || len(b) == 0 {
		sum := sha256.Sum256([]byte(name))
		if len(b) > 0 {
			b = append(b, '-')
		}
		b = append(b, hex.EncodeToString(sum[:4])...)
	}
	return graph.ActorID(b)
}

var cyrillicLatin = strings.NewReplacer(
	"а", "a", "б", "b", "в", "v", "г", "g", "д", "d", "е", "e", "ж", "zh", "з", "z", "и", "i", "й", "y", "к", "k", "л", "l", "м", "m",
	"н", "n", "о", "o", "п", "p", "р", "r", "с", "s", "т", "t", "у", "u", "ф", "f", "х", "kh", "ц", "ts", "ч", "ch", "ш", "sh",
	"щ", "shch", "ъ", "", "ы", "y", "ь", "", "э", "e", "ю", "yu", "я", "ya", "і", "i", "ї", "yi", "є", "ye", "ґ", "g", "ў", "w")

var arabicLatin = strings.NewReplacer(
	"ا", "a", "ب", "b", "ت", "t", "ث", "th", "ج", "j", "ح", "h", "خ", "kh", "د", "d", "ذ", "dh", "ر", "r", "ز", "z", "س", "s", "ش", "sh",
	"ص", "s", "ض", "d", "ط", "t", "ظ", "z", "ع", "a", "غ", "gh", "ف", "f", "ق", "q", "ك", "k", "ل", "l", "م", "m", "ن", "n", "ه", "h",
	"و", "w", "ي", "y", "ء", "", "پ", "p", "چ", "ch", "ژ", "zh", "گ", "g")

// romanize writes a folded word in Latin letters; false if some letter had to be left out.
func romanize(folded string) (string, bool) {
	out := folded
	if !isASCII(folded) {
		out = arabicLatin.Replace(cyrillicLatin.Replace(folded))
	}
	if isASCII(out) {
		return out, true
	}
	var kept []byte
	for i := range len(out) {
		if out[i] < 0x80 {
			kept = append(kept, out[i])
		}
	}
	return string(kept), false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
