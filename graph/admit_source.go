package graph

import (
	"cmp"
	"fmt"
	"slices"
)

// source judges a version of a source: its text never changes, and a text that comes after quotes must bear them out.
func (a *admission) source(s *Source) (Derived, error) {
	k := a.known.Sources[s.ID]
	if k == nil {
		k = &KnownSource{}
		a.known.Sources[s.ID] = k
	}
	var d Derived
	if s.Text != "" {
		if err := a.text(s, k); err != nil {
			return Derived{}, err
		}
		if !k.Held {
			d.Bands = Bands(s.Text)
		}
	}
	first := !k.Recorded && !k.Voiced && len(a.relayersOf(s.ID)) == 0
	k.Recorded, k.Published = true, s.Published
	if s.Text != "" && !k.Held {
		k.Held = true
		before := a.known.Text
		a.known.Text = func(id SourceID) (string, error) {
			if id == s.ID {
				return s.Text, nil
			}
			return before(id)
		}
	}
	// A version that names nobody says nothing against what was found or judged apart from the source's own records: a
	// corrected title must not turn a copy into a witness.
	if s.Relays != "" || !k.Judged {
		d.Moves, k.Judged = a.setRelays(s.ID, s.Relays), false
	}
	if first {
		d.Moves = nil // nobody was stamped with an origin of it yet
	}
	return d, nil
}

