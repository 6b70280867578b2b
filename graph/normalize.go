package graph

import (
	"cmp"
	"fmt"
	"slices"
)

// sortedSet sorts a list and drops repeats, leaving the argument alone.
func sortedSet[T cmp.Ordered](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

// normalize fills in the defaults, sorts the lists and checks every value.
func (c *Criteria) normalize(o *Ontology) error {
	c.Relations, c.Polarities = sortedSet(c.Relations), sortedSet(c.Polarities)
	c.Modalities, c.Sources = sortedSet(c.Modalities), sortedSet(c.Sources)
	for _, r := range c.Relations {
		if _, ok := o.Relation(r); !ok {
			return Invalid("relation", string(r), "no relation %q is in the ontology; see the list of relations", shorten(string(r)))
		}
	}
	if c.Direction == "" {
		c.Direction = Both
	}
	if err := oneOf("direction", c.Direction, []Direction{Out, In, Both}); err != nil {
		return err
	}
	if c.Certainty == "" {
		c.Certainty = Possible
	}
	if err := oneOf("certainty", c.Certainty, []Certainty{Possible, Certain}); err != nil {
		return err
	}
	if !c.Windowed && c.Certainty == Certain {
		return Invalid("certainty", string(c.Certainty), "needs a time: give at, from or to")
	}
	for _, p := range c.Polarities {
		if err := oneOf("polarity", p, Polarities()); err != nil {
			return err
		}
	}
	for _, m := range c.Modalities {
		if err := oneOf("modality", m, Modalities()); err != nil {
			return err
		}
	}
	for _, s := range c.Sources {
		if err := checkID("source", string(s)); err != nil {
			return err
		}
	}
	if err := between("min_confidence", c.MinConfidence, 0, 100); err != nil {
		return err
	}
	return limit(&c.Limit)
}

func limit(n *int) error {
	if *n == 0 {
		*n = DefaultLimit
	}
	return between("limit", *n, 1, MaxLimit)
}

func between(field string, n, least, most int) error {
	if n < least || n > most {
		return Invalid(field, fmt.Sprint(n), "%d is out of range; allowed are whole numbers from %d to %d", n, least, most)
	}
	return nil
}

// normalize fills in the defaults, sorts the lists and checks every value.
func (q *Query) normalize(o *Ontology) error {
	if err := q.Criteria.normalize(o); err != nil {
		return err
	}
	q.Actors, q.Avoid, q.Kinds = sortedSet(q.Actors), sortedSet(q.Avoid), sortedSet(q.Kinds)
	if len(q.Actors) == 0 {
		return Invalid("actor", "", "is missing; give at least one actor to start from")
	}
	if len(q.Actors) > MaxSeeds {
		return Invalid("actor", fmt.Sprint(len(q.Actors)), "%d actors are too many to start from; at most %d are allowed", len(q.Actors), MaxSeeds)
	}
	for _, a := range q.Actors {
		if err := checkID("actor", string(a)); err != nil {
			return err
		}
	}
	for _, a := range q.Avoid {
		if err := checkID("avoid", string(a)); err != nil {
			return err
		}
	}
	for _, k := range q.Kinds {
		if err := oneOf("kind", k, Kinds()); err != nil {
			return err
		}
	}
	if q.Depth == 0 {
		q.Depth = 1
	}
	if err := between("depth", q.Depth, 1, MaxDepth); err != nil {
		return err
	}
	if q.Rank == "" {
		q.Rank = Recent
	}
	if err := oneOf("rank", q.Rank, Ranks()); err != nil {
		return err
	}
	if q.Expand == 0 {
		q.Expand = DefaultExpand
	}
	if err := between("expand", q.Expand, 1, MaxExpand); err != nil {
		return err
	}
	if q.AvoidDegree < 0 {
		return Invalid("avoid_degree", fmt.Sprint(q.AvoidDegree), "%d is out of range; allowed are whole numbers from 1", q.AvoidDegree)
	}
	if q.MinWitnesses < 0 {
		return Invalid("min_witnesses", fmt.Sprint(q.MinWitnesses), "%d is out of range; allowed are whole numbers from 1", q.MinWitnesses)
	}
	return nil
}

// key writes the criteria down, so that a cursor belongs to one query only. Limit, cursor and moment are left out.
func (c *Criteria) key(h *hasher) {
	hashTexts(h, c.Relations)
	h.text(string(c.Direction))
	if c.Windowed {
		h.number(int(c.Window.From))
		h.number(int(c.Window.To))
	}
	h.text(string(c.Certainty))
	hashTexts(h, c.Polarities)
	hashTexts(h, c.Modalities)
	hashTexts(h, c.Sources)
	h.number(c.MinConfidence)
}

func (q *Query) key() RecordID {
	h := newHasher("liaison/query/1")
	q.Criteria.key(h)
	hashTexts(h, q.Actors)
	hashTexts(h, q.Kinds)
	hashTexts(h, q.Avoid)
	h.text(string(q.Rank))
	for _, n := range []int{q.Depth, q.AvoidDegree, q.MinWitnesses, q.Expand} {
		h.number(n)
	}
	if q.Among {
		h.text("among")
	}
	return h.sum()
}
