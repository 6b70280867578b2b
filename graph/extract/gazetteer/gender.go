package gazetteer

import (
	"fmt"
	"strings"
)

// Gender says what a person's name tells of the gender: 'f' or 'm'; 0 if it does not tell. Titles before the given name are passed
// over, as long as they tell nothing themselves.
func (g *Gazetteer) Gender(name string) byte {
	for _, word := range strings.Fields(name) {
		first, _, _ := strings.Cut(strings.Trim(word, ".,"), "-") // of "Jean-Marie" the first
		w := string(fold(nil, first, false))
		switch w {
		case "mr", "sir", "lord", "king", "prince", "imam", "emperor", "sultan", "emir", "father", "brother", "count", "duke":
			return 'm'
		case "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "empress", "madame", "baroness", "sister", "sheikha", "countess", "duchess":
			return 'f'
		}
		if is, ok := g.words.genders[w]; ok {
			return is
		}
		if g.words.given(w) {
			return 'm'
		}
		if !g.words.is(w, wordTitle) {
			return 0
		}
	}
	return 0
}

// readGenders reads the table of given names that tell the gender; 0 stands for those that do not.
func readGenders() (map[string]byte, error) {
	out := map[string]byte{}
	err := eachRow("gender", 2, func(c []string) error {
		var is byte
		switch c[0] {
		case "woman":
			is = 'f'
		case "either":
		default:
			return fmt.Errorf("%q is no sort of given names", c[0])
		}
		for _, name := range strings.Fields(c[1]) {
			if _, twice := out[name]; twice {
				return fmt.Errorf("%q is there twice", name)
			}
			out[name] = is
		}
		return nil
	})
	return out, err
}
