package graph

import (
	"context"
	"fmt"
	"slices"
)

// ProposalList asks for proposals, in the order in which they were recorded.
type ProposalList struct {
	Moment
	ProposalsQuery // a relation also stands for those below it
	Limit          int
	Cursor         string
}

// ProposalPage is a page of proposals.
type ProposalPage struct {
	AsOf      AsOf
	Proposals []ProposalState
	Actors    []Actor // the recorded ones that the proposals name, in order of id
	Total     int     // that pass the filter
	Cursor    string
}

// Proposals lists proposals.
func (e *Explorer) Proposals(ctx context.Context, q ProposalList) (*ProposalPage, error) {
	if err := limit(&q.Limit); err != nil {
		return nil, err
	}
	if err := e.checkProposals(&q.ProposalsQuery); err != nil {
		return nil, err
	}
	h := newHasher("liaison/proposals/1")
	hashTexts(h, q.Relations)
	for _, f := range []string{string(q.Source), q.Run, string(q.State), fmt.Sprint(q.MinScore)} {
		h.text(f)
	}
	key := h.sum()
	from, err := parseCursor(q.Cursor, key, &q.Moment)
	if err != nil {
		return nil, err
	}
	as, err := e.Resolve(ctx, q.Moment)
	if err != nil {
		return nil, err
	}
	p := &ProposalPage{AsOf: as}
	p.Proposals, p.Total, err = e.store.ProposalsPage(ctx, as.Sequence, q.ProposalsQuery, Sequence(from.skip), q.Limit+1)
	if err != nil {
		return nil, err
	}
	if len(p.Proposals) > q.Limit {
		p.Proposals = p.Proposals[:q.Limit]
		p.Cursor = cursor{query: key, sequence: as.Sequence, skip: uint64(p.Proposals[q.Limit-1].Sequence)}.String()
	}
	p.Actors, err = e.named(ctx, as.Sequence, p.Proposals)
	return p, err
}

// named gives the recorded actors that proposals name.
func (e *Explorer) named(ctx context.Context, s Sequence, list []ProposalState) ([]Actor, error) {
	var ids []ActorID
	for i := range list {
		p := &list[i]
		ids = append(ids, slices.Concat([]ActorID{p.Claim.Subject, p.Claim.Object, p.Claim.Place}, p.Claim.Third, p.Subject.Candidates, p.Object.Candidates)...)
	}
	return e.store.Actors(ctx, s, slices.DeleteFunc(sortedSet(ids), func(id ActorID) bool { return id == "" }))
}

// ReadingList asks for the sources in which proposals were found, in order of id.
type ReadingList struct {
	PageQuery
	Waiting bool // only those with open proposals
}

// ReadingPage is a page of sources with proposals.
type ReadingPage struct {
	AsOf     AsOf
	Readings []ReadSource
	Cursor   string
}

// ReadSource is a source with what was found in it.
type ReadSource struct {
	SourceState
	Reading
}

// Readings lists the sources in which proposals were found.
func (e *Explorer) Readings(ctx context.Context, q ReadingList) (*ReadingPage, error) {
	h := newHasher("liaison/readings/1")
	h.text(fmt.Sprint(q.Waiting))
	key := h.sum()
	from, s, err := e.page(ctx, &q.PageQuery, key)
	if err != nil {
		return nil, err
	}
	p := &ReadingPage{AsOf: s.AsOf}
	found, err := e.store.Readings(ctx, s.Sequence, q.Waiting, SourceID(from.after), q.Limit+1)
	if err != nil {
		return nil, err
	}
	if len(found) > q.Limit {
		found = found[:q.Limit]
		p.Cursor = cursor{query: key, sequence: s.Sequence, after: string(found[q.Limit-1].Source)}.String()
	}
	ids := make([]SourceID, len(found))
	for i := range found {
		ids[i] = found[i].Source
	}
	sources, err := e.store.Sources(ctx, s.Sequence, ids)
	if err != nil {
		return nil, err
	}
	for i := range sources { // a proposal needs its source, so there is one for each
		p.Readings = append(p.Readings, ReadSource{sources[i], found[i]})
	}
	return p, nil
}

// checkProposals checks a filter, and puts for each relation those that it stands for.
func (e *Explorer) checkProposals(q *ProposalsQuery) error {
	if q.State != "" {
		if err := oneOf("state", q.State, States()); err != nil {
			return err
		}
	}
	if q.MinScore < 0 || q.MinScore > 100 {
		return Invalid("min_score", fmt.Sprint(q.MinScore), "%d is out of range; allowed are whole numbers from 0 to 100", q.MinScore)
	}
	var all []RelationID
	for _, r := range q.Relations {
		if _, ok := e.Ontology().Relation(r); !ok {
			return NotFound("relation", string(r), "no relation %q is in the ontology", shorten(string(r)))
		}
		all = append(all, e.Ontology().Expand(r)...)
	}
	q.Relations = sortedSet(all)
	return nil
}

// Recorded tells which of the actors are recorded by now.
func (e *Explorer) Recorded(ctx context.Context, ids []ActorID) (map[ActorID]bool, error) {
	found, err := e.store.Actors(ctx, newestPossible, ids)
	out := make(map[ActorID]bool, len(found))
	for i := range found {
		out[found[i].ID] = true
	}
	return out, err
}

// ProposalsOf gives proposals, in the order asked for. All must be recorded.
func (e *Explorer) ProposalsOf(ctx context.Context, ids []RecordID, m Moment) (*ProposalPage, error) {
	as, err := e.Resolve(ctx, m)
	if err != nil {
		return nil, err
	}
	p := &ProposalPage{AsOf: as, Total: len(ids)}
	if p.Proposals, err = e.store.Proposals(ctx, as.Sequence, ids); err != nil {
		return nil, err
	}
	for i, id := range ids {
		if i >= len(p.Proposals) || p.Proposals[i].ID != id {
			return nil, NotFound("id", id.String(), "no proposal %s was recorded by sequence %d", id, as.Sequence)
		}
	}
	p.Actors, err = e.named(ctx, as.Sequence, p.Proposals)
	return p, err
}
