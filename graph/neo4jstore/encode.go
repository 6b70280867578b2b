package neo4jstore

import (
	"strings"

	"liaison/graph"
)

// A claim's slot is what it is found by in time: its class * slotClass + yyyymmdd of When.Day, the day that it is ordered
// by. A question about some days looks at these of class 0, and at nearly all of the other classes, which it then has to
// look at more closely.
const (
	slotClass = 100_000_000
	shortSpan = 366 // days

	exactDay  = 0 // one day, and the source is sure of it
	shortTime = 1 // from a first to a last day that are at most shortSpan apart
	longTime  = 2 // from a first day; the last one is later, or open
	untilTime = 3 // to a last day; the first one is open
	anyTime   = 4 // neither is known, as without a date; there is no day in the slot
)

// A claim's mark says in one number what is rare; 0 for nearly all. It never changes, as nothing does that is in the
// indexes by ends: an entry that moves while a reader passes by is missed, or seen twice.
const (
	markDenied = 1
	markVoice  = 2 // who said it first, the origin, was another than its source, or it says whom it relays
)

// claimProps gives the properties of a claim's relationship as it is first recorded. What is empty is left out.
func claimProps(e *graph.Entry, c *graph.Claim) map[string]any {
	p := map[string]any{
		"id": e.ID.String(), "relation": string(c.Relation), "src": string(c.Subject), "dst": string(c.Object),
		"seq": int64(e.Sequence), "recorded": e.Recorded, "when_basis": string(c.WhenBasis), "polarity": string(c.Polarity),
		"modality": string(c.Modality), "confidence": c.Confidence, "source": string(c.Source), "origin": string(e.Derived.Origin),
		"retracted": false, "disputed": false, "slot": slotOf(c.When), "mark": markOf(e, c),
	}
	putWhen(p, c.When)
	put(p, "when_text", c.WhenText)
	put(p, "attribution", c.Attribution)
	put(p, "statement", c.Statement)
	putQuotes(p, c.Evidence)
	if len(c.Evidence) > 0 {
		p["quote"] = c.Evidence[0].Text
	}
	putList(p, "third_parties", c.Third)
	put(p, "place", c.Place)
	put(p, "event", c.Event)
	put(p, "relays", c.Relays)
	if !c.Revises.IsZero() {
		p["revises"] = c.Revises.String()
	}
	put(p, "made_by_kind", c.MadeBy.Kind)
	put(p, "made_by_name", c.MadeBy.Name)
	put(p, "made_by_version", c.MadeBy.Version)
	put(p, "made_by_run", c.MadeBy.Run)
	put(p, "words", wordsOf(c.Statement, c.Evidence))
	return p
}

// putWhen sets the date, and the days by which it is found.
func putWhen(p map[string]any, w graph.When) {
	if w.IsZero() {
		return
	}
	p["when"] = w.String()
	if day, ok := w.Stamped(); ok {
		p["stamp"] = int(day)
	}
	first, hasFirst := w.First()
	last, hasLast := w.Last()
	if hasFirst {
		p["first"], p["year"] = int(first), first.Year()
	}
	if hasLast {
		p["last"] = int(last)
	}
	if !w.Unsure() {
		b := w.Bounds()
		p["start_latest"], p["end_earliest"] = int(b.SHi), int(b.ELo)
	}
}

func markOf(e *graph.Entry, c *graph.Claim) int {
	mark := 0
	if c.Polarity == graph.Denied {
		mark += markDenied
	}
	if c.Relays != "" || e.Derived.Origin != c.Source {
		mark += markVoice
	}
	return mark
}

func slotOf(w graph.When) int {
	day, ok := w.Day()
	if !ok {
		return anyTime * slotClass
	}
	first, hasFirst := w.First()
	last, hasLast := w.Last()
	switch {
	case !hasFirst:
		return untilTime*slotClass + yyyymmdd(day)
	case !hasLast || last-first > shortSpan:
		return longTime*slotClass + yyyymmdd(day)
	case first != last || w.Unsure():
		return shortTime*slotClass + yyyymmdd(day)
	}
	return exactDay*slotClass + yyyymmdd(day)
}

func yyyymmdd(d graph.Day) int {
	y, m, day := d.YMD()
	return y*10_000 + int(m)*100 + day
}

