package api

import (
	"time"

	"liaison/graph"
)

// AsOfBody is the known time of an answer.
type AsOfBody struct {
	Sequence graph.Sequence `json:"sequence"`
	KnownAt  *string        `json:"known_at"`
}

func bodyOfAsOf(a graph.AsOf) AsOfBody {
	return AsOfBody{a.Sequence, orNull(moment(a.Recorded))}
}

// moment writes a record time; a zero one is the empty text.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(momentFormat)
}

// ListTotals says how many items a list has in all: exactly, or at least.
type ListTotals struct {
	Exact bool `json:"exact"`
	Count int  `json:"count"`
}

// atLeast counts a list that is not counted anywhere: all of it when it is one page, else what is known to exist.
func atLeast(shown int, asked, next string) ListTotals {
	if next != "" {
		shown++
	}
	return ListTotals{Exact: asked == "" && next == "", Count: shown}
}

// PeriodBody is the period in which an actor exists.
type PeriodBody struct {
	EDTF  string  `json:"edtf"`
	First *string `json:"first"`
	Last  *string `json:"last"`
}

func bodyOfPeriod(text string) *PeriodBody {
	w, err := graph.ParsePeriod(text)
	if err != nil || w.IsZero() { // a record with another text is not accepted
		return nil
	}
	d := w.Bounds()
	return &PeriodBody{w.String(), dayOrNull(d.SLo), dayOrNull(d.EHi)}
}

// WhenBody is when a claim's matter happened or held.
type WhenBody struct {
	EDTF  *string     `json:"edtf"`
	First *string     `json:"first"`
	Last  *string     `json:"last"`
	Basis graph.Basis `json:"basis"`
}

func bodyOfWhen(w graph.When, basis graph.Basis) WhenBody {
	if w.IsZero() {
		return WhenBody{Basis: basis}
	}
	d := w.Bounds()
	return WhenBody{orNull(w.String()), dayOrNull(d.SLo), dayOrNull(d.EHi), basis}
}

func dayOrNull(d graph.Day) *string {
	if !d.Valid() {
		return nil
	}
	s := d.String()
	return &s
}

// idOrNull is null for no id.
func idOrNull(id graph.RecordID) *graph.RecordID {
	if id.IsZero() {
		return nil
	}
	return &id
}

// each turns a list into bodies; the result is never null.
func each[T, B any](list []T, body func(*T) B) []B {
	out := make([]B, len(list))
	for i := range list {
		out[i] = body(&list[i])
	}
	return out
}

// page reads limit and cursor and the moment of a list.
func (p *params) page() graph.PageQuery {
	return graph.PageQuery{
		Moment: p.moment(),
		Limit:  p.number("limit", 0, 1, graph.MaxLimit),
		Cursor: p.text("cursor", maxCursor),
	}
}

// pageNames are the parameters of a list.
var pageNames = append([]string{"limit", "cursor"}, momentNames...)
