package graph

import (
	"context"
	"fmt"
	"slices"
)

// page begins a list: it checks the limit, finds where to go on, and takes a sight at the sequence of the page.
func (e *Explorer) page(ctx context.Context, q *PageQuery, key RecordID) (cursor, sight, error) {
	if err := limit(&q.Limit); err != nil {
		return cursor{}, sight{}, err
	}
	from, err := parseCursor(q.Cursor, key, &q.Moment)
	if err != nil {
		return cursor{}, sight{}, err
	}
	s, err := e.sight(ctx, q.Moment)
	return from, s, err
}

// ActorPage is a page of actors: those whose names match, best first, or all in order of id.
type ActorPage struct {
	AsOf   AsOf
	Actors []ActorHit
	Cursor string
}

// ActorHit is an actor with the reason why it was found.
type ActorHit struct {
	ViewActor
	Aliases     []string
	Description string
	Match       NameMatch // zero where no name was asked for
}

// Actors finds actors by name in any script, or lists them. A search by name is of the current state; a page of all
// is of the moment asked for.
func (e *Explorer) Actors(ctx context.Context, q ActorsQuery) (*ActorPage, error) {
	if err := limit(&q.Limit); err != nil {
		return nil, err
	}
	for _, k := range q.Kinds {
		if err := oneOf("kind", k, Kinds()); err != nil {
			return nil, err
		}
	}
	if err := checkLine("q", q.Text, MaxName); err != nil {
		return nil, err
	}
	h := newHasher("liaison/actors/1")
	h.text(q.Text)
	hashTexts(h, sortedSet(q.Kinds))
	hashTexts(h, sortedSet(q.Countries))
	key := h.sum()
	from, err := parseCursor(q.Cursor, key, &q.Moment)
	if err != nil {
		return nil, err
	}
	s, err := e.sight(ctx, q.Moment)
	if err != nil {
		return nil, err
	}
	if q.Text != "" {
		return e.searchActors(ctx, q, s, key, int(from.skip))
	}
	actors, err := e.store.ActorsPage(ctx, s.Sequence, q.Kinds, q.Countries, ActorID(from.after), q.Limit+1)
	if err != nil {
		return nil, err
	}
	p := &ActorPage{AsOf: s.AsOf}
	if len(actors) > q.Limit {
		actors = actors[:q.Limit]
		p.Cursor = cursor{query: key, sequence: s.Sequence, after: string(actors[q.Limit-1].ID)}.String()
	}
	ids := make([]ActorID, len(actors))
	for i := range actors {
		ids[i] = actors[i].ID
	}
	p.Actors, err = e.hits(ctx, s, ids, nil)
	return p, err
}

// maxFound bounds how deep one can page into the matches of a name.
const maxFound = 5_000

func (e *Explorer) searchActors(ctx context.Context, q ActorsQuery, s sight, key RecordID, skip int) (*ActorPage, error) {
	if err := e.names(ctx); err != nil {
		return nil, err
	}
	if skip > maxFound {
		return nil, Invalid("cursor", fmt.Sprint(skip), "goes past the first %d matches; ask for a longer name", maxFound)
	}
	found := e.namer.Search(q.Text, q.Kinds, q.Countries, skip+q.Limit+1)
	found = found[min(skip, len(found)):]
	p := &ActorPage{AsOf: s.AsOf}
	if len(found) > q.Limit {
		found = found[:q.Limit]
		p.Cursor = cursor{query: key, sequence: s.Sequence, skip: uint64(skip + q.Limit)}.String()
	}
	ids := make([]ActorID, len(found))
	matches := make(map[ActorID]NameMatch, len(found))
	for i, m := range found {
		ids[i], matches[m.Actor] = m.Actor, m
	}
	var err error
	p.Actors, err = e.hits(ctx, s, ids, matches)
	return p, err
}

// hits describes actors under their own ids; those not recorded at the sequence are left out.
func (e *Explorer) hits(ctx context.Context, s sight, ids []ActorID, matches map[ActorID]NameMatch) ([]ActorHit, error) {
	found, err := e.store.Actors(ctx, s.Sequence, ids)
	if err != nil {
		return nil, err
	}
	recorded := make([]ActorID, len(found))
	for i := range found {
		recorded[i] = found[i].ID
	}
	degrees, err := e.store.Degrees(ctx, s.Sequence, recorded)
	if err != nil {
		return nil, err
	}
	out := make([]ActorHit, len(found))
	for i, a := range found {
		out[i] = ActorHit{
			ViewActor: ViewActor{ID: a.ID, Name: a.Name, Kind: a.Kind, Country: a.Country, Degree: degrees[i]},
			Aliases:   a.Aliases, Description: a.Description, Match: matches[a.ID],
		}
		if m := s.identity.Members(a.ID); len(m) > 1 {
			out[i].Members = m
		}
	}
	return out, nil
}

// ClaimPage is a page of claims, newest record first.
type ClaimPage struct {
	AsOf   AsOf
	Claims []ClaimState
	Cursor string
}