func putQuotes(p map[string]any, quotes []graph.Quote) {
	if len(quotes) == 0 {
		return
	}
	texts, starts, ends := make([]string, len(quotes)), make([]int, len(quotes)), make([]int, len(quotes))
	for i, q := range quotes {
		texts[i], starts[i], ends[i] = q.Text, q.Start, q.End
	}
	p["quotes"], p["quote_starts"], p["quote_ends"] = texts, starts, ends
}

func putList[T ~string](p map[string]any, key string, list []T) {
	if len(list) == 0 {
		return
	}
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	p[key] = out
}

// wordsOf gives the folded words by which a claim is searched for, joined by blanks, with a blank at either end.
func wordsOf(statement string, quotes []graph.Quote) string {
	words := graph.Words(statement)
	for _, q := range quotes {
		words = append(words, graph.Words(q.Text)...)
	}
	if len(words) == 0 {
		return ""
	}
	return " " + strings.Join(words, " ") + " "
}

func actorProps(a *graph.Actor) map[string]any {
	p := map[string]any{"name": a.Name, "kind": string(a.Kind)}
	putList(p, "aliases", a.Aliases)
	put(p, "country", a.Country)
	putList(p, "codes", a.Codes)
	put(p, "valid", a.Valid)
	put(p, "description", a.Description)
	return p
}

func sourceProps(s *graph.Source) map[string]any {
	p := map[string]any{}
	put(p, "publisher", s.Publisher)
	put(p, "title", s.Title)
	put(p, "url", s.URL)
	put(p, "published", s.Published)
	put(p, "language", s.Language)
	put(p, "kind", s.Kind)
	if s.Summary {
		p["summary"] = true
	}
	return p
}

// logProps gives the properties of the log node of a record that is not a claim, and the labels of the node.
func logProps(e *graph.Entry) (labels string, p map[string]any) {
	switch r := e.Record.(type) {
	case *graph.Actor:
		labels, p = "ActorVersion", actorProps(r)
		p["actor"] = string(r.ID)
	case *graph.Source:
		labels, p = "SourceVersion:SourceRecord", sourceProps(r)
		p["source"], p["has_text"] = string(r.ID), r.Text != ""
		put(p, "relays", r.Relays)
	case *graph.Relay:
		labels, p = "Relay:SourceRecord", map[string]any{"source": string(r.Source), "similarity": r.Similarity}
		put(p, "relays", r.Relays)
		putDecision(p, r.Reason, r.By, r.At)
	case *graph.Retraction:
		labels, p = "Retraction", map[string]any{}
		if !r.Claim.IsZero() {
			p["claim"] = r.Claim.String()
		}
		put(p, "run", r.Run)
		putDecision(p, r.Reason, r.By, r.At)
	case *graph.Judgement:
		labels, p = "Judgement", map[string]any{"a": string(r.A), "b": string(r.B), "verdict": string(r.Verdict)}
		putDecision(p, r.Reason, r.By, r.At)
	case *graph.Dispute:
		labels, p = "Dispute", map[string]any{"kind": r.Kind}
		put(p, "topic", r.Topic)
		putIDs(p, "side_a", r.SideA)
		putIDs(p, "side_b", r.SideB)
		putDecision(p, r.Reason, r.By, r.At)
	case *graph.Proposal:
		labels, p = "Proposal", proposalProps(r)
	case *graph.Review:
		labels, p = "Review", reviewProps(r)
	case *graph.Evidence:
		labels, p = "Evidence", map[string]any{"claim": r.Claim.String()}
		putQuotes(p, r.Quotes)
	}
	p["seq"], p["record"], p["recorded"] = int64(e.Sequence), e.ID.String(), e.Recorded
	return labels, p
}

func putDecision(p map[string]any, reason, by, at string) {
	put(p, "reason", reason)
	put(p, "by", by)
	put(p, "at", at)
}

func putIDs(p map[string]any, key string, ids []graph.ClaimID) {
	if len(ids) > 0 {
		p[key] = idTexts(ids)
	}
}

func idTexts(ids []graph.ClaimID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id.String()
	}
	return out
}

func parseID(text string) graph.RecordID {
	var id graph.RecordID
	_ = id.UnmarshalText([]byte(text)) // ids are written by us; another one matches nothing
	return id
}

func stringsOf[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = string(v)
	}
	return out
}
