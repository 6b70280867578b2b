package neo4jstore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"liaison/graph"
)

// ClaimsPage lists standing claims, newest record first.
func (s *Store) ClaimsPage(ctx context.Context, seq graph.Sequence, q graph.ClaimsQuery, before graph.Sequence, n int) ([]graph.ClaimState, error) {
	p, leave, err := s.enterAt(ctx, seq)
	if err != nil {
		return nil, err
	}
	defer leave()
	if n <= 0 || len(p.types) == 0 {
		return nil, nil
	}
	if before == 0 || before > p.sequence {
		before = p.sequence + 1
	}
	l := &claimList{s: s, p: p, q: q, before: before, n: n}
	err = l.fill(ctx)
	return l.out, err
}

// claimList is a page under way.
type claimList struct {
	s      *Store
	p      point
	q      graph.ClaimsQuery
	before graph.Sequence // what is left to look at is older
	n      int
	look   int // how many were looked at in the last round
	out    []graph.ClaimState
}

// leastLook is how many claims are looked at for words at least.
const leastLook = 50

// few is up to how many claims are all looked at, whatever their sequence.
const few = 5_000

// fill looks for claims in the way that looks at the fewest: by what few have, or from the newest down.
func (l *claimList) fill(ctx context.Context) error {
	if l.q.Event != "" {
		return l.all(ctx, newestOf(l.p.types, `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(event) WHERE r.event = $event AND r.seq < $before`+l.conditions(), `r.seq DESC`), nil)
	}
	if done, err := l.byWords(ctx); done || err != nil {
		return err
	}
	if done, err := l.byDispute(ctx); done || err != nil {
		return err
	}
	return l.down(ctx)
}

// newestOf asks for the $n newest of the claims r that a branch finds in each type, in the branch's order.
func newestOf(types []string, branch, order string) string {
	return `CALL {` + everyType(types, branch+` RETURN r, r.seq AS seq ORDER BY `+order+` LIMIT $n`) + `} WITH r, seq ORDER BY seq DESC LIMIT $n RETURN r`
}

// conditions are what a claim r has to pass, but for the words.
func (l *claimList) conditions() string {
	out := ` AND r.seq <= $s AND (r.until IS NULL OR r.until > $s)`
	if l.q.Source != "" {
		out += ` AND r.source = $source`
	}
	if l.q.Event != "" {
		out += ` AND r.event = $event`
	}
	if l.q.Run != "" {
		out += ` AND r.made_by_run = $run`
	}
	if l.q.Disputed {
		out += ` AND size([x IN r.disputed_log WHERE x <= $s]) % 2 = 1`
	}
	return out
}

// take runs a statement that finds claims with a sequence below before, newest first, and puts on the page those that
// have the words. It tells whether there may be more.
func (l *claimList) take(ctx context.Context, cypher string, params map[string]any) (more bool, err error) {
	n := l.n - len(l.out)
	if len(l.q.Words) > 0 { // which may turn down some; the more of them, the more are looked at the next time
		l.look = min(max(2*l.look, leastLook), few)
		n = max(n, l.look)
	}
	all := map[string]any{
		"s": int64(l.p.sequence), "before": int64(l.before), "n": n,
		"source": string(l.q.Source), "event": l.q.Event, "run": l.q.Run, "words": l.q.Words,
	}
	maps.Copy(all, params)
	rows, err := l.s.read(ctx, cypher, all)
	if err != nil || len(rows) == 0 {
		return false, err
	}
	found := make(map[graph.ClaimID]*graph.ClaimState, len(rows))
	if err := l.s.decodeStates(rows, l.p, found); err != nil {
		return false, err
	}
	if l.p.additions {
		rows, err = l.s.read(ctx, additionsQuery, map[string]any{"ids": idTexts(slices.Collect(maps.Keys(found))), "s": int64(l.p.sequence)})
		if err != nil {
			return false, err
		}
		if err := l.s.decodeStates(rows, l.p, found); err != nil {
			return false, err
		}
	}
	if err := l.s.addOrigins(ctx, l.p, found); err != nil {
		return false, err
	}
	for _, c := range slices.SortedFunc(maps.Values(found), func(a, b *graph.ClaimState) int { return cmp.Compare(b.Sequence, a.Sequence) }) {
		if l.before = c.Sequence; len(l.out) < l.n && c.HasWords(l.q.Words) {
			l.out = append(l.out, *c)
		}
	}
	return len(found) == n && len(l.out) < l.n, nil
}

