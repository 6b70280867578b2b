package neo4jstore

import (
	"context"
	"maps"
	"slices"
	"strings"

	"liaison/graph"
)

// writer is one append under way, inside the transaction that holds the lock.
type writer struct {
	s     *Store
	t     *tx
	ctx   context.Context // of this one append; a writer does not outlive it
	types []string        // the relationship types in use
	head  graph.AsOf      // before the append
	vague []string        // those of claims whose slot is not of the class exactDay
	rare

	typeOf   map[graph.ClaimID]string // the relationship types of claims that this append may touch
	relaying map[graph.SourceID]stance
	voiced   map[graph.SourceID]bool
	held     map[graph.SourceID]bool
	said     []graph.SourceID // see listen
}

// stance is what a source is said to relay, and whether a relay record says so.
type stance struct {
	relays graph.SourceID
	judged bool
}

func (w *writer) run(cypher string, params map[string]any) ([]row, error) {
	return w.t.run(w.ctx, cypher, params)
}

// know fetches what Admit has to know.
func (w *writer) know(n graph.Needs) (*graph.Knowledge, error) {
	k := &graph.Knowledge{
		Head: w.head, Ontology: w.s.ontology, Verdicts: &graph.Verdicts{},
		Actors: make(map[graph.ActorID]graph.Kind, len(n.Actors)), Sources: map[graph.SourceID]*graph.KnownSource{},
		Claims: make(map[graph.ClaimID]*graph.KnownClaim), Records: map[graph.RecordID]graph.Sequence{},
		Opposed: map[graph.Triple][]graph.Rival{}, Events: map[string][]graph.Rival{}, Runs: map[string][]graph.ClaimID{},
		Bands: map[uint64][]graph.SourceID{}, Proposals: map[graph.RecordID]bool{},
	}
	for _, step := range []func() error{
		func() error { return w.knowActors(k, n.Actors) },
		func() error { return w.knowRecords(k, n.Records) },
		func() error { return w.knowClaims(k, n.Claims) },
		func() error { return w.knowSources(k, n) },
		func() error { return w.knowOpposed(k, n.Opposed) },
		func() error { return w.knowEvents(k, n.Events) },
		func() error { return w.knowRuns(k, n.Runs) },
		func() error { return w.knowProposals(k, n.Proposals) },
		func() error { return w.knowVerdicts(k, n.Judgement) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	k.Text = w.text
	k.Quotes = w.quotesOf
	return k, nil
}

func (w *writer) knowActors(k *graph.Knowledge, ids []graph.ActorID) error {
	return w.chunks(stringsOf(ids), `UNWIND $ids AS id MATCH (a:Actor {id: id}) USING INDEX SEEK a:Actor(id) WHERE a.seq IS NOT NULL RETURN a.id, a.kind`, func(r row) error {
		k.Actors[graph.ActorID(r.text(0))] = graph.Kind(r.text(1))
		return nil
	})
}

func (w *writer) knowRecords(k *graph.Knowledge, ids []graph.RecordID) error {
	return w.chunks(idTexts(ids), `UNWIND $ids AS id MATCH (n:Record {record: id}) USING INDEX SEEK n:Record(record) RETURN id, n.seq`, func(r row) error {
		k.Records[parseID(r.text(0))] = graph.Sequence(r.int(1))
		return nil
	})
}

// chunks runs a statement about $ids, some thousand at a time.
func (w *writer) chunks(ids []string, cypher string, each func(row) error) error {
	const most = 10_000
	for part := range slices.Chunk(ids, most) {
		rows, err := w.run(cypher, map[string]any{"ids": part})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := each(r); err != nil {
				return err
			}
		}
	}
	return nil
}

// knowClaims fetches those of the claims that are recorded, with the evidence added since. What the batch itself claims
// is looked for under its own type; for the rest the type is not known.
func (w *writer) knowClaims(k *graph.Knowledge, ids []graph.ClaimID) error {
	if len(w.types) == 0 {
		return nil
	}
	byType := map[string][]string{}
	var rest []string
	for _, id := range ids {
		switch t := w.typeOf[id]; {
		case t == "":
			rest = append(rest, id.String())
		case slices.Contains(w.types, t):
			byType[t] = append(byType[t], id.String())
		}
	}
	var found []string
	take := func(r row) error {
		p := r.props(1)
		c, err := decodeClaim(p)
		if err != nil {
			return w.s.damaged(err.Error())
		}
		id := parseID(p.text("id"))
		w.typeOf[id] = r.text(0)
		k.Claims[id] = &graph.KnownClaim{Claim: &c, Sequence: graph.Sequence(p.int("seq")), Withdrawn: p.bool("retracted")}
		found = append(found, p.text("id"))
		return nil
	}
	rows, err := w.run(everyType(w.types, "UNWIND $by.%s AS id MATCH ()-[r:%s {id: id}]->() USING INDEX SEEK r:%s(id) RETURN type(r) AS type, properties(r) AS p"), map[string]any{"by": byType})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := take(r); err != nil {
			return err
		}
	}
	if err := w.chunks(rest, everyType(w.types, "UNWIND $ids AS id MATCH ()-[r:%s {id: id}]->() USING INDEX SEEK r:%s(id) RETURN type(r) AS type, properties(r) AS p"), take); err != nil {
		return err
	}
	return w.chunks(found, `UNWIND $ids AS id MATCH (e:Record:Evidence {claim: id}) USING INDEX SEEK e:Evidence(claim) RETURN e ORDER BY e.seq`, func(r row) error {
		p := r.props(0)
		c := k.Claims[parseID(p.text("claim"))]
		c.Added = append(c.Added, decodeQuotes(p)...)
		return nil
	})
}

