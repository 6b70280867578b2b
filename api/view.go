package api

import (
	"encoding/hex"
	"strconv"

	"liaison/graph"
)

// AppendView appends the body of a neighbourhood: openapi.yaml, Neighbourhood. It is written by hand because encoding
// is what costs most of a large answer: it allocates nothing but the growth of b.
func AppendView(b []byte, v *graph.View) []byte {
	b = append(b, `{"query":`...)
	b = appendQuery(b, &v.Query)
	b = append(b, `,"as_of":`...)
	b = appendAsOf(b, v.AsOf)
	b = appendParts(b, v.Actors, v.Ties, v.Claims)
	b = append(b, `,"totals":`...)
	b = appendTotals(b, &v.Totals)
	b = append(b, `,"truncated":`...)
	b = appendTruncated(b, v.Truncated)
	b = append(b, `,"cursor":`...)
	return append(appendText(b, v.Cursor), '}')
}

// appendParts appends what a view is made of.
func appendParts(b []byte, actors []graph.ViewActor, ties []graph.Tie, claims []graph.ViewClaim) []byte {
	b = append(b, `,"actors":[`...)
	for i := range actors {
		b = appendViewActor(comma(b, i), &actors[i])
	}
	b = append(b, `],"ties":[`...)
	for i := range ties {
		b = appendTie(comma(b, i), &ties[i])
	}
	b = append(b, `],"claims":[`...)
	for i := range claims {
		b = appendViewClaim(comma(b, i), &claims[i])
	}
	return append(b, ']')
}

func comma(b []byte, i int) []byte {
	if i > 0 {
		return append(b, ',')
	}
	return b
}

func appendInt(b []byte, name string, n int) []byte {
	return strconv.AppendInt(append(b, name...), int64(n), 10)
}

func appendBool(b []byte, name string, v bool) []byte {
	return strconv.AppendBool(append(b, name...), v)
}

// appendIDs appends a list of ids or words, or of what clients wrote as such: their text is not trusted here.
func appendIDs[T ~string](b []byte, name string, ids []T) []byte {
	b = append(append(b, name...), '[')
	for i, id := range ids {
		b = appendString(comma(b, i), string(id))
	}
	return append(b, ']')
}

func appendQuery(b []byte, q *graph.Query) []byte {
	b = appendIDs(b, `{"actor":`, q.Actors)
	b = appendInt(b, `,"depth":`, q.Depth)
	b = appendFilters(b, &q.Criteria)
	b = appendBetween(b, q.Kinds, q.Avoid, q.AvoidDegree)
	b = appendInt(b, `,"min_confidence":`, q.MinConfidence)
	b = appendInt(b, `,"min_witnesses":`, q.MinWitnesses)
	b = appendID(append(b, `,"rank":`...), q.Rank)
	b = appendInt(b, `,"expand":`, q.Expand)
	b = appendBool(b, `,"among":`, q.Among)
	return append(appendInt(b, `,"limit":`, q.Limit), '}')
}

// appendBetween appends what is asked of the actors met.
func appendBetween(b []byte, kinds []graph.Kind, avoid []graph.ActorID, degree int) []byte {
	b = appendIDs(b, `,"kind":`, kinds)
	b = appendIDs(b, `,"avoid":`, avoid)
	if degree > 0 {
		return appendInt(b, `,"avoid_degree":`, degree)
	}
	return append(b, `,"avoid_degree":null`...)
}

// appendFilters appends the filters from relation to source. A window of one day is `at`, however it was asked.
func appendFilters(b []byte, c *graph.Criteria) []byte {
	b = appendIDs(b, `,"relation":`, c.Relations)
	b = appendID(append(b, `,"direction":`...), c.Direction)
	at, from, to := graph.OpenStart, graph.OpenStart, graph.OpenEnd
	switch {
	case c.Windowed && c.Window.From == c.Window.To:
		at = c.Window.From
	case c.Windowed:
		from, to = c.Window.From, c.Window.To
	}
	b = appendDay(append(b, `,"at":`...), at)
	b = appendDay(append(b, `,"from":`...), from)
	b = appendDay(append(b, `,"to":`...), to)
	b = appendID(append(b, `,"certainty":`...), c.Certainty)
	b = appendIDs(b, `,"polarity":`, c.Polarities)
	b = appendIDs(b, `,"modality":`, c.Modalities)
	return appendIDs(b, `,"source":`, c.Sources)
}

func appendAsOf(b []byte, a graph.AsOf) []byte {
	b = strconv.AppendUint(append(b, `{"sequence":`...), uint64(a.Sequence), 10)
	b = append(b, `,"known_at":`...)
	if a.Recorded.IsZero() {
		return append(b, "null}"...)
	}
	b = append(b, '"')
	b = a.Recorded.UTC().AppendFormat(b, momentFormat)
	return append(b, '"', '}')
}

// momentFormat is RFC 3339 in UTC with microseconds, always six of them.
const momentFormat = "2006-01-02T15:04:05.000000Z07:00"

