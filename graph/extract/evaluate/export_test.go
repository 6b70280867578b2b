package evaluate

// What tests need of this package.
var Assign = assign

// Alike says how two phrases compare: the same, alike.
func Alike(a, b string) (same, alike bool) {
	p, q := newPhrase(a), newPhrase(b)
	return p.same(&q), p.alike(&q)
}
