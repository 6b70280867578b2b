package graph

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// ClaimDetail is one claim with all that supports and contradicts it.
type ClaimDetail struct {
	AsOf      AsOf
	Claim     ClaimState
	Actors    []ViewActor // of subject, object, third parties and place, under their own ids
	Relation  Relation
	Source    SourceState
	Evidence  []EvidenceView
	Witnesses []Witness // distinct origins of the standing claims that say the same, this one's included
	Disputes  []DisputeView
	History   []HistoryEvent
}

// EvidenceView is a quote in its context.
type EvidenceView struct {
	Quote
	Before, After string // text around the quote, cut at rune boundaries; empty where no text is held
	Held          bool
	Sequence      Sequence
	AsOf          AsOf
}

// Witness is an origin with the sources that go back to it.
type Witness struct {
	Origin    SourceID
	Publisher string // of the origin, where it is recorded
	Sources   []SourceID
}

// HistoryEvent is something that happened to a claim in known time.
type HistoryEvent struct {
	Event  string // recorded, evidence, corrected, retracted
	AsOf   AsOf
	Claim  ClaimID // recorded: the claim that this one corrects; corrected: the claim that corrects this one
	Reason string
	By     string
}

const contextBytes = 240

// Claim describes a claim.
func (e *Explorer) Claim(ctx context.Context, id ClaimID, m Moment) (*ClaimDetail, error) {
	s, err := e.sight(ctx, m)
	if err != nil {
		return nil, err
	}
	found, err := e.store.Claims(ctx, s.Sequence, []ClaimID{id})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, NotFound("id", id.String(), "no claim %s was recorded by sequence %d", id, s.Sequence)
	}
	d := &ClaimDetail{AsOf: s.AsOf, Claim: found[0]}
	d.Relation, _ = e.Ontology().Relation(d.Claim.Relation)
	c := &d.Claim
	ids := append([]ActorID{c.Subject, c.Object}, c.Third...)
	if c.Place != "" {
		ids = append(ids, c.Place)
	}
	// Under their own ids, whatever they are judged to be the same as.
	if d.Actors, err = e.viewActors(ctx, sight{AsOf: s.AsOf}, slices.Compact(ids)); err != nil {
		return nil, err
	}
	sources, err := e.store.Sources(ctx, s.Sequence, []SourceID{c.Source})
	if err != nil {
		return nil, err
	}
	if len(sources) > 0 {
		d.Source = sources[0]
	}
	for _, step := range []func(context.Context, sight, *ClaimDetail) error{e.evidence, e.witnesses, e.claimDisputes, e.history} {
		if err := step(ctx, s, d); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// evidence puts each quote into its context.
func (e *Explorer) evidence(ctx context.Context, s sight, d *ClaimDetail) error {
	text, held := "", false
	if d.Source.Held {
		var err error
		if text, held, err = e.store.Text(ctx, s.Sequence, d.Claim.Source); err != nil {
			return err
		}
	}
	add := func(quotes []Quote, as AsOf) {
		for _, q := range quotes {
			v := EvidenceView{Quote: q, Sequence: as.Sequence, AsOf: as}
			if held && q.located() && q.End <= len(text) {
				v.Held = true
				v.Before, v.After = around(text, q.Start, q.End)
			}
			d.Evidence = append(d.Evidence, v)
		}
	}
	add(d.Claim.Evidence, AsOf{d.Claim.Sequence, d.Claim.Recorded})
	for _, a := range d.Claim.Additions {
		add(a.Quotes, AsOf{a.Sequence, a.Recorded})
	}
	return nil
}

// around cuts the text before and after a quote to contextBytes each, at rune boundaries and, where one is near, at
// the beginning of a word.
func around(text string, start, end int) (before, after string) {
	from := max(0, start-contextBytes)
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	if from > 0 {
		if i := strings.IndexAny(text[from:start], " \n"); i >= 0 && i < 40 {
			from += i + 1
		}
	}
	to := min(len(text), end+contextBytes)
	for to < len(text) && to > end && !utf8.RuneStart(text[to]) {
		to--
	}
	if to < len(text) {
		if i := strings.LastIndexAny(text[end:to], " \n"); i >= 0 && to-end-i < 40 {
			to = end + i
		}
	}
	return text[from:start], text[end:to]
}

// supportLimit bounds how many claims of a tie are looked through for others that say the same.
const supportLimit = MaxLimit

// witnesses lists the origins of the standing claims that say the same: same ends, relation and polarity, with dates
// that may overlap or the same event.
func (e *Explorer) witnesses(ctx context.Context, s sight, d *ClaimDetail) error {
	c := &d.Claim
	f := &Filter{Relations: []RelationID{c.Relation}, Direction: Both, Polarities: []Polarity{c.Polarity}, Origins: s.origins}
	answers, err := e.store.Ties(ctx, s.Sequence, f, []TieAsk{{A: min(c.Subject, c.Object), B: max(c.Subject, c.Object), Any: true, N: supportLimit}})
	if err != nil {
		return err
	}
	var ids []ClaimID
	for _, r := range answers[0].Rows {
		if r.Subject == c.Subject || d.Relation.Symmetric {
			ids = append(ids, r.ID)
		}
	}
	if !slices.Contains(ids, c.ID) {
		ids = append(ids, c.ID)
	}
	claims, err := e.store.Claims(ctx, s.Sequence, ids)
	if err != nil {
		return err
	}
	sources := map[SourceID][]SourceID{}
	for i := range claims {
		o := &claims[i]
		if o.ID == c.ID || c.Event != "" && o.Event == c.Event || o.When.MayOverlap(c.When) {
			if !slices.Contains(sources[o.Origin], o.Source) {
				sources[o.Origin] = append(sources[o.Origin], o.Source)
			}
		}
	}
	for origin, from := range sources {
		slices.Sort(from)
		d.Witnesses = append(d.Witnesses, Witness{Origin: origin, Sources: from})
	}
	slices.SortFunc(d.Witnesses, func(a, b Witness) int { return strings.Compare(string(a.Origin), string(b.Origin)) })
	for i := range d.Witnesses {
		found, err := e.store.Sources(ctx, s.Sequence, []SourceID{d.Witnesses[i].Origin})
		if err != nil {
			return err
		}
		if len(found) > 0 {
			d.Witnesses[i].Publisher = found[0].Publisher
		}
	}
	return nil
}

// history tells what happened to the claim up to the sequence.
func (e *Explorer) history(ctx context.Context, s sight, d *ClaimDetail) error {
	c := &d.Claim
	d.History = append(d.History, HistoryEvent{Event: "recorded", AsOf: AsOf{c.Sequence, c.Recorded}, Claim: c.Revises, By: c.MadeBy.Name})
	for _, a := range c.Additions {
		d.History = append(d.History, HistoryEvent{Event: "evidence", AsOf: AsOf{a.Sequence, a.Recorded}})
	}
	if c.Withdrawn == 0 || c.Withdrawn > s.Sequence {
		return nil
	}
	err := e.store.Journal(ctx, nil, c.Withdrawn-1, c.Withdrawn, func(en Entry) error {
		h := HistoryEvent{AsOf: AsOf{en.Sequence, en.Recorded}}
		switch r := en.Record.(type) {
		case *Retraction:
			h.Event, h.Reason, h.By = "retracted", r.Reason, r.By
		case *Claim:
			h.Event, h.Claim, h.By = "corrected", en.ID, r.MadeBy.Name
		}
		d.History = append(d.History, h)
		return nil
	})
	slices.SortStableFunc(d.History, func(a, b HistoryEvent) int { return int(int64(a.AsOf.Sequence) - int64(b.AsOf.Sequence)) })
	return err
}
