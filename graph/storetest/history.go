package storetest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"

	"liaison/graph"
)

// dice is the only randomness of the suite.
type dice struct{ *rand.Rand }

func newDice(seed uint64) *dice { return &dice{rand.New(rand.NewPCG(seed, 0x6c696169736f6e))} }

func (d *dice) chance(percent int) bool { return d.IntN(100) < percent }

func pick[T any](d *dice, list []T) T { return list[d.IntN(len(list))] }

// some takes a random part of a list, in order.
func some[T any](d *dice, list []T, percent int) []T {
	var out []T
	for _, v := range list {
		if d.chance(percent) {
			out = append(out, v)
		}
	}
	return out
}

// history makes up records: sound ones, repeats, corrections, contradictions, and ones that must be refused.
type history struct {
	*dice
	actors  []graph.ActorID // that were written, whether accepted or not
	sources []graph.SourceID
	texts   map[graph.SourceID]string // texts written last
	claims  []*graph.Claim            // claims written
	records []graph.Record            // everything written

	proposals []*graph.Proposal // proposals written
}

func newHistory(seed uint64) *history {
	return &history{dice: newDice(seed), texts: map[graph.SourceID]string{}}
}

// batches gives n records more, in batches of random sizes.
func (h *history) batches(n int) [][]graph.Record {
	var out [][]graph.Record
	for n > 0 {
		size := min(n, 1+h.IntN(1+h.IntN(24)))
		var b []graph.Record
		for range size {
			r := h.record()
			h.records = append(h.records, r)
			b = append(b, copyOf(r))
		}
		out = append(out, b)
		n -= size
	}
	return out
}

// copyOf protects a record from a store that fills in its fields.
func copyOf(r graph.Record) graph.Record {
	c := reflect.New(reflect.TypeOf(r).Elem())
	c.Elem().Set(reflect.ValueOf(r).Elem())
	return c.Interface().(graph.Record)
}

func copies(list []graph.Record) []graph.Record {
	out := make([]graph.Record, len(list))
	for i, r := range list {
		out[i] = copyOf(r)
	}
	return out
}

func (h *history) record() graph.Record {
	if len(h.actors) < 6 {
		return h.actor()
	}
	if len(h.sources) < 4 {
		return h.source()
	}
	switch n := h.IntN(100); {
	case n < 6:
		return h.actor()
	case n < 14:
		return h.source()
	case n < 18 && len(h.records) > 0:
		return pick(h.dice, h.records) // written once more, word for word
	case n < 24 && len(h.claims) > 0:
		return h.repeat()
	case n < 29 && len(h.claims) > 0:
		return h.retraction()
	case n < 38:
		return h.judgement()
	case n < 42 && len(h.claims) > 0:
		return h.dispute()
	case n < 46:
		return h.relay()
	case n < 51 && len(h.claims) > 0:
		return h.evidence()
	case n < 57:
		return h.proposal()
	case n < 61 && len(h.proposals) > 0:
		return h.review()
	}
	return h.claim()
}

var (
	actorNames = []string{"Ministry of Defence", "سوريا", "Сирия", "叙利亚", "Hay’at Taḥrīr al-Shām", "Cafe\u0301 Orient", "Ελλάδα", "O'Neill & Sons"}
	kinds      = []graph.Kind{graph.KindState, graph.KindState, graph.KindPerson, graph.KindGroup, graph.KindAgency, graph.KindPlace}
	countries  = []string{"", "SYR", "USA", "TUR"}
)

func (h *history) actorID() graph.ActorID {
	if h.chance(1) {
		return "nobody"
	}
	if h.chance(25) {
		return h.actors[0] // the hub
	}
	return pick(h.dice, h.actors)
}

func (h *history) actor() graph.Record {
	id := graph.ActorID(fmt.Sprintf("%s-%d", pick(h.dice, []string{"a", "b", "z"}), len(h.actors)))
	if len(h.actors) >= 16 || len(h.actors) > 3 && h.chance(30) {
		id = pick(h.dice, h.actors) // a new version
	} else {
		h.actors = append(h.actors, id)
	}
	a := &graph.Actor{ID: id, Name: pick(h.dice, actorNames), Kind: pick(h.dice, kinds), Country: pick(h.dice, countries), Aliases: some(h.dice, actorNames, 15)}
	if h.chance(20) {
		a.Valid = pick(h.dice, []string{"2024/..", "../2024-12-08", "1990~/2024", "not a date"})
	}
	if h.chance(10) {
		a.Description = fmt.Sprintf("As seen\nin line %d.", h.IntN(50))
	}
	return a
}

var languages = [][]string{
	strings.Fields("intelligence officers met in the capital to share what they knew about the cells that planned attacks on a shrine near the city"),
	strings.Fields("التقى ضباط الاستخبارات في العاصمة لتبادل المعلومات عن الخلايا التي خططت لهجمات على مقام قرب المدينة"),
	strings.Fields("офицеры разведки встретились в столице чтобы обменяться сведениями о ячейках которые готовили нападения на святыню у города"),
	strings.Fields("L’État a échangé des renseignements avec Damas “pour la première fois” — d’après le naïf coopérateur 😀 à Idlib"),
	strings.Fields("情报 官员 在 首都 会面 分享 他们 所 知道 的 关于 策划 袭击 城市 附近 圣地 的 小组 的 情况"),
}

