package storetest

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"
	"time"

	"liaison/graph"
)

//go:embed testdata/*.txt
var testdata embed.FS

// caseChecks gives one check for each file of cases.
func caseChecks() []check {
	files, err := testdata.ReadDir("testdata")
	if err != nil {
		panic(err) // embedded
	}
	var out []check
	for _, f := range files {
		text, err := testdata.ReadFile("testdata/" + f.Name())
		if err != nil {
			panic(err) // embedded
		}
		out = append(out, check{name: "case: " + strings.TrimSuffix(f.Name(), ".txt"), run: func(ctx context.Context, l *lab) error {
			return runScript(ctx, l, f.Name(), string(text))
		}})
	}
	return out
}

// performance is a script under way.
type performance struct {
	store  graph.Store
	clock  *clock
	claims map[string]graph.ClaimID // by the names that the script gives them
	names  map[graph.ClaimID]string
	marks  map[string]graph.Sequence
}

// runScript runs a script from beginning to end, in a new store wherever it says so.
func runScript(ctx context.Context, l *lab, name, text string) error {
	s, err := parseScript(name, text)
	if err != nil {
		return err
	}
	var p *performance
	for _, st := range s.steps {
		if p == nil || st.verb == "clear" {
			if p, err = newPerformance(l); err != nil {
				return err
			}
		}
		if err := p.step(ctx, st); err != nil {
			return fmt.Errorf("%s:%d: %w", name, st.line, err)
		}
	}
	return nil
}

func newPerformance(l *lab) (*performance, error) {
	p := &performance{clock: newClock(), claims: map[string]graph.ClaimID{}, names: map[graph.ClaimID]string{}, marks: map[string]graph.Sequence{}}
	var err error
	p.store, _, err = l.store(p.clock)
	return p, err
}

func (p *performance) step(ctx context.Context, s step) error {
	switch s.verb {
	case "clear":
		return nil
	case "day":
		w, err := s.need(1, "a day")
		if err != nil {
			return err
		}
		d, err := graph.ParseDay(w[0])
		if err != nil {
			return err
		}
		p.clock.move(d.Time().Add(12 * time.Hour).Sub(p.clock.now()))
		return nil
	case "mark":
		w, err := s.need(1, "a name")
		if err != nil {
			return err
		}
		p.marks[w[0]], err = newestOf(ctx, p.store)
		return err
	case "ask":
		return p.ask(ctx, s)
	}
	r, err := p.record(s)
	if err != nil {
		return err
	}
	return p.write(ctx, s, r)
}

// write appends a record and compares what became of it.
func (p *performance) write(ctx context.Context, s step, r graph.Record) error {
	got, err := write(ctx, p.store, []graph.Record{r})
	if err != nil {
		return err
	}
	outcome := []string{string(got[0].Status)}
	if got[0].Status == graph.Rejected {
		outcome[0] = fmt.Sprintf("refused %s: %s", got[0].Code, got[0].Refusal)
	}
	if len(got[0].Kept) > 0 {
		outcome = append(outcome, "kept "+strings.Join(got[0].Kept, " "))
	}
	want := s.expect
	if len(want) == 0 {
		want = []string{"accepted"}
	}
	// Of a refusal the beginning is enough, and any further lines are words that stand in it.
	if strings.HasPrefix(want[0], "refused") && len(outcome) == 1 && strings.HasPrefix(outcome[0], want[0]) &&
		!slices.ContainsFunc(want[1:], func(w string) bool { return !strings.Contains(outcome[0], w) }) {
		return nil
	}
	return differ("what became of the record", want, outcome)
}