// all takes all that a statement finds, until the page is full.
func (l *claimList) all(ctx context.Context, cypher string, params map[string]any) error {
	for {
		if more, err := l.take(ctx, cypher, params); !more || err != nil {
			return err
		}
	}
}

// byWords asks the full-text index. That gives claims by their likeness and not by their age; so words that many claims
// have are left to going down, where such claims are soon met.
func (l *claimList) byWords(ctx context.Context) (done bool, err error) {
	text, ok := luceneQuery(l.q.Words)
	if !ok {
		return false, nil
	}
	const hits = `CALL db.index.fulltext.queryRelationships($index, $text, {limit: $few}) YIELD relationship AS r `
	params := map[string]any{"index": l.s.wordsIndex(), "text": text, "few": few}
	rows, err := l.s.read(ctx, hits+`RETURN count(*)`, params)
	if err != nil || rows[0].int(0) == few {
		return false, err
	}
	return true, l.all(ctx, hits+`WITH r WHERE r.seq < $before`+l.conditions()+` RETURN r ORDER BY r.seq DESC LIMIT $n`, params)
}

// longestTerm is how many runes of a word the index surely keeps in one piece: it cuts after 255 UTF-16 units.
const longestTerm = 120

// mostTerms is for how many words at most the index is asked: it takes up to 1,024, and hardly two claims share so many.
const mostTerms = 100

// luceneQuery writes words for the full-text index: all of them, the last one as a beginning. False where one is no word;
// which claims such a one fits, only their own words tell.
func luceneQuery(words []string) (string, bool) {
	var b strings.Builder
	for i, w := range words {
		if got := graph.Words(w); len(got) != 1 || got[0] != w { // small letters and digits: nothing that Lucene reads as more
			return "", false
		}
		if i >= mostTerms {
			continue
		}
		last := i == len(words)-1
		if long := []rune(w); len(long) > longestTerm {
			w, last = string(long[:longestTerm]), true
		}
		b.WriteString("+" + w)
		if last {
			b.WriteByte('*')
		}
		b.WriteByte(' ')
	}
	return b.String(), len(words) > 0
}

// byDispute looks at the claims of which a rule or somebody ever said that they are disputed, where these are few.
func (l *claimList) byDispute(ctx context.Context) (done bool, err error) {
	if !l.q.Disputed {
		return false, nil
	}
	var ids []string
	err = l.s.each(ctx, `MATCH (d:DisputePair) USING INDEX SEEK d:DisputePair(seq) WHERE d.seq <= $s WITH d LIMIT $few UNWIND [d.a, d.b] AS id RETURN id`,
		map[string]any{"s": int64(l.p.sequence), "few": few}, func(r row) { ids = append(ids, r.text(0)) })
	if err != nil || len(ids) == 2*few {
		return false, err
	}
	cypher := newestOf(l.p.types, `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(id) WHERE r.id IN $ids AND r.seq < $before`+l.conditions(), `r.seq DESC`)
	return true, l.all(ctx, cypher, map[string]any{"ids": distinct(ids)})
}

// The windows in which claims are looked for from the newest down, in sequences. Few claims may pass, so without windows
// every type would be searched to its end for what another one has.
const (
	firstWindow = 4_000
	lastWindow  = 256_000
)

// down looks at all claims, or at all of a source, from the newest down until the page is full.
func (l *claimList) down(ctx context.Context) error {
	branch, order := `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(seq) WHERE r.seq > $after AND r.seq < $before`, `r.seq DESC`
	window := graph.Sequence(firstWindow)
	if l.q.Source != "" {
		branch = `MATCH ()-[r:%s]->() USING INDEX SEEK r:%s(source, seq) WHERE r.source = $source AND r.seq > $after AND r.seq < $before`
		order = `r.source DESC, r.seq DESC` // as the index has them
		if l.q.Run == "" && !l.q.Disputed && len(l.q.Words) == 0 {
			window = l.before // nearly all pass
		}
	}
	branch += l.conditions()
	if len(l.q.Words) > 0 {
		branch += ` AND all(w IN $words WHERE r.words CONTAINS w)` // as of now; take looks at what was known
	}
	cypher := newestOf(l.p.types, branch, order)
	for ; l.before > 1 && len(l.out) < l.n; window = min(4*window, max(window, lastWindow)) {
		after := l.before - 1 - min(window, l.before-1)
		if err := l.all(ctx, cypher, map[string]any{"after": int64(after)}); err != nil {
			return err
		}
		l.before = after + 1
	}
	return nil
}
