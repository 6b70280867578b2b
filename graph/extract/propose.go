package extract

import (
	"context"
	"fmt"
	"slices"

	"liaison/graph"
)

// Outcome says what became of a text that was read.
type Outcome struct {
	Source   graph.SourceID
	Found    int              // claims found in the text
	New      int              // proposed now, and not before
	Proposed int              // proposed before, whatever was decided about them
	Claimed  int              // claims already
	Refused  []error          // what the store did not take, and why
	Sequence graph.Sequence   // the newest record of it; 0: nothing was recorded
	IDs      []graph.RecordID // of the proposals, new ones and those before, in the order of the text
}

// Propose records a source with its text, reads it, and records what it finds as proposals. What was proposed before, and
// what is a claim already, is not proposed again. The run is that of Claim.MadeBy. The text is read by read, or, where that
// is nil, by the rules.
func Propose(ctx context.Context, e *graph.Explorer, r *Reader, s *graph.Source, run string, read func(context.Context, Text) ([]Proposal, error)) (*Outcome, error) {
	if s.Text == "" {
		return nil, graph.Invalid("text", "", "is empty; there is nothing to read")
	}
	receipts, err := e.Append(ctx, graph.Batch{Records: []graph.Record{s}})
	if err != nil {
		return nil, err
	}
	if receipts[0].Status == graph.Rejected {
		return nil, receipts[0].Err
	}
	out := &Outcome{Source: s.ID, Sequence: receipts[0].Sequence}
	text := Text{Body: s.Text, Published: s.Published, Language: s.Language}
	if read == nil {
		read = r.Read
	}
	found, err := read(ctx, text)
	if err != nil {
		return nil, err
	}
	out.Found = len(found)
	scope(found, s.ID)
	made := graph.MadeBy{Kind: "extractor", Name: "rules", Version: Version, Run: run}
	const most = 500
	for part := range slices.Chunk(found, most) {
		records, err := r.records(ctx, e, part, s.ID, made)
		if err != nil {
			return out, err
		}
		if receipts, err = e.Append(ctx, graph.Batch{Records: records}); err != nil {
			return out, err
		}
		for i := range receipts {
			out.note(&receipts[i], records[i])
		}
	}
	return out, nil
}

func (o *Outcome) note(r *graph.Receipt, record graph.Record) {
	o.Sequence = max(o.Sequence, r.Sequence)
	switch {
	case r.Status == graph.Rejected:
		o.Refused = append(o.Refused, r.Err)
		return
	case r.Status == graph.Accepted:
		o.New++
	case r.ID == record.RecordID():
		o.Proposed++
	default:
		o.Claimed++
		return
	}
	if !slices.Contains(o.IDs, r.ID) {
		o.IDs = append(o.IDs, r.ID)
	}
}

// records makes records of proposals, with the actors that the store does not know yet.
func (r *Reader) records(ctx context.Context, e *graph.Explorer, found []Proposal, source graph.SourceID, made graph.MadeBy) ([]graph.Record, error) {
	out := make([]graph.Record, len(found))
	var named []graph.ActorID
	for i := range found {
		named = append(named, found[i].named()...)
	}
	slices.Sort(named)
	known, err := e.Recorded(ctx, slices.Compact(named))
	if err != nil {
		return nil, err
	}
	for i := range found {
		p := &found[i]
		c := p.Claim
		c.Source = source
		if c.MadeBy.Name == "" { // another reader says itself who it is
			c.MadeBy = made
		}
		c.MadeBy.Run = made.Run
		record := &graph.Proposal{Claim: c, Subject: p.Subject.asNamed(), Object: p.Object.asNamed(), Score: p.Score, Rules: p.Rules}
		for _, id := range p.named() {
			if known[id] || slices.ContainsFunc(record.Actors, func(a graph.Actor) bool { return a.ID == id }) {
				continue
			}
			a, ok := r.proposed(p, id)
			if !ok {
				return nil, fmt.Errorf("extract: %q names the actor %s, whom nobody knows", p.Subject.Text, id)
			}
			record.Actors = append(record.Actors, a)
		}
		out[i] = record
	}
	return out, nil
}

// named lists the actors that a proposal names.
func (p *Proposal) named() []graph.ActorID {
	ids := slices.Concat([]graph.ActorID{p.Claim.Subject, p.Claim.Object, p.Claim.Place}, p.Claim.Third, p.Subject.open(), p.Object.open())
	return slices.DeleteFunc(ids, func(id graph.ActorID) bool { return id == "" })
}

// open lists the candidates of a mention of which it is not decided who is meant.
func (m *Mention) open() []graph.ActorID {
	if m.Actor != "" {
		return nil
	}
	return m.Candidates
}

func (m *Mention) asNamed() graph.Named {
	return graph.Named{Quote: graph.Quote{Text: m.Text, Start: m.Start, End: m.End}, Candidates: m.open()}
}

// proposed is the record of an actor who is not in the store: one that the text introduces, or a shipped one.
func (r *Reader) proposed(p *Proposal, id graph.ActorID) (graph.Actor, bool) {
	for _, m := range p.mentions() {
		if m.New != nil && m.New.ID == id {
			return *m.New, true
		}
	}
	return r.Actor(id)
}