// text checks a source's text against the one held, or against the quotes recorded before it was there.
func (a *admission) text(s *Source, k *KnownSource) error {
	if k.Held {
		held, err := a.known.Text(s.ID)
		if err != nil {
			return err
		}
		if held != s.Text {
			return Conflict("text", "", "differs from the text already held for source %s; a source's text never changes, another text is another source", s.ID)
		}
		return nil
	}
	check := func(claim ClaimID, q Quote) error {
		if !q.located() || q.End > len(s.Text) || s.Text[q.Start:q.End] != q.Text {
			return Conflict("text", "", "does not bear out the quote %q of claim %s, recorded before the text came, at bytes %d to %d", shorten(q.Text), claim, q.Start, q.End)
		}
		return nil
	}
	if k.Recorded {
		if err := a.known.Quotes(s.ID, check); err != nil {
			return err
		}
	}
	for _, e := range a.out.Entries { // quotes accepted earlier in this batch
		var (
			claim  ClaimID
			quotes []Quote
		)
		switch r := e.Record.(type) {
		case *Claim:
			if r.Source == s.ID {
				claim, quotes = e.ID, r.Evidence
			}
		case *Evidence:
			if c := a.known.Claims[r.Claim]; c != nil && c.Claim.Source == s.ID {
				claim, quotes = r.Claim, r.Quotes
			}
		}
		for _, q := range quotes {
			if err := check(claim, q); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *admission) relay(r *Relay) (Derived, error) {
	s := a.known.Sources[r.Source]
	if s == nil || !s.Recorded {
		return Derived{}, NotFound("source", string(r.Source), "no source %q is recorded", r.Source)
	}
	s.Judged = true
	return Derived{Moves: a.setRelays(r.Source, r.Relays)}, nil
}

// relayersOf gives the sources that relay id directly.
func (a *admission) relayersOf(id SourceID) []SourceID {
	if a.relayers == nil {
		a.relayers = map[SourceID][]SourceID{}
		for other, s := range a.known.Sources {
			if s.Relaying != "" {
				a.relayers[s.Relaying] = append(a.relayers[s.Relaying], other)
			}
		}
	}
	return a.relayers[id]
}

// setRelays changes what a source relays and lists the sources whose origin moves by it, in order of id.
func (a *admission) setRelays(id, relays SourceID) []OriginMove {
	s := a.known.Sources[id]
	if s.Relaying == relays {
		return nil
	}
	touched := a.chorus(id)
	before := make([]SourceID, len(touched))
	for i, t := range touched {
		before[i] = a.origin(t)
	}
	if s.Relaying != "" {
		a.relayers[s.Relaying] = slices.DeleteFunc(a.relayers[s.Relaying], func(x SourceID) bool { return x == id })
	}
	if relays != "" {
		a.relayers[relays] = append(a.relayers[relays], id)
	}
	s.Relaying = relays
	var moves []OriginMove
	for i, t := range touched {
		if now := a.origin(t); now != before[i] {
			moves = append(moves, OriginMove{Source: t, Origin: now})
		}
	}
	return moves
}

// chorus gives id and all sources that relay it, directly or not, in order of id.
func (a *admission) chorus(id SourceID) []SourceID {
	out := []SourceID{id}
	seen := map[SourceID]bool{id: true}
	for i := 0; i < len(out); i++ {
		for _, other := range a.relayersOf(out[i]) {
			if !seen[other] {
				seen[other] = true
				out = append(out, other)
			}
		}
	}
	slices.Sort(out)
	return out
}

// origin walks the relays chain of a source to its end.
func (a *admission) origin(id SourceID) SourceID {
	return OriginOf(id, func(s SourceID) SourceID {
		if k := a.known.Sources[s]; k != nil {
			return k.Relaying
		}
		return ""
	})
}

// OriginOf walks the relays chain of a source to its end. The origin of a cycle is its least id; a source that relays
// nobody, or is not recorded, is its own.
func OriginOf(id SourceID, relays func(SourceID) SourceID) SourceID {
	slow, fast := id, id
	for {
		for range 2 { // two steps against one find a cycle without remembering the way
			next := relays(fast)
			if next == "" {
				return fast
			}
			fast = next
		}
		slow = relays(slow)
		if slow == fast {
			break
		}
	}
	least := slow
	for at := relays(slow); at != slow; at = relays(at) {
		least = min(least, at)
	}
	return least
}

// findCopies looks for held texts that a new one nearly repeats, and records who relays whom, so that all of them go
// back to one origin. A source that somebody judged to relay nobody is left alone.
func (a *admission) findCopies(s *Source, bands []uint64) error {
	near, err := a.nearCopies(s, bands)
	if err != nil {
		return err
	}
	for _, c := range near {
		copier, original := a.copier(s.ID, c.id)
		if copier == "" {
			continue
		}
		r := &Relay{Source: copier, Relays: original, Similarity: c.likeness, By: "Liaison",
			Reason: fmt.Sprintf("near-copy: the texts of %s and %s share most of their five-word runs", s.ID, c.id)}
		if _, known := a.known.Records[r.RecordID()]; known {
			continue
		}
		a.accept(r.RecordID(), r, Derived{Moves: a.setRelays(copier, original)})
		a.known.Sources[copier].Judged = true
	}
	return nil
}

type nearCopy struct {
	id       SourceID
	likeness int // per mille
}

// nearCopies finds the texts like that of s, the likest first, and makes its bands known to later records of the batch.
func (a *admission) nearCopies(s *Source, bands []uint64) ([]nearCopy, error) {
	k := a.known
	compared := map[SourceID]bool{s.ID: true}
	var (
		shingles []uint64
		out      []nearCopy
	)
	for _, b := range bands { // none where the text was held before
		for _, c := range k.Bands[b] {
			if compared[c] {
				continue
			}
			compared[c] = true
			if k.Sources[c] == nil {
				return nil, fmt.Errorf("admit: source %s, found by its text, is missing from what the store knows", c)
			}
			text, err := k.Text(c)
			if err != nil {
				return nil, err
			}
			if shingles == nil {
				shingles = Shingles(s.Text)
			}
			if likeness := Similarity(shingles, Shingles(text)); likeness >= NearCopy {
				out = append(out, nearCopy{c, likeness})
			}
		}
		k.Bands[b] = append(k.Bands[b], s.ID)
	}
	slices.SortFunc(out, func(x, y nearCopy) int { return cmp.Or(cmp.Compare(y.likeness, x.likeness), cmp.Compare(x.id, y.id)) })
	return out, nil
}

// copier decides which of two near-copies, or rather of the origins they go back to, relays the other: the later
// published; where the dates do not tell, the new text. Both empty: they go back to one origin already, or the one
// that would have to change has said itself whom it relays.
func (a *admission) copier(s, c SourceID) (copier, original SourceID) {
	x, y := a.origin(s), a.origin(c)
	if x == y {
		return "", ""
	}
	k := a.known.Sources
	judged := func(id SourceID) bool { return k[id] != nil && k[id].Judged }
	if x != s && (judged(x) || judged(y)) {
		return "", "" // a further copy does not join what somebody set apart
	}
	switch {
	case publishedBefore(k[x], k[y]):
		x = ""
	case publishedBefore(k[y], k[x]):
		y = ""
	}
	switch {
	case x != "" && a.mayCopy(x):
		return x, c
	case y != "" && a.mayCopy(y):
		return y, s
	}
	return "", ""
}

// mayCopy tells whether a source may be found to relay another: it has a text, and nobody has said whom it relays.
func (a *admission) mayCopy(id SourceID) bool {
	s := a.known.Sources[id]
	return s != nil && s.Held && s.Relaying == "" && !s.Judged
}

func publishedBefore(a, b *KnownSource) bool {
	if a == nil || b == nil {
		return false
	}
	pa, errA := ParsePublished(a.Published)
	pb, errB := ParsePublished(b.Published)
	if errA != nil || errB != nil {
		return false
	}
	x, okA := pa.FirstDay()
	y, okB := pb.FirstDay()
	return okA && okB && x < y
}