// Claims lists standing claims by words, source, event or run, newest record first.
func (e *Explorer) Claims(ctx context.Context, q ClaimList) (*ClaimPage, error) {
	if err := limit(&q.Limit); err != nil {
		return nil, err
	}
	if err := checkLine("q", q.Text, MaxName); err != nil {
		return nil, err
	}
	words := Words(q.Text)
	if q.Text != "" && len(words) == 0 {
		return nil, Invalid("q", q.Text, "has no letters or digits to search for")
	}
	h := newHasher("liaison/claims/1")
	hashTexts(h, words)
	for _, f := range []string{string(q.Source), q.Event, q.Run, fmt.Sprint(q.Disputed)} {
		h.text(f)
	}
	key := h.sum()
	from, err := parseCursor(q.Cursor, key, &q.Moment)
	if err != nil {
		return nil, err
	}
	s, err := e.sight(ctx, q.Moment)
	if err != nil {
		return nil, err
	}
	ask := ClaimsQuery{Words: words, Source: q.Source, Event: q.Event, Run: q.Run, Disputed: q.Disputed}
	p := &ClaimPage{AsOf: s.AsOf}
	p.Claims, err = e.store.ClaimsPage(ctx, s.Sequence, ask, Sequence(from.skip), q.Limit+1)
	if err != nil {
		return nil, err
	}
	if len(p.Claims) > q.Limit {
		p.Claims = p.Claims[:q.Limit]
		p.Cursor = cursor{query: key, sequence: s.Sequence, skip: uint64(p.Claims[q.Limit-1].Sequence)}.String()
	}
	return p, nil
}

// SourcePage is a page of sources in order of id.
type SourcePage struct {
	AsOf    AsOf
	Sources []SourceState
	Cursor  string
}

// Sources lists the sources.
func (e *Explorer) Sources(ctx context.Context, q PageQuery) (*SourcePage, error) {
	key := newHasher("liaison/sources/1").sum()
	from, s, err := e.page(ctx, &q, key)
	if err != nil {
		return nil, err
	}
	p := &SourcePage{AsOf: s.AsOf}
	if p.Sources, err = e.store.SourcesPage(ctx, s.Sequence, SourceID(from.after), q.Limit+1); err != nil {
		return nil, err
	}
	if len(p.Sources) > q.Limit {
		p.Sources = p.Sources[:q.Limit]
		p.Cursor = cursor{query: key, sequence: s.Sequence, after: string(p.Sources[q.Limit-1].ID)}.String()
	}
	return p, nil
}

// SourceDetail is a source with its text and its claims.
type SourceDetail struct {
	AsOf   AsOf
	Source SourceState // with the text
	Chain  []SourceID  // what it relays, what that relays, ..., to the origin
	Claims []ClaimState
	Cursor string
}

// Source describes a source.
func (e *Explorer) Source(ctx context.Context, id SourceID, q PageQuery) (*SourceDetail, error) {
	if err := checkID("id", string(id)); err != nil {
		return nil, err
	}
	page, err := e.Claims(ctx, ClaimList{Moment: q.Moment, Source: id, Limit: q.Limit, Cursor: q.Cursor})
	if err != nil {
		return nil, err
	}
	d := &SourceDetail{AsOf: page.AsOf, Claims: page.Claims, Cursor: page.Cursor}
	seq := page.AsOf.Sequence
	for next := id; next != "" && !slices.Contains(d.Chain, next); {
		found, err := e.store.Sources(ctx, seq, []SourceID{next})
		if err != nil {
			return nil, err
		}
		if next == id {
			if len(found) == 0 {
				return nil, NotFound("id", string(id), "no source %q was recorded by sequence %d", shorten(string(id)), seq)
			}
			d.Source = found[0]
		}
		d.Chain = append(d.Chain, next)
		next = ""
		if len(found) > 0 {
			next = found[0].Relaying
		}
	}
	d.Chain = d.Chain[1:]
	if d.Source.Held {
		if d.Source.Text, _, err = e.store.Text(ctx, seq, id); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// JudgementPage is a page of judgements, newest first.
type JudgementPage struct {
	AsOf       AsOf
	Judgements []JudgementRow
	Total      int
	Cursor     string
}

// Judgements lists the judgements, newest first.
func (e *Explorer) Judgements(ctx context.Context, q PageQuery) (*JudgementPage, error) {
	key := newHasher("liaison/judgements/1").sum()
	from, s, err := e.page(ctx, &q, key)
	if err != nil {
		return nil, err
	}
	all, err := e.judgements(ctx, s, func(*Judgement) bool { return true })
	if err != nil {
		return nil, err
	}
	p := &JudgementPage{AsOf: s.AsOf, Total: len(all)}
	all = all[min(int(from.skip), len(all)):]
	if len(all) > q.Limit {
		all = all[:q.Limit]
		p.Cursor = cursor{query: key, sequence: s.Sequence, skip: from.skip + uint64(q.Limit)}.String()
	}
	p.Judgements = all
	return p, nil
}

// StatsView is what a store holds at a sequence.
type StatsView struct {
	AsOf AsOf
	Stats
}

// Stats counts what the store holds.
func (e *Explorer) Stats(ctx context.Context, m Moment) (*StatsView, error) {
	as, err := e.Resolve(ctx, m)
	if err != nil {
		return nil, err
	}
	st, err := e.store.Stats(ctx, as.Sequence)
	return &StatsView{AsOf: as, Stats: st}, err
}