// everyType joins one branch for each type by UNION ALL; %s in the branch is the type.
func everyType(types []string, branch string) string {
	var b strings.Builder
	for i, t := range types {
		if i > 0 {
			b.WriteString("\nUNION ALL\n")
		}
		b.WriteString(strings.ReplaceAll(branch, "%s", t))
	}
	return b.String()
}

// knowSources fetches sources with their relays chains, and with all that relays connect where they may change.
func (w *writer) knowSources(k *graph.Knowledge, n graph.Needs) error {
	wanted := slices.Clone(n.Sources)
	for _, c := range k.Claims {
		wanted = append(wanted, c.Claim.Source)
	}
	relayed := slices.Clone(n.Relayed)
	keys := make([]int64, len(n.Bands))
	for i, b := range n.Bands {
		keys[i] = int64(b)
	}
	for part := range slices.Chunk(keys, 10_000) {
		rows, err := w.run(`UNWIND $keys AS key MATCH (b:Band {key: key}) USING INDEX SEEK b:Band(key) RETURN b.key, b.source`, map[string]any{"keys": part})
		if err != nil {
			return err
		}
		for _, r := range rows {
			id := graph.SourceID(r.text(1))
			k.Bands[uint64(int64(r.int(0)))] = append(k.Bands[uint64(int64(r.int(0)))], id)
			relayed = append(relayed, id)
		}
	}
	const fields = ` RETURN x.id, x.seq IS NOT NULL, x.voiced, x.held, x.published, x.relaying, x.judged`
	if err := w.follow(k, wanted, map[graph.SourceID]bool{}, `UNWIND $ids AS id MATCH (x:Source {id: id}) USING INDEX SEEK x:Source(id)`+fields); err != nil {
		return err
	}
	return w.follow(k, relayed, map[graph.SourceID]bool{}, `UNWIND $ids AS id MATCH (x:Source {id: id}) USING INDEX SEEK x:Source(id)`+fields+`
		UNION UNWIND $ids AS id MATCH (x:Source {relaying: id}) USING INDEX SEEK x:Source(relaying)`+fields)
}

