package graph

// MayOverlap says whether two dates touch a common day in some world. No date may overlap every date.
func (w When) MayOverlap(o When) bool {
	a, b := w.Bounds(), o.Bounds()
	return a.SLo <= b.EHi && b.SLo <= a.EHi
}

// Disagrees says whether two dates of one event cannot both be right: instants that cannot be the same day, spans that
// cannot have the same start or cannot have the same end, or an instant outside of everything that a span may cover. No
// date disagrees with none. A ? does not soften a disagreement; ~ does, as it widens.
func (w When) Disagrees(o When) bool {
	if w.IsZero() || o.IsZero() {
		return false
	}
	if w.kind != span || o.kind != span {
		return !w.MayOverlap(o)
	}
	a, b := w.Bounds(), o.Bounds()
	return a.SHi < b.SLo || b.SHi < a.SLo || a.EHi < b.ELo || b.EHi < a.ELo
}
