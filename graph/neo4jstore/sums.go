package neo4jstore

import (
	"context"
	"slices"

	"liaison/graph"
)

// goOn adds to the counts what happened after a sequence, up to theirs.
func (s *Store) goOn(ctx context.Context, types []string, after graph.Sequence, c *sums) error {
	params := map[string]any{"after": int64(after), "upto": int64(c.at)}
	if err := s.each(ctx, recordSums, params, c.addRecords); err != nil || len(types) == 0 {
		return err
	}
	if err := s.each(ctx, everyType(types, claimSums), params, c.addClaims); err != nil {
		return err
	}
	var ids []string
	changed := changedClaims
	if after == 0 { // all claims are new
		changed = recordsAfter + ` AND v:Evidence RETURN DISTINCT v.claim AS id`
	}
	if err := s.each(ctx, changed, params, func(r row) { ids = append(ids, r.text(0)) }); err != nil {
		return err
	}
	for part := range slices.Chunk(ids, chunk) {
		params["ids"] = part
		if err := s.each(ctx, everyType(types, claimChanges), params, c.change); err != nil {
			return err
		}
	}
	return nil
}

// recordSums counts what is not a claim: versions of actors by the kind they have and the one they had, sources and
// texts when they first come.
const recordSums = recordsAfter + ` AND v:ActorVersion
		AND NOT EXISTS { MATCH (w:ActorVersion) USING INDEX SEEK w:ActorVersion(actor, seq) WHERE w.actor = v.actor AND w.seq > v.seq AND w.seq <= $upto }
		WITH v.kind AS kind, COLLECT { MATCH (w:ActorVersion) USING INDEX SEEK w:ActorVersion(actor, seq) WHERE w.actor = v.actor AND w.seq <= $after
			RETURN w.kind ORDER BY w.actor DESC, w.seq DESC LIMIT 1 }[0] AS was
		RETURN 'actors' AS what, kind, was, count(*) AS n
	UNION ALL ` + recordsAfter + ` AND v:SourceVersion
		AND NOT EXISTS { MATCH (w:SourceRecord) USING INDEX SEEK w:SourceRecord(source, seq) WHERE w.source = v.source AND w.seq < v.seq AND w:SourceVersion }
		RETURN 'sources' AS what, null AS kind, null AS was, count(*) AS n
	UNION ALL ` + recordsAfter + ` AND v:SourceVersion AND v.has_text AND EXISTS { MATCH (t:Text {source: v.source}) USING INDEX SEEK t:Text(source) WHERE t.seq = v.seq }
		RETURN 'texts' AS what, null AS kind, null AS was, count(*) AS n
	UNION ALL ` + recordsAfter + ` AND v:Judgement RETURN 'judgements' AS what, null AS kind, null AS was, count(*) AS n
	UNION ALL ` + recordsAfter + ` AND v:Dispute RETURN 'disputes' AS what, null AS kind, null AS was, count(*) AS n
	UNION ALL ` + recordsAfter + ` AND v:Retraction RETURN 'retractions' AS what, null AS kind, null AS was, count(*) AS n`

const recordsAfter = `MATCH (v:Record) USING INDEX SEEK v:Record(seq) WHERE v.seq > $after AND v.seq <= $upto`

func (c *sums) addRecords(r row) {
	switch n := r.int(3); r.text(0) {
	case "actors":
		c.kinds[graph.Kind(r.text(1))] += n
		if !r.null(2) {
			c.kinds[graph.Kind(r.text(2))] -= n
		}
	case "sources":
		c.sources += n
	case "texts":
		c.texts += n
	case "judgements":
		c.judgements += n
	case "disputes":
		c.disputes += n
	case "retractions":
		c.retractions += n
	}
}

