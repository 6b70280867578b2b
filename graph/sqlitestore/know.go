package sqlitestore

import (
	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// admit judges a batch. It runs inside the transaction, so that nothing changes under it.
func (w *writer) admit(b graph.Batch) (graph.Admission, error) {
	k, err := w.know(b.Needs(w.s.ontology))
	if err != nil {
		return graph.Admission{}, err
	}
	return graph.Admit(b, k, w.clock())
}

// know fetches what Admit has to know.
func (w *writer) know(n graph.Needs) (*graph.Knowledge, error) {
	snap := w.s.index.Snapshot()
	k := &graph.Knowledge{
		Head: w.head, Ontology: w.s.ontology, Verdicts: &graph.Verdicts{},
		Actors: make(map[graph.ActorID]graph.Kind, len(n.Actors)), Sources: map[graph.SourceID]*graph.KnownSource{},
		Claims: make(map[graph.ClaimID]*graph.KnownClaim, len(n.Claims)), Records: map[graph.RecordID]graph.Sequence{},
		Opposed: map[graph.Triple][]graph.Rival{}, Events: map[string][]graph.Rival{}, Runs: map[string][]graph.ClaimID{},
		Bands: map[uint64][]graph.SourceID{}, Proposals: map[graph.RecordID]bool{},
	}
	w.sequences = make(map[graph.ClaimID]graph.Sequence, len(n.Claims))
	for _, id := range n.Actors {
		if a, ok := snap.Actor(id); ok {
			k.Actors[id] = snap.Kind(a, snap.Head())
		}
	}
	for _, step := range []func() error{
		func() error { return w.knowRecords(k, n.Records) },
		func() error { return w.knowClaims(k, snap, n.Claims) },
		func() error { return w.knowSources(k, snap, n) },
		func() error { return w.knowOpposed(k, snap, n.Opposed) },
		func() error { return w.knowEvents(k, snap, n.Events) },
		func() error { return w.knowProposals(k, n.Proposals) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	for _, run := range n.Runs {
		w.knowRun(k, snap, run)
	}
	if n.Judgement {
		if err := w.knowVerdicts(k); err != nil {
			return nil, err
		}
	}
	k.Text = func(id graph.SourceID) (string, error) {
		source, _ := snap.Source(id)
		text, _, err := heldText(w.c, source, w.head.Sequence)
		return text, err
	}
	k.Quotes = func(id graph.SourceID, f func(graph.ClaimID, graph.Quote) error) error {
		return w.quotesOf(snap, id, f)
	}
	return k, nil
}

func (w *writer) knowRecords(k *graph.Knowledge, ids []graph.RecordID) error {
	for _, id := range ids {
		seq, err := w.c.number(`SELECT sequence FROM entry WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if seq > 0 {
			k.Records[id] = graph.Sequence(seq)
		}
	}
	return nil
}

func (w *writer) knowClaims(k *graph.Knowledge, snap index.Snapshot, ids []graph.ClaimID) error {
	for _, id := range ids {
		seq, err := w.s.claimSequence(w.c, id)
		if err != nil {
			return err
		}
		if seq == 0 {
			continue
		}
		w.sequences[id] = seq
		states, err := w.s.loadClaims(w.c, snap, snap.Head(), seq, seq)
		if err != nil {
			return err
		}
		for i := range states {
			c := &states[i]
			known := &graph.KnownClaim{Claim: &c.Claim, Sequence: c.Sequence, Withdrawn: c.Withdrawn != 0}
			for _, a := range c.Additions {
				known.Added = append(known.Added, a.Quotes...)
			}
			k.Claims[id] = known
		}
	}
	return nil
}

// knowSources fetches sources with their relays chains, and with all that relays connect where they may change.
func (w *writer) knowSources(k *graph.Knowledge, snap index.Snapshot, n graph.Needs) error {
	var wanted, relayed []uint32
	seen, connected := map[uint32]bool{}, map[uint32]bool{}
	want := func(number uint32, list *[]uint32, seen map[uint32]bool) {
		if !seen[number] {
			seen[number] = true
			*list = append(*list, number)
		}
	}
	named := func(ids []graph.SourceID, list *[]uint32, seen map[uint32]bool) {
		for _, id := range ids {
			if number, ok := snap.Source(id); ok {
				want(number, list, seen)
			}
		}
	}
	named(n.Sources, &wanted, seen)
	named(n.Relayed, &relayed, connected)
	for _, c := range k.Claims {
		named([]graph.SourceID{c.Claim.Source}, &wanted, seen)
	}
	for _, key := range n.Bands {
		err := w.c.rows(`SELECT source FROM band WHERE key = ?`, func(st *sqlite.Stmt) error {
			source := number(st, 0)
			k.Bands[key] = append(k.Bands[key], snap.SourceID(source))
			want(source, &relayed, connected)
			return nil
		}, int64(key))
		if err != nil {
			return err
		}
	}
	fetch := func(source uint32, follow func(uint32)) error {
		known := &graph.KnownSource{Voiced: w.voiced[source]}
		_, err := w.c.row(`SELECT first, held, published, relaying, judged FROM source WHERE number = ?`, func(st *sqlite.Stmt) {
			known.Recorded, known.Held, known.Published = st.ColumnBool(0), st.ColumnBool(1), st.ColumnText(2)
			known.Judged = st.ColumnBool(4)
			if !st.ColumnIsNull(3) {
				known.Relaying = snap.SourceID(number(st, 3))
				follow(number(st, 3))
			}
		}, source)
		k.Sources[snap.SourceID(source)] = known
		return err
	}
	for i := 0; i < len(relayed); i++ {
		err := fetch(relayed[i], func(to uint32) { want(to, &relayed, connected) })
		if err == nil {
			err = w.c.rows(`SELECT number FROM source WHERE relaying = ?`, func(st *sqlite.Stmt) error {
				want(number(st, 0), &relayed, connected)
				return nil
			}, relayed[i])
		}
		if err != nil {
			return err
		}
	}
	for i := 0; i < len(wanted); i++ {
		if connected[wanted[i]] {
			continue // fetched already, with its chain
		}
		if err := fetch(wanted[i], func(to uint32) { want(to, &wanted, seen) }); err != nil {
			return err
		}
	}
	return nil
}

// knowOpposed finds the standing claims that say what a triple says. Denials are few and have an index of their own in
// the file; assertions are looked for in memory.
func (w *writer) knowOpposed(k *graph.Knowledge, snap index.Snapshot, triples []graph.Triple) error {
	for _, t := range triples {
		if t.Polarity == graph.Denied && !snap.HasDenials() {
			continue
		}
		subject, okS := snap.Actor(t.Subject)
		object, okO := snap.Actor(t.Object)
		relation, okR := w.s.ontology.Index(t.Relation)
		if !okS || !okO || !okR {
			continue
		}
		ways := [][2]uint32{{subject, object}}
		if subject != object && w.s.ontology.IsSymmetric(t.Relation) {
			ways = append(ways, [2]uint32{object, subject})
		}
		var found []graph.Sequence
		for _, ends := range ways {
			if t.Polarity == graph.Asserted {
				snap.Between(ends[0], uint16(relation), ends[1], false, func(claim uint32) { found = append(found, snap.Sequence(claim)) })
				continue
			}
			err := w.c.rows(`SELECT sequence FROM claim WHERE marks & 128 AND subject = ? AND object = ? AND relation = ?`, func(st *sqlite.Stmt) error {
				found = append(found, sequence(st, 0))
				return nil
			}, ends[0], ends[1], w.s.numbers.number[relation])
			if err != nil {
				return err
			}
		}
		rivals, err := w.rivals(snap, found)
		if err != nil {
			return err
		}
		if len(rivals) > 0 {
			k.Opposed[t] = rivals
		}
	}
	return nil
}

func (w *writer) knowEvents(k *graph.Knowledge, snap index.Snapshot, events []string) error {
	for _, event := range events {
		var found []graph.Sequence
		err := w.c.rows(`SELECT claim FROM wording WHERE event = ? AND event <> ''`, func(st *sqlite.Stmt) error {
			found = append(found, sequence(st, 0))
			return nil
		}, event)
		if err != nil {
			return err
		}
		rivals, err := w.rivals(snap, found)
		if err != nil {
			return err
		}
		if len(rivals) > 0 {
			k.Events[event] = rivals
		}
	}
	return nil
}

// rivals describes those of the claims that stand.
func (w *writer) rivals(snap index.Snapshot, claims []graph.Sequence) ([]graph.Rival, error) {
	var out []graph.Rival
	for _, seq := range claims {
		n, ok := snap.Number(seq)
		if !ok || snap.Withdrawn(n, snap.Head()) != 0 {
			continue
		}
		states, err := w.s.loadClaims(w.c, snap, snap.Head(), seq, seq)
		if err != nil {
			return nil, err
		}
		for i := range states {
			out = append(out, graph.RivalOf(states[i].ID, &states[i].Claim))
			w.sequences[states[i].ID] = seq
		}
	}
	return out, nil
}

// knowRun lists the standing claims of a run.
func (w *writer) knowRun(k *graph.Knowledge, snap index.Snapshot, run string) {
	makers := w.s.catalog.Load().makers
	of := func(p index.Provenance) bool { return makers[p.Maker].Run == run }
	snap.Latest(snap.Head(), 0, of, false, func(claim uint32) bool {
		id := snap.ID(claim)
		k.Runs[run] = append(k.Runs[run], id)
		w.sequences[id] = snap.Sequence(claim)
		return true
	})
}

func (w *writer) knowVerdicts(k *graph.Knowledge) error {
	if w.verdicts == nil {
		v := &graph.Verdicts{}
		err := w.c.rows(`SELECT a, b, verdict FROM judgement ORDER BY sequence`, func(st *sqlite.Stmt) error {
			v.Set(graph.ActorID(st.ColumnText(0)), graph.ActorID(st.ColumnText(1)), graph.Verdict(st.ColumnText(2)))
			return nil
		})
		if err != nil {
			return err
		}
		w.verdicts = v // Admit adds what it accepts
	}
	k.Verdicts = w.verdicts
	return nil
}

// quotesOf calls f for each quote of each claim of a source.
func (w *writer) quotesOf(snap index.Snapshot, id graph.SourceID, f func(graph.ClaimID, graph.Quote) error) error {
	source, ok := snap.Source(id)
	if !ok {
		return nil
	}
	for claim := range uint32(snap.Claims(snap.Head())) {
		if snap.Provenance(claim).Source != source {
			continue
		}
		err := w.c.rows(`SELECT body, start, end FROM quote WHERE claim = ? ORDER BY place`, func(st *sqlite.Stmt) error {
			return f(snap.ID(claim), graph.Quote{Text: st.ColumnText(0), Start: st.ColumnInt(1), End: st.ColumnInt(2)})
		}, snap.Sequence(claim))
		if err != nil {
			return err
		}
	}
	return nil
}