// follow fetches sources, then what they relay or, as the statement says, who relays them, until nothing new comes.
func (w *writer) follow(k *graph.Knowledge, next []graph.SourceID, asked map[graph.SourceID]bool, cypher string) error {
	for len(next) > 0 {
		var fresh []graph.SourceID
		for _, id := range next {
			if id != "" && !asked[id] {
				asked[id] = true
				fresh = append(fresh, id)
			}
		}
		next = nil
		err := w.chunks(stringsOf(fresh), cypher, func(r row) error {
			id, relays := graph.SourceID(r.text(0)), graph.SourceID(r.text(5))
			k.Sources[id] = &graph.KnownSource{Recorded: r.bool(1), Voiced: r.bool(2), Held: r.bool(3), Published: r.text(4), Relaying: relays, Judged: r.bool(6)}
			w.relaying[id], w.voiced[id], w.held[id] = stance{relays, r.bool(6)}, r.bool(2), r.bool(3)
			next = append(next, id, relays)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// rivalFields are what a rival is made of.
const rivalFields = `RETURN type(r) AS type, r {.id, .relation, .when, .stamp, .when_basis, .polarity, .modality, .event} AS p`

func (w *writer) rival(r row) (graph.Rival, error) {
	p := r.props(1)
	when, err := decodeWhen(p)
	if err != nil {
		return graph.Rival{}, w.s.damaged(err.Error())
	}
	id := parseID(p.text("id"))
	w.typeOf[id] = r.text(0)
	return graph.Rival{
		ID: id, Relation: graph.RelationID(p.text("relation")), When: when, Basis: graph.Basis(p.text("when_basis")),
		Polarity: graph.Polarity(p.text("polarity")), Modality: graph.Modality(p.text("modality")), Event: p.text("event"),
	}, nil
}

// knowOpposed finds the standing claims that say what a triple says. Denials are few and have nodes of their own;
// assertions are looked for between the two actors.
func (w *writer) knowOpposed(k *graph.Knowledge, triples []graph.Triple) error {
	if len(w.types) == 0 {
		return nil
	}
	denied := map[string]graph.Triple{}
	asserted := map[string][]map[string]any{} // by type
	at := map[string]graph.Triple{}
	for _, t := range triples {
		key := denialKey(t)
		if t.Polarity == graph.Denied {
			denied[key] = t
			continue
		}
		if root := string(w.s.ontology.Root(t.Relation)); slices.Contains(w.types, root) {
			at[key] = t
			asserted[root] = append(asserted[root], map[string]any{"key": key, "a": string(t.Subject), "b": string(t.Object),
				"relation": string(t.Relation), "either": w.s.ontology.IsSymmetric(t.Relation) && t.Subject != t.Object})
		}
	}
	if err := w.knowDenials(k, denied); err != nil {
		return err
	}
	for root, asks := range asserted {
		for part := range slices.Chunk(asks, 10_000) {
			rows, err := w.run(`UNWIND $asks AS q MATCH (a:Actor {id: q.a}) USING INDEX SEEK a:Actor(id) MATCH (b:Actor {id: q.b}) USING INDEX SEEK b:Actor(id) CALL { WITH q, a, b
				MATCH (a)-[r:`+root+`]->(b) RETURN r UNION WITH q, a, b MATCH (b)-[r:`+root+`]->(a) WHERE q.either RETURN r }
				WITH q, r WHERE r.relation = q.relation AND r.polarity = 'asserted' AND NOT r.retracted `+rivalFields+`, q.key`, map[string]any{"asks": part})
			if err != nil {
				return err
			}
			for _, r := range rows {
				rival, err := w.rival(r)
				if err != nil {
					return err
				}
				k.Opposed[at[r.text(2)]] = append(k.Opposed[at[r.text(2)]], rival)
			}
		}
	}
	return nil
}

func (w *writer) knowDenials(k *graph.Knowledge, triples map[string]graph.Triple) error {
	if !w.denials || len(triples) == 0 {
		return nil
	}
	keyOf := map[string]string{}
	err := w.chunks(slices.Collect(maps.Keys(triples)), `UNWIND $ids AS key MATCH (d:Denial {key: key}) USING INDEX SEEK d:Denial(key) RETURN key, d.claim`, func(r row) error {
		keyOf[r.text(1)] = r.text(0)
		return nil
	})
	if err != nil {
		return err
	}
	return w.chunks(slices.Collect(maps.Keys(keyOf)), everyType(w.types, `UNWIND $ids AS id MATCH ()-[r:%s {id: id}]->() USING INDEX SEEK r:%s(id) WHERE NOT r.retracted `+rivalFields), func(r row) error {
		rival, err := w.rival(r)
		t := triples[keyOf[rival.ID.String()]]
		k.Opposed[t] = append(k.Opposed[t], rival)
		return err
	})
}

// denialKey is what a triple says; ids hold no blanks.
func denialKey(t graph.Triple) string {
	return string(t.Subject) + " " + string(t.Relation) + " " + string(t.Object)
}

func (w *writer) knowEvents(k *graph.Knowledge, events []string) error {
	if len(w.types) == 0 {
		return nil
	}
	return w.chunks(stringsOf(events), everyType(w.types, `UNWIND $ids AS id MATCH ()-[r:%s {event: id}]->() USING INDEX SEEK r:%s(event) WHERE NOT r.retracted `+rivalFields), func(r row) error {
		rival, err := w.rival(r)
		k.Events[rival.Event] = append(k.Events[rival.Event], rival)
		return err
	})
}

// knowRuns lists the standing claims of runs. Undoing one is rare, so it looks through all claims.
func (w *writer) knowRuns(k *graph.Knowledge, runs []string) error {
	if len(w.types) == 0 {
		return nil
	}
	return w.chunks(stringsOf(runs), everyType(w.types, `WITH $ids AS ids MATCH ()-[r:%s]->() WHERE r.made_by_run IN ids AND NOT r.retracted RETURN type(r) AS type, r.id AS id, r.made_by_run AS run`), func(r row) error {
		id := parseID(r.text(1))
		w.typeOf[id] = r.text(0)
		k.Runs[r.text(2)] = append(k.Runs[r.text(2)], id)
		return nil
	})
}

func (w *writer) knowVerdicts(k *graph.Knowledge, wanted bool) error {
	if !wanted {
		return nil
	}
	rows, err := w.run(`MATCH (j:Record:Judgement) RETURN j.a, j.b, j.verdict ORDER BY j.seq`, nil)
	for _, r := range rows {
		k.Verdicts.Set(graph.ActorID(r.text(0)), graph.ActorID(r.text(1)), graph.Verdict(r.text(2)))
	}
	return err
}

func (w *writer) text(id graph.SourceID) (string, error) {
	rows, err := w.run(`MATCH (t:Text {source: $id}) USING INDEX SEEK t:Text(source) RETURN t.body`, map[string]any{"id": string(id)})
	if err != nil || len(rows) == 0 {
		return "", err
	}
	return rows[0].text(0), nil
}

// quotesOf calls f for each quote of each claim of a source, in the order in which they were recorded.
func (w *writer) quotesOf(id graph.SourceID, f func(graph.ClaimID, graph.Quote) error) error {
	if len(w.types) == 0 {
		return nil
	}
	rows, err := w.run(`CALL { `+everyType(w.types, `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(source, seq) WHERE r.source = $id AND r.seq > 0 RETURN r`)+` }
		WITH r.id AS id, r.seq AS seq, r {.quotes, .quote_starts, .quote_ends} AS first ORDER BY seq
		OPTIONAL MATCH (e:Record:Evidence {claim: id}) USING INDEX SEEK e:Evidence(claim) WITH id, seq, first, e ORDER BY seq, e.seq
		RETURN id, first, collect(e {.quotes, .quote_starts, .quote_ends})`, map[string]any{"id": string(id)})
	if err != nil {
		return err
	}
	for _, r := range rows {
		quotes := decodeQuotes(r.props(1))
		for _, more := range r.list(2) {
			p, _ := more.(map[string]any)
			quotes = append(quotes, decodeQuotes(p)...)
		}
		for _, q := range quotes {
			if err := f(parseID(r.text(0)), q); err != nil {
				return err
			}
		}
	}
	return nil
}
