package memstore

import (
	"liaison/graph"
)

// state is what was known at a sequence.
type state struct {
	head     graph.AsOf
	actors   map[graph.ActorID]graph.Actor // newest versions
	sources  map[graph.SourceID]*source
	claims   []*claim // in the order in which they were recorded
	byID     map[graph.ClaimID]*claim
	pairs    map[[2]graph.ClaimID]graph.DisputePair // the last word on each pair
	verdicts graph.Verdicts
	records  map[graph.RecordID]graph.Sequence // of all but claims
	counts   map[graph.RecordType]int

	proposals  []*graph.ProposalState // in the order in which they were recorded
	proposalAt map[graph.RecordID]*graph.ProposalState
}

type source struct {
	graph.SourceState
	text   string
	judged bool // what it relays was said by a relay record
}

type claim struct {
	graph.ClaimState
	stamp graph.SourceID // the origin stamped at the write
}

func (c *claim) stands() bool { return c.Withdrawn == 0 }

// replay works out what is known after the entries, which begin with the first.
func replay(entries []graph.Entry) *state {
	st := &state{
		head: head(entries), actors: map[graph.ActorID]graph.Actor{}, sources: map[graph.SourceID]*source{},
		byID: map[graph.ClaimID]*claim{}, pairs: map[[2]graph.ClaimID]graph.DisputePair{},
		records: map[graph.RecordID]graph.Sequence{}, counts: map[graph.RecordType]int{}, proposalAt: map[graph.RecordID]*graph.ProposalState{},
	}
	for _, e := range entries {
		st.apply(e)
	}
	for _, s := range st.sources {
		s.Origin = st.origin(s.ID)
	}
	for _, c := range st.claims {
		c.Origin = st.origin(c.Voice())
		c.Disputed = st.disputed(c)
		if s := st.sources[c.Source]; s != nil {
			s.Claims++
		}
	}
	return st
}

func (st *state) apply(e graph.Entry) {
	st.counts[e.Record.Type()]++
	switch r := e.Record.(type) {
	case *graph.Actor:
		st.actors[r.ID] = *r
	case *graph.Source:
		s := st.sources[r.ID]
		if s == nil {
			s = &source{}
			st.sources[r.ID] = s
		}
		if r.Text != "" {
			s.text, s.Held = r.Text, true
		}
		s.Source, s.Sequence, s.Recorded = *r, e.Sequence, e.Recorded
		s.Text = ""
		if r.Relays != "" || !s.judged {
			s.Relaying, s.judged = r.Relays, false
		}
	case *graph.Relay:
		s := st.sources[r.Source]
		s.Relaying, s.judged = r.Relays, true
	case *graph.Claim:
		c := &claim{stamp: e.Derived.Origin}
		c.ID, c.Claim, c.Sequence, c.Recorded = e.ID, *r, e.Sequence, e.Recorded
		st.claims = append(st.claims, c)
		st.byID[e.ID] = c
	case *graph.Evidence:
		c := st.byID[r.Claim]
		c.Additions = append(c.Additions, graph.Addition{Quotes: r.Quotes, Sequence: e.Sequence, Recorded: e.Recorded})
	case *graph.Judgement:
		st.verdicts.Set(r.A, r.B, r.Verdict)
	case *graph.Proposal:
		p := &graph.ProposalState{ID: e.ID, Proposal: *r, Sequence: e.Sequence, Recorded: e.Recorded}
		st.proposals = append(st.proposals, p)
		st.proposalAt[e.ID] = p
	case *graph.Review:
		p := st.proposalAt[r.Proposal]
		p.Review, p.Reviewed = r, graph.AsOf{Sequence: e.Sequence, Recorded: e.Recorded}
	}
	if e.Record.Type() != graph.TypeClaim {
		st.records[e.ID] = e.Sequence
	}
	for _, id := range e.Derived.Withdraws {
		if c := st.byID[id]; c.stands() {
			c.Withdrawn = e.Sequence
		}
	}
	for _, p := range e.Derived.Disputes {
		st.pairs[[2]graph.ClaimID{p.A, p.B}] = p
	}
}

// origin walks the relays chain as it is known now; stamps and moves, which lead to the same, are not used.
func (st *state) origin(id graph.SourceID) graph.SourceID {
	return graph.OriginOf(id, func(s graph.SourceID) graph.SourceID {
		if known := st.sources[s]; known != nil {
			return known.Relaying
		}
		return ""
	})
}

// disputed tells whether a standing claim is in a pair that is in dispute and whose other claim stands too.
func (st *state) disputed(c *claim) bool {
	for _, p := range st.pairs {
		if p.Open && (p.A == c.ID || p.B == c.ID) && st.byID[p.A].stands() && st.byID[p.B].stands() {
			return true
		}
	}
	return false
}

// degree counts the claim ends of an actor, withdrawn claims included.
func (st *state) degree(a graph.ActorID) int {
	n := 0
	for _, c := range st.claims {
		if c.Subject == a {
			n++
		}
		if c.Object == a {
			n++
		}
	}
	return n
}

// knowledge is everything that Admit may want to know.
func knowledge(o *graph.Ontology, st *state) *graph.Knowledge {
	k := &graph.Knowledge{
		Head: st.head, Ontology: o, Records: st.records, Verdicts: &st.verdicts,
		Actors: map[graph.ActorID]graph.Kind{}, Sources: map[graph.SourceID]*graph.KnownSource{},
		Claims: map[graph.ClaimID]*graph.KnownClaim{}, Opposed: map[graph.Triple][]graph.Rival{},
		Events: map[string][]graph.Rival{}, Runs: map[string][]graph.ClaimID{}, Bands: map[uint64][]graph.SourceID{},
		Proposals: map[graph.RecordID]bool{},
	}
	for id := range st.proposalAt {
		k.Proposals[id] = true
	}
	for id, a := range st.actors {
		k.Actors[id] = a.Kind
	}
	for id, s := range st.sources {
		k.Sources[id] = &graph.KnownSource{Recorded: true, Held: s.Held, Published: s.Published, Relaying: s.Relaying, Judged: s.judged}
		for _, b := range graph.Bands(s.text) {
			k.Bands[b] = append(k.Bands[b], id)
		}
	}
	for _, c := range st.claims {
		voice := k.Sources[c.Voice()]
		if voice == nil { // said to be relayed, never recorded itself
			voice = &graph.KnownSource{}
			k.Sources[c.Voice()] = voice
		}
		voice.Voiced = true
		k.Claims[c.ID] = &graph.KnownClaim{Claim: &c.Claim, Sequence: c.Sequence, Withdrawn: !c.stands(), Added: c.Quotes()[len(c.Evidence):]}
		if !c.stands() {
			continue
		}
		t := graph.TripleOf(o, &c.Claim, c.Polarity)
		k.Opposed[t] = append(k.Opposed[t], graph.RivalOf(c.ID, &c.Claim))
		if c.Event != "" {
			k.Events[c.Event] = append(k.Events[c.Event], graph.RivalOf(c.ID, &c.Claim))
		}
		if c.MadeBy.Run != "" {
			k.Runs[c.MadeBy.Run] = append(k.Runs[c.MadeBy.Run], c.ID)
		}
	}
	k.Text = func(id graph.SourceID) (string, error) { return st.sources[id].text, nil }
	k.Quotes = func(id graph.SourceID, f func(graph.ClaimID, graph.Quote) error) error {
		for _, c := range st.claims {
			if c.Source != id {
				continue
			}
			for _, q := range c.Quotes() {
				if err := f(c.ID, q); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return k
}