func (h *history) words(n int) []string {
	from := pick(h.dice, languages)
	out := make([]string, n)
	for i := range out {
		out[i] = pick(h.dice, from)
	}
	return out
}

func (h *history) source() graph.Record {
	id := graph.SourceID(fmt.Sprintf("s%d", len(h.sources)))
	if len(h.sources) >= 12 || len(h.sources) > 2 && h.chance(35) {
		id = pick(h.dice, h.sources)
	} else {
		h.sources = append(h.sources, id)
	}
	s := &graph.Source{ID: id, Publisher: pick(h.dice, []string{"Post", "AFP", "سانا"}), Title: strings.Join(h.words(3), " "), Kind: "newspaper",
		Published: pick(h.dice, []string{"", "", "2024-12-10", "2024-12", "2025-01-24", "2025-01-25~", "[..2025-02-01]"})}
	if h.chance(30) {
		s.Relays = h.sourceID()
	}
	if h.chance(45) {
		s.Text = h.text(id)
		h.texts[id] = s.Text
	}
	return s
}

// sourceID names a source, recorded or not.
func (h *history) sourceID() graph.SourceID {
	if h.chance(12) {
		return graph.SourceID(fmt.Sprintf("s%d", h.IntN(14)))
	}
	return pick(h.dice, h.sources)
}

// text makes up a text, or copies one nearly.
func (h *history) text(id graph.SourceID) string {
	if t, ok := h.texts[id]; ok && h.chance(80) {
		return t
	}
	if len(h.texts) > 0 && h.chance(50) {
		var from []graph.SourceID
		for s := range h.texts {
			from = append(from, s)
		}
		slices.Sort(from)
		copied := strings.Fields(h.texts[pick(h.dice, from)])
		copied[len(copied)-1] = pick(h.dice, pick(h.dice, languages))
		return strings.Join(copied, " ")
	}
	return strings.Join(h.words(30+h.IntN(30)), " ")
}

func (h *history) claimID() graph.ClaimID {
	if h.chance(3) {
		return graph.ClaimID{1, 2, 3}
	}
	return pick(h.dice, h.claims).ID()
}

func (h *history) retraction() graph.Record {
	r := &graph.Retraction{Reason: fmt.Sprintf("wrong %d", h.IntN(3)), By: "editor", At: "2025-01-31"}
	if h.chance(25) {
		r.Run = fmt.Sprintf("run-%d", h.IntN(7))
	} else {
		r.Claim = h.claimID()
	}
	return r
}

func (h *history) judgement() graph.Record {
	j := &graph.Judgement{A: h.actorID(), B: h.actorID(), Verdict: graph.Same, By: "editor", Reason: fmt.Sprintf("reason %d", h.IntN(1000))}
	if before, ok := earlier[*graph.Judgement](h); ok && h.chance(40) {
		j.A, j.B = before.B, before.A
	}
	if h.chance(50) {
		j.Verdict = pick(h.dice, []graph.Verdict{graph.Different, graph.Unsure, graph.Unsure})
	}
	return j
}

func (h *history) dispute() graph.Record {
	d := &graph.Dispute{Topic: "who did it", Kind: pick(h.dice, []string{"actor", "status", graph.Compatible, graph.Compatible}), By: "editor", SideA: []graph.ClaimID{h.claimID()},
		Reason: fmt.Sprintf("reason %d", h.IntN(1000))}
	for range h.IntN(3) {
		d.SideB = append(d.SideB, h.claimID())
	}
	if h.chance(30) {
		d.SideA = append(d.SideA, h.claimID())
	}
	if before, ok := earlier[*graph.Dispute](h); ok && h.chance(30) {
		d.SideA, d.SideB = before.SideA, before.SideB
	}
	if rivals := h.rivals(pick(h.dice, h.claims)); len(rivals) > 0 && h.chance(60) {
		d.SideA, d.SideB = rivals[:1], rivals[1:]
	}
	return d
}

// rivals gives a claim and those between the same actors, the claim first.
func (h *history) rivals(c *graph.Claim) []graph.ClaimID {
	out := []graph.ClaimID{c.ID()}
	for _, o := range h.claims {
		same := o.Subject == c.Subject && o.Object == c.Object || o.Subject == c.Object && o.Object == c.Subject
		if same && o.Relation == c.Relation && !slices.Contains(out, o.ID()) {
			out = append(out, o.ID())
		}
	}
	return out
}

// earlier gives a record of a type that was written before, if there is one.
func earlier[T graph.Record](h *history) (T, bool) {
	var all []T
	for _, r := range h.records {
		if t, ok := r.(T); ok {
			all = append(all, t)
		}
	}
	if len(all) == 0 {
		var none T
		return none, false
	}
	return pick(h.dice, all), true
}

func (h *history) relay() graph.Record {
	r := &graph.Relay{Source: h.sourceID(), By: "editor", Reason: fmt.Sprintf("reason %d", h.IntN(1000))}
	if h.chance(75) {
		r.Relays = h.sourceID()
	}
	return r
}

func (h *history) evidence() graph.Record {
	c := pick(h.dice, h.claims)
	return &graph.Evidence{Claim: c.ID(), Quotes: h.quotes(c.Source)}
}

// History makes up n records in batches, the same ones for the same seed: sound ones, repeats, corrections,
// contradictions, and ones that must be refused. The records are the caller's.
func History(seed uint64, n int) [][]graph.Record { return newHistory(seed).batches(n) }