func appendViewActor(b []byte, a *graph.ViewActor) []byte {
	b = appendID(append(b, `{"id":`...), a.ID)
	b = appendString(append(b, `,"name":`...), a.Name)
	b = appendID(append(b, `,"kind":`...), a.Kind)
	b = appendText(append(b, `,"country":`...), a.Country)
	b = appendInt(b, `,"hop":`, a.Hop)
	b = appendInt(b, `,"degree":`, a.Degree)
	if len(a.Members) > 1 {
		b = appendIDs(b, `,"members":`, a.Members)
	}
	return append(b, '}')
}

func appendTie(b []byte, t *graph.Tie) []byte {
	b = appendID(append(b, `{"a":`...), t.A)
	b = appendID(append(b, `,"b":`...), t.B)
	b = appendInt(b, `,"hop":`, t.Hop)
	b = appendInt(b, `,"claims":`, t.Claims)
	b = appendRelationCounts(b, `,"relations":[`, t.Relations)
	b = appendBound(append(b, `,"first":`...), t.First)
	b = appendBound(append(b, `,"last":`...), t.Last)
	b = appendInt(b, `,"sources":`, t.Sources)
	b = appendInt(b, `,"witnesses":`, t.Witnesses)
	return append(appendBool(b, `,"disputed":`, t.Disputed), '}')
}

func appendBound(b []byte, d graph.Bound) []byte {
	if d.None || d.Open {
		return append(b, "null"...)
	}
	return appendDay(b, d.Day)
}

func appendRelationCounts(b []byte, name string, list []graph.RelationCount) []byte {
	b = append(b, name...)
	for i := range list {
		b = appendID(append(comma(b, i), `{"key":`...), list[i].Relation)
		b = append(appendInt(b, `,"claims":`, list[i].Claims), '}')
	}
	return append(b, ']')
}

func appendClaimID(b []byte, id graph.ClaimID) []byte {
	return append(hex.AppendEncode(append(b, '"'), id[:]), '"')
}

func appendWhen(b []byte, w graph.When, basis graph.Basis) []byte {
	if w.IsZero() {
		b = append(b, `{"edtf":null,"first":null,"last":null,"basis":`...)
		return append(appendID(b, basis), '}')
	}
	d := w.Bounds()
	b = append(w.Append(append(b, `{"edtf":"`...)), '"') // EDTF needs no escapes
	b = appendDay(append(b, `,"first":`...), d.SLo)
	b = appendDay(append(b, `,"last":`...), d.EHi)
	return append(appendID(append(b, `,"basis":`...), basis), '}')
}

func appendViewClaim(b []byte, c *graph.ViewClaim) []byte {
	b = appendClaimID(append(b, `{"id":`...), c.ID)
	b = appendID(append(b, `,"subject":`...), c.Subject)
	b = appendID(append(b, `,"relation":`...), c.Relation)
	b = appendID(append(b, `,"object":`...), c.Object)
	b = appendWhen(append(b, `,"when":`...), c.When, c.Basis)
	if c.Certainty == "" {
		b = append(b, `,"certainty":null`...)
	} else {
		b = appendID(append(b, `,"certainty":`...), c.Certainty)
	}
	b = appendID(append(b, `,"polarity":`...), c.Polarity)
	b = appendID(append(b, `,"modality":`...), c.Modality)
	b = appendInt(b, `,"confidence":`, c.Confidence)
	b = appendID(append(b, `,"source":`...), c.Source)
	return append(appendBool(b, `,"disputed":`, c.Disputed), '}')
}

func appendTotals(b []byte, t *graph.Totals) []byte {
	b = appendBool(b, `{"exact":`, t.Exact)
	b = appendInt(b, `,"claims":`, t.Claims)
	b = appendInt(b, `,"actors":`, t.Actors)
	b = appendRelationCounts(b, `,"by_relation":[`, t.Relations)
	b = appendYears(b, `,"by_year":[`, t.Years)
	b = append(b, `,"by_peer":[`...)
	for i := range t.Peers {
		b = appendID(append(comma(b, i), `{"key":`...), t.Peers[i].Actor)
		b = append(appendInt(b, `,"claims":`, t.Peers[i].Claims), '}')
	}
	b = appendInt(b, `],"more":{"peers":`, t.More.Peers)
	return append(appendInt(b, `,"claims":`, t.More.Claims), '}', '}')
}

func appendYears(b []byte, name string, years []graph.YearCount) []byte {
	b = append(b, name...)
	for i, y := range years {
		b = comma(b, i)
		if y.Open {
			b = append(b, `{"key":null`...)
		} else {
			b = appendInt(b, `{"key":`, y.Year)
		}
		b = append(appendInt(b, `,"claims":`, y.Claims), '}')
	}
	return append(b, ']')
}

func appendTruncated(b []byte, t *graph.Truncated) []byte {
	if t == nil {
		return append(b, "null"...)
	}
	b = appendID(append(b, `{"reason":`...), t.Reason)
	b = appendIDs(b, `,"reasons":`, t.Reasons)
	b = appendInt(b, `,"shown":{"actors":`, t.Shown.Actors)
	b = appendInt(b, `,"ties":`, t.Shown.Ties)
	return append(appendInt(b, `,"claims":`, t.Shown.Claims), '}', '}')
}
