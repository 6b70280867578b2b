package pdf

import (
	_ "embed"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

//go:embed glyphs.tsv
var glyphTable string

// glyphText is the text of a glyph by its name: "A", "eacute", "uni0416", "afii10024", "f_i", "a.alt". Empty: nobody knows.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if strings.Contains(name, "_") {
		var b strings.Builder
		for part := range strings.SplitSeq(name, "_") {
			b.WriteString(glyphText(part))
		}
		return b.String()
	}
	if len(name) == 1 {
		return name
	}
	if s := numbered(name); s != "" {
		return s
	}
	for row := range strings.Lines(glyphTable) {
		glyph, sign, ok := strings.Cut(strings.TrimSuffix(row, "\n"), "\t")
		if !ok || row[0] == '#' {
			continue
		}
		if glyph == name {
			return sign
		}
		// An accent after a letter: "eacute", "Scaron".
		if base, found := strings.CutSuffix(name, strings.TrimPrefix(glyph, "*")); found && glyph[0] == '*' && base != "" {
			if letter := glyphText(base); len(base) == 1 || base == "dotlessi" || base == "ae" || base == "AE" {
				return norm.NFC.String(letter + sign)
			}
		}
	}
	return ""
}

// numbered reads names that hold a number of Unicode, or one of Adobe's for Cyrillic.
func numbered(name string) string {
	if digits, ok := strings.CutPrefix(name, "uni"); ok && len(digits) >= 4 && len(digits)%4 == 0 {
		if n, err := strconv.ParseUint(digits[:4], 16, 32); err == nil {
			return string(rune(n))
		}
	}
	if digits, ok := strings.CutPrefix(name, "u"); ok && len(digits) >= 4 && len(digits) <= 6 {
		if n, err := strconv.ParseUint(digits, 16, 32); err == nil {
			return string(rune(n))
		}
	}
	digits, ok := strings.CutPrefix(name, "afii")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return ""
	}
	switch { // capital and small letters of Russian, Io after Ie in both
	case n == 10023:
		return "Ё"
	case n == 10071:
		return "ё"
	case n >= 10017 && n <= 10022:
		return string(rune('А' + n - 10017))
	case n >= 10024 && n <= 10049:
		return string(rune('А' + n - 10018))
	case n >= 10065 && n <= 10070:
		return string(rune('а' + n - 10065))
	case n >= 10072 && n <= 10097:
		return string(rune('а' + n - 10066))
	}
	return ""
}
