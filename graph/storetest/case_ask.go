package storetest

import (
	"context"
	"fmt"
	"strings"

	"liaison/graph"
)

// ask answers a question of a script, as lines, and compares them with those expected.
func (p *performance) ask(ctx context.Context, s step) error {
	if len(s.words) == 0 {
		return fmt.Errorf("ask what? around, tie, claim, cluster, degree, search")
	}
	what := s.words[0]
	s.words, s.verb = s.words[1:], "ask "+what
	at, err := p.moment(ctx, s)
	if err != nil {
		return err
	}
	var got []string
	switch what {
	case "around":
		got, err = p.around(ctx, s, at)
	case "tie":
		got, err = p.tie(ctx, s, at)
	case "claim":
		got, err = p.claimState(ctx, s, at)
	case "cluster":
		got, err = p.cluster(ctx, s, at)
	case "degree":
		got, err = p.degree(ctx, s, at)
	case "search":
		got, err = p.search(ctx, s, at)
	default:
		return fmt.Errorf("ask %q is not understood; there are around, tie, claim, cluster, degree, search", what)
	}
	if code := graph.CodeOf(err); code == graph.CodeInvalid || code == graph.CodeNotFound {
		got, err = []string{fmt.Sprintf("refused %s: %v", code, err)}, nil
		if len(s.expect) == 1 && strings.HasPrefix(got[0], s.expect[0]) && strings.HasPrefix(s.expect[0], "refused") {
			return nil
		}
	}
	if err != nil {
		return err
	}
	return differ("the answer", s.expect, got)
}

// moment reads known=MARK; without it, now.
func (p *performance) moment(ctx context.Context, s step) (graph.Sequence, error) {
	if m := s.one("known"); m != "" {
		at, ok := p.marks[m]
		if !ok {
			return 0, fmt.Errorf("known=%s: no mark of that name above", m)
		}
		return at, nil
	}
	return newestOf(ctx, p.store)
}

var criteriaKeys = []string{"known", "relation", "direction", "at", "from", "to", "certainty", "polarity", "modality", "source", "min_confidence", "limit"}

func (p *performance) criteria(s step, at graph.Sequence) (graph.Criteria, error) {
	c := graph.Criteria{
		Moment: graph.Moment{Sequence: &at}, Relations: list[graph.RelationID](s, "relation"), Direction: graph.Direction(s.one("direction")),
		Certainty: graph.Certainty(s.one("certainty")), Polarities: list[graph.Polarity](s, "polarity"), Modalities: list[graph.Modality](s, "modality"),
		Sources: list[graph.SourceID](s, "source"),
	}
	var err error
	if c.Window, err = graph.ParseWindow(s.one("at"), s.one("from"), s.one("to")); err != nil {
		return c, err
	}
	c.Windowed = s.one("at")+s.one("from")+s.one("to") != ""
	if c.MinConfidence, err = s.number("min_confidence"); err != nil {
		return c, err
	}
	c.Limit, err = s.number("limit")
	return c, err
}

func (p *performance) around(ctx context.Context, s step, at graph.Sequence) ([]string, error) {
	keys := append([]string{"depth", "kind", "avoid", "avoid_degree", "min_witnesses", "rank", "expand", "among"}, criteriaKeys...)
	if err := s.allow(keys...); err != nil {
		return nil, err
	}
	c, err := p.criteria(s, at)
	if err != nil {
		return nil, err
	}
	q := graph.Query{Criteria: c, Kinds: list[graph.Kind](s, "kind"), Avoid: list[graph.ActorID](s, "avoid"), Rank: graph.Rank(s.one("rank")), Among: s.one("among") == "true"}
	for _, w := range s.words {
		q.Actors = append(q.Actors, graph.ActorID(w))
	}
	for key, to := range map[string]*int{"depth": &q.Depth, "avoid_degree": &q.AvoidDegree, "min_witnesses": &q.MinWitnesses, "expand": &q.Expand} {
		if *to, err = s.number(key); err != nil {
			return nil, err
		}
	}
	e := graph.NewExplorer(p.store, nil, patient(graph.MaxDegrees))
	v, err := e.Neighbourhood(ctx, q)
	if err != nil {
		return nil, err
	}
	out := p.shown(v.Ties, v.Claims, v.Totals)
	var actors []string
	for _, a := range v.Actors {
		actors = append(actors, fmt.Sprintf("%s@%d", a.ID, a.Hop))
	}
	out = append(out, "actors "+strings.Join(actors, " "))
	if v.Truncated != nil {
		out = append(out, fmt.Sprintf("truncated %s", joinReasons(v.Truncated.Reasons)))
	}
	return out, nil
}

func joinReasons(list []graph.Reason) string {
	var out []string
	for _, r := range list {
		out = append(out, string(r))
	}
	return strings.Join(out, " ")
}

