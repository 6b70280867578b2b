package neo4jstore

import (
	"cmp"
	"context"
	"slices"

	"liaison/graph"
)

// decodeClaim reads from the properties of a relationship what was recorded of the claim. An error says what in the
// database cannot be.
func decodeClaim(p props) (graph.Claim, error) {
	when, err := decodeWhen(p)
	c := graph.Claim{
		Source: graph.SourceID(p.text("source")), Subject: graph.ActorID(p.text("src")), Relation: graph.RelationID(p.text("relation")),
		Object: graph.ActorID(p.text("dst")), When: when, WhenBasis: graph.Basis(p.text("when_basis")), WhenText: p.text("when_text"),
		Polarity: graph.Polarity(p.text("polarity")), Modality: graph.Modality(p.text("modality")), Attribution: p.text("attribution"),
		Confidence: p.int("confidence"), Statement: p.text("statement"), Evidence: decodeQuotes(p), Third: actorIDs(p.texts("third_parties")),
		Place: graph.ActorID(p.text("place")), Event: p.text("event"), Relays: graph.SourceID(p.text("relays")),
		MadeBy: graph.MadeBy{Kind: p.text("made_by_kind"), Name: p.text("made_by_name"), Version: p.text("made_by_version"), Run: p.text("made_by_run")},
	}
	if p.has("revises") {
		c.Revises = parseID(p.text("revises"))
	}
	return c, err
}

func actorIDs(texts []string) []graph.ActorID {
	if len(texts) == 0 {
		return nil
	}
	out := make([]graph.ActorID, len(texts))
	for i, t := range texts {
		out[i] = graph.ActorID(t)
	}
	return out
}

// decodeState reads a claim as it stands at a sequence: all but what was added to its evidence, and its origin.
func decodeState(p props, at graph.Sequence) (graph.ClaimState, error) {
	c, err := decodeClaim(p)
	return graph.ClaimState{
		ID: parseID(p.text("id")), Claim: c, Sequence: graph.Sequence(p.int("seq")), Recorded: p.time("recorded"),
		Withdrawn: withdrawnAt(p, at), Disputed: disputedAt(p, at),
	}, err
}

// rowFields are the properties that decodeRow reads, for a map projection.
const rowFields = `.id, .src, .relation, .dst, .when, .stamp, .when_basis, .polarity, .modality, .confidence, .source, .disputed_log`

// decodeRow reads what a view shows of a claim, as it stands at a sequence.
func decodeRow(p props, at graph.Sequence) (graph.ClaimRow, error) {
	when, err := decodeWhen(p)
	return graph.ClaimRow{
		ID: parseID(p.text("id")), Subject: graph.ActorID(p.text("src")), Relation: graph.RelationID(p.text("relation")),
		Object: graph.ActorID(p.text("dst")), When: when, Basis: graph.Basis(p.text("when_basis")), Polarity: graph.Polarity(p.text("polarity")),
		Modality: graph.Modality(p.text("modality")), Confidence: p.int("confidence"), Source: graph.SourceID(p.text("source")),
		Disputed: disputedAt(p, at),
	}, err
}

// withdrawnAt gives the sequence from which a claim is withdrawn; 0 where it stands at the sequence asked for.
func withdrawnAt(p props, at graph.Sequence) graph.Sequence {
	if until := graph.Sequence(p.int("until")); until <= at {
		return until
	}
	return 0
}

// disputedAt tells whether a claim is disputed: each entry of its log turns that round.
func disputedAt(p props, at graph.Sequence) bool {
	turns := 0
	for _, seq := range p.ints("disputed_log") {
		if graph.Sequence(seq) <= at {
			turns++
		}
	}
	return turns%2 == 1
}

// chunk is how many ids one statement is asked about.
const chunk = 5_000

// Claims gives those that are recorded.
func (s *Store) Claims(ctx context.Context, seq graph.Sequence, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	return s.claimStates(ctx, p, ids)
}

// claimStates gives claims in the order asked for; those that are not recorded by then are left out.
func (s *Store) claimStates(ctx context.Context, p point, ids []graph.ClaimID) ([]graph.ClaimState, error) {
	if len(ids) == 0 || len(p.types) == 0 {
		return nil, nil
	}
	found, chains := make(map[graph.ClaimID]*graph.ClaimState, len(ids)), relays{}
	// With each claim comes what its voice relays: mostly nothing, so that nothing is left to be asked.
	cypher := "CALL {\n" + everyType(p.types, `MATCH ()-[x:%s]->() USING INDEX SEEK x:%s(id) WHERE x.id IN $ids AND x.seq <= $s RETURN x`)
	if p.additions {
		cypher += union + additionsQuery
	}
	cypher += "\n}\nWITH x, CASE WHEN x.claim IS NULL THEN coalesce(x.relays, x.source) END AS id RETURN x, id,"
	if p.relays {
		cypher += relayingOf
	} else {
		cypher += " null"
	}
	for part := range slices.Chunk(distinct(ids), chunk) {
		rows, err := s.read(ctx, cypher, map[string]any{"ids": idTexts(part), "s": int64(p.sequence)})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if !r.null(2) {
				chains[graph.SourceID(r.text(1))] = graph.SourceID(r.text(2))
			}
		}
		if err := s.decodeStates(rows, p, found); err != nil {
			return nil, err
		}
	}
	if err := s.follow(ctx, p, chains); err != nil {
		return nil, err
	}
	for _, c := range found {
		c.Origin = chains.origin(c.Voice())
	}
	out := make([]graph.ClaimState, 0, len(ids))
	for _, id := range ids {
		if c := found[id]; c != nil {
			out = append(out, *c)
		}
	}
	return out, nil
}

// additionsQuery asks for the evidence that was added to claims.
const additionsQuery = `MATCH (x:Evidence) USING INDEX SEEK x:Evidence(claim) WHERE x.claim IN $ids AND x.seq <= $s RETURN x`

// decodeStates reads claims, and log nodes of evidence that was added to them or to claims already found.
func (s *Store) decodeStates(rows []row, p point, found map[graph.ClaimID]*graph.ClaimState) error {
	added := map[graph.ClaimID][]graph.Addition{}
	for _, r := range rows {
		x := r.props(0)
		if x.has("claim") {
			id := parseID(x.text("claim"))
			added[id] = append(added[id], graph.Addition{Quotes: decodeQuotes(x), Sequence: graph.Sequence(x.int("seq")), Recorded: x.time("recorded")})
			continue
		}
		c, err := decodeState(x, p.sequence)
		if err != nil {
			return s.damaged(err.Error())
		}
		found[c.ID] = &c
	}
	for id, list := range added {
		slices.SortFunc(list, func(a, b graph.Addition) int { return cmp.Compare(a.Sequence, b.Sequence) })
		if c := found[id]; c != nil {
			c.Additions = list
		}
	}
	return nil
}

// addOrigins finds the ends of the relays chains of the claims' voices.
func (s *Store) addOrigins(ctx context.Context, p point, claims map[graph.ClaimID]*graph.ClaimState) error {
	voices := make([]graph.SourceID, 0, len(claims))
	for _, c := range claims {
		voices = append(voices, c.Voice())
	}
	chains, err := s.relaysOf(ctx, p, voices)
	for _, c := range claims {
		c.Origin = chains.origin(c.Voice())
	}
	return err
}

// distinct leaves out repeats; the order stays.
func distinct[T comparable](list []T) []T {
	seen := make(map[T]bool, len(list))
	out := make([]T, 0, len(list))
	for _, v := range list {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}