// record reads a record.
func (p *performance) record(s step) (graph.Record, error) {
	switch s.verb {
	case "actor":
		if err := s.allow("name", "country", "alias", "valid"); err != nil {
			return nil, err
		}
		w, err := s.need(2, "an id and a kind")
		if err != nil {
			return nil, err
		}
		a := &graph.Actor{ID: graph.ActorID(w[0]), Kind: graph.Kind(w[1]), Name: w[0], Country: s.one("country"), Aliases: s.opts["alias"], Valid: s.one("valid")}
		if n := s.one("name"); n != "" {
			a.Name = n
		}
		return a, nil
	case "source":
		if err := s.allow("published", "relays", "text", "title"); err != nil {
			return nil, err
		}
		w, err := s.need(1, "an id")
		if err != nil {
			return nil, err
		}
		return &graph.Source{ID: graph.SourceID(w[0]), Published: s.one("published"), Relays: graph.SourceID(s.one("relays")), Text: s.one("text"), Title: s.one("title")}, nil
	case "claim":
		return p.claim(s)
	case "evidence":
		w, err := s.need(1, "a claim")
		if err != nil {
			return nil, err
		}
		id, err := p.named(w[0])
		if err != nil {
			return nil, err
		}
		q, err := quotes(s)
		return &graph.Evidence{Claim: id, Quotes: q}, err
	case "retract":
		if err := s.allow("run", "reason"); err != nil {
			return nil, err
		}
		r := &graph.Retraction{Run: s.one("run"), Reason: "it is wrong" + s.one("reason"), By: "editor"}
		if r.Run != "" {
			return r, nil
		}
		w, err := s.need(1, "a claim, or run=")
		if err != nil {
			return nil, err
		}
		r.Claim, err = p.named(w[0])
		return r, err
	case "judge":
		if err := s.allow("reason"); err != nil {
			return nil, err
		}
		w, err := s.need(3, "an actor, a verdict and an actor")
		if err != nil {
			return nil, err
		}
		return &graph.Judgement{A: graph.ActorID(w[0]), Verdict: graph.Verdict(w[1]), B: graph.ActorID(w[2]), Reason: s.one("reason"), By: "editor"}, nil
	case "relay":
		if len(s.words) == 0 || len(s.words) > 2 {
			return nil, fmt.Errorf("%q is followed by a source and whom it relays (nobody, if nothing follows)", s.verb)
		}
		r := &graph.Relay{Source: graph.SourceID(s.words[0]), By: "editor", Reason: s.one("reason")}
		if len(s.words) == 2 {
			r.Relays = graph.SourceID(s.words[1])
		}
		return r, s.allow("reason")
	case "dispute":
		return p.dispute(s)
	}
	return nil, fmt.Errorf("%q is not understood; lines begin with clear, day, mark, ask, or with a record: actor, source, claim, evidence, retract, judge, relay, dispute", s.verb)
}

func (p *performance) dispute(s step) (graph.Record, error) {
	d := &graph.Dispute{Topic: "topic", Kind: s.one("kind"), Reason: s.one("reason"), By: "editor"}
	side := &d.SideA
	for _, w := range s.words {
		if w == "|" {
			side = &d.SideB
			continue
		}
		id, err := p.named(w)
		if err != nil {
			return nil, err
		}
		*side = append(*side, id)
	}
	return d, s.allow("kind", "reason")
}

// named finds a claim by the name that the script gave it.
func (p *performance) named(name string) (graph.ClaimID, error) {
	id, ok := p.claims[name]
	if !ok {
		return id, fmt.Errorf("no claim is called %q above", name)
	}
	return id, nil
}

// claim reads: claim NAME SOURCE SUBJECT RELATION OBJECT [date] and what else there is to say.
func (p *performance) claim(s step) (graph.Record, error) {
	if err := s.allow("confidence", "event", "quote", "run", "voice", "says", "place", "revises", "basis", "statement"); err != nil {
		return nil, err
	}
	if len(s.words) < 5 {
		return nil, fmt.Errorf("%q is followed by a name, a source, a subject, a relation and an object; then a date, a polarity, a modality", s.verb)
	}
	w := s.words
	c := &graph.Claim{
		Source: graph.SourceID(w[1]), Subject: graph.ActorID(w[2]), Relation: graph.RelationID(w[3]), Object: graph.ActorID(w[4]), Confidence: graph.DefaultConfidence,
		Event: s.one("event"), Relays: graph.SourceID(s.one("voice")), Attribution: s.one("says"), Place: graph.ActorID(s.one("place")),
		WhenBasis: graph.Basis(s.one("basis")), Statement: s.one("statement"), MadeBy: graph.MadeBy{Run: s.one("run")},
	}
	var err error
	for _, x := range w[5:] {
		switch {
		case slices.Contains(graph.Polarities(), graph.Polarity(x)):
			c.Polarity = graph.Polarity(x)
		case slices.Contains(graph.Modalities(), graph.Modality(x)):
			c.Modality = graph.Modality(x)
		default:
			if c.When, err = graph.ParseWhen(x); err != nil {
				return nil, err
			}
		}
	}
	if s.one("confidence") != "" {
		if c.Confidence, err = s.number("confidence"); err != nil {
			return nil, err
		}
	}
	if r := s.one("revises"); r != "" {
		if c.Revises, err = p.named(r); err != nil {
			return nil, err
		}
	}
	if c.Evidence, err = quotes(s); err != nil {
		return nil, err
	}
	c.Normalize()
	p.claims[w[0]], p.names[c.ID()] = c.ID(), w[0]
	return c, nil
}

// quotes reads quote="words" and quote="12:words", where 12 is the byte at which they begin.
func quotes(s step) ([]graph.Quote, error) {
	var out []graph.Quote
	for _, v := range s.opts["quote"] {
		q := graph.Quote{Text: v}
		var start int
		if n, err := fmt.Sscanf(v, "%d:", &start); n == 1 && err == nil {
			q.Text = v[strings.IndexByte(v, ':')+1:]
			q.Start, q.End = start, start+len(q.Text)
		}
		out = append(out, q)
	}
	return out, nil
}

// RunCase runs one text of cases; name stands before the line numbers of its errors.
func RunCase(name, text string, open func() Harness) error {
	return try(check{name: name, run: func(ctx context.Context, l *lab) error { return runScript(ctx, l, name, text) }}, 1, open)
}