// claimSums counts the claims recorded since, as they stand at the end.
const claimSums = `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(seq) WHERE r.seq > $after AND r.seq <= $upto
	WITH CASE WHEN r.until <= $upto THEN null ELSE r.relation END AS relation, r.year AS year, r.when IS NULL AS undated, r.quote IS NULL AS bare,
		r.disputed_log IS NOT NULL AND size([x IN r.disputed_log WHERE x <= $upto]) % 2 = 1 AS disputed
	RETURN relation, year, count(*) AS claims, sum(toInteger(undated)) AS undated, sum(toInteger(bare)) AS bare, sum(toInteger(disputed)) AS disputed`

func (c *sums) addClaims(r row) {
	n := r.int(2)
	c.claims += n
	if r.null(0) {
		c.withdrawn += n
		return
	}
	c.count(r, 0, n)
	c.undated += r.int(3)
	c.bare += r.int(4)
	c.disputed += r.int(5)
}

// count counts standing claims by relation and year, which stand in a row from i on.
func (c *sums) count(r row, i, n int) {
	c.relations[graph.RelationID(r.text(i))] += n
	if r.null(i + 1) {
		c.open += n
	} else {
		c.years[r.int(i+1)] += n
	}
}

// changedClaims lists the claims that may stand otherwise since: withdrawn, disputed or cleared, with another of their
// pairs withdrawn, or with new evidence.
const changedClaims = `CALL {
		MATCH (w:Withdrawal) USING INDEX SEEK w:Withdrawal(seq) WHERE w.seq > $after AND w.seq <= $upto RETURN w.claim AS id
		UNION MATCH (w:Withdrawal) USING INDEX SEEK w:Withdrawal(seq) WHERE w.seq > $after AND w.seq <= $upto
			MATCH (d:DisputePair {a: w.claim}) USING INDEX SEEK d:DisputePair(a) RETURN d.b AS id
		UNION MATCH (w:Withdrawal) USING INDEX SEEK w:Withdrawal(seq) WHERE w.seq > $after AND w.seq <= $upto
			MATCH (d:DisputePair {b: w.claim}) USING INDEX SEEK d:DisputePair(b) RETURN d.a AS id
		UNION MATCH (d:DisputePair) USING INDEX SEEK d:DisputePair(seq) WHERE d.seq > $after AND d.seq <= $upto UNWIND [d.a, d.b] AS id RETURN id
		UNION ` + recordsAfter + ` AND v:Evidence RETURN v.claim AS id
	} RETURN id`

// claimChanges tells of each of these how it stood before and how it stands now. What claimSums has counted is told to
// be not there before, nor now, but for its later evidence.
const claimChanges = `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(id) WHERE r.id IN $ids AND r.seq <= $upto
	WITH r, r.seq <= $after AS old, r.quote IS NULL AS bare, r.until IS NULL OR r.until > $after AS stood, r.until IS NULL OR r.until > $upto AS stands
	WHERE old OR bare
	RETURN r.relation AS relation, r.year AS year, old, stood, stands, r.when IS NULL AS undated, bare,
		bare AND EXISTS { MATCH (e:Evidence {claim: r.id}) USING INDEX SEEK e:Evidence(claim) WHERE e.seq <= $after } AS wasBorne,
		bare AND EXISTS { MATCH (e:Evidence {claim: r.id}) USING INDEX SEEK e:Evidence(claim) WHERE e.seq <= $upto } AS isBorne,
		size([x IN coalesce(r.disputed_log, []) WHERE x <= $after]) % 2 = 1 AS wasDisputed,
		size([x IN coalesce(r.disputed_log, []) WHERE x <= $upto]) % 2 = 1 AS isDisputed`

func (c *sums) change(r row) {
	old, stood, stands := r.bool(2), r.bool(3), r.bool(4)
	is := func(n int, holds bool) int {
		if holds {
			return n
		}
		return 0
	}
	c.borne += is(1, stands && r.bool(8)) - is(1, old && stood && r.bool(7))
	if !old {
		return
	}
	c.disputed += is(1, r.bool(10)) - is(1, r.bool(9))
	if stood && !stands {
		c.withdrawn++
		c.count(r, 0, -1)
		c.undated -= is(1, r.bool(5))
		c.bare -= is(1, r.bool(6))
	}
}
