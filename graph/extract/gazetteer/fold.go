package gazetteer

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWord is the most bytes of a word that are looked at; a longer one is no name.
const maxWord = 96

// fold appends the form of a word in which it is compared: small letters, without marks, apostrophes, dots and what is
// invisible; alef, yeh and teh marbuta of Arabic each in one form. It appends nothing for a word that is too long.
func fold(b []byte, word string, ascii bool) []byte {
	if len(word) > maxWord {
		return b
	}
	if ascii {
		for i := range len(word) {
			c := word[i]
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
		}
		return b
	}
	for _, r := range word {
		switch {
		case r < utf8.RuneSelf:
			if isWord(r) {
				b = append(b, byte(unicode.ToLower(r)))
			}
		case isApostrophe(r) || isInvisible(r):
		default:
			b = foldRune(b, r)
		}
	}
	return b
}

func foldRune(b []byte, r rune) []byte {
	if 'ء' <= r && r <= 'ٟ' { // the letters of Arabic, the common way
		if r >= 'ً' || r == 'ـ' {
			return b
		}
		switch r {
		case 'أ', 'إ', 'آ', 'ؤ', 'ئ', 'ى', 'ة':
		default:
			return utf8.AppendRune(b, r)
		}
	}
	if 'а' <= r && r <= 'я' && r != 'й' {
		return utf8.AppendRune(b, r)
	}
	if s := special(r); s != "" {
		return append(b, s...)
	}
	if r >= 0x0400 && r < 0x0600 || r >= 0x0e00 && !(0x1e00 <= r && r < 0x2000) && !(0xfb50 <= r && r < 0xff00) {
		r = unicode.ToLower(r)
		if unicode.Is(unicode.M, r) && r < 0x0600 {
			return b // vowels and accents of Cyrillic and Hebrew
		}
		return utf8.AppendRune(b, r)
	}
	var from, to [32]byte
	n := utf8.EncodeRune(from[:], r)
	for _, d := range string(norm.NFKD.Append(to[:0], from[:n]...)) {
		if unicode.Is(unicode.M, d) {
			continue
		}
		if s := special(d); s != "" {
			b = append(b, s...)
			continue
		}
		b = utf8.AppendRune(b, unicode.ToLower(d))
	}
	return b
}

// special returns what a letter is compared as, where taking off its marks does not say so; "" if there is nothing
// special.
func special(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'æ', 'Æ':
		return "ae"
	case 'œ', 'Œ':
		return "oe"
	case 'ø', 'Ø':
		return "o"
	case 'ł', 'Ł':
		return "l"
	case 'đ', 'Đ', 'ð', 'Ð':
		return "d"
	case 'þ', 'Þ':
		return "th"
	case 'ı':
		return "i"
	case 'ħ', 'Ħ':
		return "h"
	case 'ə', 'Ə':
		return "a"
	case 'ё', 'Ё':
		return "е"
	case 'أ', 'إ', 'آ', 'ٱ':
		return "ا"
	case 'ى', 'ئ', 'ی':
		return "ي"
	case 'ؤ':
		return "و"
	case 'ة':
		return "ه"
	case 'ک':
		return "ك"
	}
	return ""
}
