package dates

// Fires says whether a pattern matches anywhere in a text and is not passed over for a longer one of its own level.
func (f *Finder) Fires(id, text string) bool {
	r := &room{lexer: lexer{lex: f.lex, text: text}}
	r.lexer.run(0, len(text))
	r.reading = reading{tokens: r.lexer.tokens, items: make([]item, len(r.lexer.tokens))}
	for n := range f.levels {
		f.levels[n].run(&r.reading)
		for _, it := range r.reading.items {
			if it.end > 0 && it.rule == id {
				return true
			}
		}
	}
	return false
}

// Check reads other tables than those of the package.
func Check(words, patterns, spreads string) error {
	_, err := newFinder(words, patterns, spreads)
	return err
}