func (p *performance) tie(ctx context.Context, s step, at graph.Sequence) ([]string, error) {
	if err := s.allow(criteriaKeys...); err != nil {
		return nil, err
	}
	w, err := s.need(2, "two actors")
	if err != nil {
		return nil, err
	}
	c, err := p.criteria(s, at)
	if err != nil {
		return nil, err
	}
	v, err := graph.NewExplorer(p.store, nil, patient(graph.MaxDegrees)).Tie(ctx, graph.TieQuery{Criteria: c, A: graph.ActorID(w[0]), B: graph.ActorID(w[1])})
	if err != nil {
		return nil, err
	}
	return p.shown([]graph.Tie{v.Tie}, v.Claims, v.Totals), nil
}

// shown writes ties, claims and totals down: a tie a line, then the claims in order. A claim that only possibly lies
// in the window is followed by a question mark, a disputed one by an exclamation mark.
func (p *performance) shown(ties []graph.Tie, claims []graph.ViewClaim, t graph.Totals) []string {
	var out []string
	for _, t := range ties {
		line := fmt.Sprintf("%s -- %s: hop %d, %d claims, %d sources, %d witnesses, %s to %s", t.A, t.B, t.Hop, t.Claims, t.Sources, t.Witnesses, bound(t.First), bound(t.Last))
		if t.Disputed {
			line += ", disputed"
		}
		out = append(out, line)
	}
	line := "claims"
	for _, c := range claims {
		line += " " + p.names[c.ID]
		if c.Certainty == graph.Possible {
			line += "?"
		}
		if c.Disputed {
			line += "!"
		}
	}
	total := fmt.Sprintf("total %d claims, %d actors", t.Claims, t.Actors)
	if !t.Exact {
		total += ", and more"
	}
	for _, r := range t.Relations {
		total += fmt.Sprintf("; %s %d", r.Relation, r.Claims)
	}
	for _, y := range t.Years {
		if y.Open {
			total += fmt.Sprintf("; no year %d", y.Claims)
		} else {
			total += fmt.Sprintf("; %04d %d", y.Year, y.Claims)
		}
	}
	return append(out, line, total)
}

func bound(b graph.Bound) string {
	switch {
	case b.None:
		return "undated"
	case b.Open:
		return "open"
	}
	return b.Day.String()
}

func (p *performance) claimState(ctx context.Context, s step, at graph.Sequence) ([]string, error) {
	if err := s.allow("known"); err != nil {
		return nil, err
	}
	w, err := s.need(1, "a claim")
	if err != nil {
		return nil, err
	}
	id, err := p.named(w[0])
	if err != nil {
		return nil, err
	}
	got, err := p.store.Claims(ctx, at, []graph.ClaimID{id})
	if err != nil {
		return nil, err
	}
	if len(got) == 0 {
		return []string{"not recorded"}, nil
	}
	c := got[0]
	line := "stands"
	if c.Withdrawn != 0 {
		line = "withdrawn"
	}
	if c.Disputed {
		line += ", disputed"
	}
	out := []string{line + ", origin " + string(c.Origin)}
	b := c.When.Bounds()
	if !c.When.IsZero() {
		out = append(out, fmt.Sprintf("%s: starts %s to %s, ends %s to %s", c.When, b.SLo, b.SHi, b.ELo, b.EHi))
	}
	for _, q := range allQuotes(c) {
		out = append(out, fmt.Sprintf("%d-%d %s", q.Start, q.End, q.Text))
	}
	return out, nil
}

func (p *performance) cluster(ctx context.Context, s step, at graph.Sequence) ([]string, error) {
	if err := s.allow("known"); err != nil {
		return nil, err
	}
	w, err := s.need(1, "an actor")
	if err != nil {
		return nil, err
	}
	d, err := graph.NewExplorer(p.store, nil, patient(graph.MaxDegrees)).Actor(ctx, graph.ActorID(w[0]), graph.Moment{Sequence: &at})
	if err != nil {
		return nil, err
	}
	members := []string{string(d.Actor.ID)}
	for _, m := range d.Members {
		if m.ID != d.Actor.ID {
			members = append(members, string(m.ID))
		}
	}
	return []string{fmt.Sprintf("%s, degree %d", strings.Join(members, " = "), d.Degree)}, nil
}

func (p *performance) degree(ctx context.Context, s step, at graph.Sequence) ([]string, error) {
	var ids []graph.ActorID
	for _, w := range s.words {
		ids = append(ids, graph.ActorID(w))
	}
	got, err := p.store.Degrees(ctx, at, ids)
	if err != nil {
		return nil, err
	}
	var out []string
	for i, n := range got {
		out = append(out, fmt.Sprintf("%s %d", ids[i], n))
	}
	return out, s.allow("known")
}

func (p *performance) search(ctx context.Context, s step, at graph.Sequence) ([]string, error) {
	q := graph.ClaimsQuery{Words: graph.Words(strings.Join(s.words, " ")), Source: graph.SourceID(s.one("source")), Event: s.one("event"), Run: s.one("run"), Disputed: s.one("disputed") == "true"}
	got, err := p.store.ClaimsPage(ctx, at, q, 0, 1000)
	if err != nil {
		return nil, err
	}
	line := "found"
	for _, c := range got {
		line += " " + p.names[c.ID]
	}
	return []string{line}, s.allow("known", "source", "event", "run", "disputed")
}
