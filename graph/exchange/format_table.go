package exchange

import (
	"liaison/graph"
)

// plainFormat is the table of date, source, relation and target, with a header of these words. The date is any that a
// claim may have, the relation one of the ontology, a CAMEO code or an event text of ICEWS. All claims have one source:
// the file. "Unspecified Actor" stays as it is, as the table does not say what its names stand for.
var plainFormat = eventFormat{
	name: formatTable,
	fits: func(first []string, _ byte) bool {
		return len(first) >= 4 && key(first[0]) == "date" && key(first[1]) == "source" && key(first[2]) == "relation" && key(first[3]) == "target"
	},
	open: func(s *setup, first []string) (table, bool, error) {
		source, err := s.fileSource("")
		return &plainTable{setup: s, source: source, actors: actorNames{}}, true, err
	},
}

type plainTable struct {
	*setup
	source *sourceRef
	actors actorNames
	days   days
}

func (t *plainTable) row(cells [][]byte, b *builder) *cellError {
	if len(cells) != 4 {
		return badRow("has %d columns; date, source, relation and target are four", len(cells))
	}
	when, ce := t.days.read(cells[0], 0, isoDay)
	if ce != nil {
		return ce
	}
	subject, ce := t.actor(cells, 1)
	if ce != nil {
		return ce
	}
	relation, err := t.relations.any(cells[2])
	if err != nil {
		return &cellError{2, err}
	}
	object, ce := t.actor(cells, 3)
	if ce != nil {
		return ce
	}
	c := b.claim()
	c.When, c.WhenBasis, c.Relation = when, graph.BasisStated, relation
	b.add(c, t.source, subject, object, nil)
	return nil
}

func (t *plainTable) actor(cells [][]byte, i int) (*actorRef, *cellError) {
	ref, ok := t.actors[string(cells[i])]
	if !ok {
		name := cell(cells, i)
		if len(name) == 0 {
			return nil, badCell(i, nil, "is empty; an event needs a source and a target")
		}
		if err := checkName(name); err != nil {
			return nil, &cellError{i, err}
		}
		ref = t.actors.put(string(cells[i]), t.facts.actorNamed(string(name)))
	}
	if ref.err != nil {
		return nil, &cellError{i, ref.err}
	}
	return ref, nil
}
