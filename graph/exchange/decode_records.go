package exchange

import (
	"liaison/graph"
)

func (f *fields) actor() *graph.Actor {
	return &graph.Actor{
		ID: graph.ActorID(f.text("id")), Name: f.text("name"), Kind: graph.Kind(f.text("kind")), Aliases: f.texts("aliases"),
		Country: f.text("country"), Codes: f.texts("codes"), Valid: f.text("valid"), Description: f.text("description"),
	}
}

func (f *fields) source() *graph.Source {
	return &graph.Source{
		ID: graph.SourceID(f.text("id")), Publisher: f.text("publisher"), Title: f.text("title"), URL: f.text("url"),
		Published: f.text("published"), Language: f.text("language"), Kind: f.text("kind"),
		Relays: graph.SourceID(f.id("relays", graph.TypeSource)), Text: f.text("text"), Summary: f.boolean("summary"),
	}
}

// theClaim also gives the id that the line states, nil where it states none.
func (f *fields) theClaim() (*graph.Claim, *graph.ClaimID) {
	c := &graph.Claim{
		Source:      graph.SourceID(f.id("source", graph.TypeSource)),
		Subject:     graph.ActorID(f.id("subject", graph.TypeActor)),
		Relation:    graph.RelationID(f.text("relation")),
		Object:      graph.ActorID(f.id("object", graph.TypeActor)),
		When:        f.when(),
		WhenBasis:   graph.Basis(f.text("when_basis")),
		WhenText:    f.text("when_text"),
		Polarity:    graph.Polarity(f.text("polarity")),
		Modality:    graph.Modality(f.text("modality")),
		Attribution: f.text("attribution"),
		Confidence:  f.integer("confidence", graph.DefaultConfidence),
		Statement:   f.text("statement"),
		Evidence:    f.quotes(),
		Place:       graph.ActorID(f.id("place", graph.TypeActor)),
		Event:       f.text("event"),
		Relays:      graph.SourceID(f.id("relays", graph.TypeSource)),
		Revises:     f.claim("revises"),
	}
	f.each("third_parties", "actor ids", func(at int) {
		c.Third = append(c.Third, graph.ActorID(f.idAt("third_parties", at, graph.TypeActor)))
	})
	if m := f.sub("made_by"); m != nil {
		c.MadeBy = graph.MadeBy{Kind: m.text("kind"), Name: m.text("name"), Version: m.text("version"), Run: m.text("run")}
		f.end(m)
	}
	m := f.find("id")
	if m == nil {
		return c, nil
	}
	id, err := graph.ParseRecordID(f.textAt("id", m.lo))
	if err != nil && f.fault == nil {
		f.fault = f.refused(err)
	}
	return c, &id
}

func (f *fields) when() graph.When {
	m := f.find("when")
	if m == nil {
		return graph.When{}
	}
	text := f.textAt("when", m.lo)
	w, err := graph.ParseWhen(text)
	if err != nil && f.fault == nil {
		f.fault = &fault{m.lo, graph.Invalid("when", text, "%v", err)}
	}
	return w
}

func (f *fields) quotes() []graph.Quote {
	var out []graph.Quote
	f.each("evidence", "quotes", func(at int) {
		if q := f.subAt("evidence", at); q != nil {
			out = append(out, graph.Quote{Text: q.text("quote"), Start: q.integer("start", 0), End: q.integer("end", 0)})
			f.end(q)
		}
	})
	return out
}

func (f *fields) retraction() *graph.Retraction {
	return &graph.Retraction{Claim: f.claim("claim"), Run: f.text("run"), Reason: f.text("reason"), By: f.text("by"), At: f.text("at")}
}

func (f *fields) judgement() *graph.Judgement {
	return &graph.Judgement{
		A: graph.ActorID(f.id("a", graph.TypeActor)), B: graph.ActorID(f.id("b", graph.TypeActor)),
		Verdict: graph.Verdict(f.text("verdict")), Reason: f.text("reason"), By: f.text("by"), At: f.text("at"),
	}
}

func (f *fields) dispute() *graph.Dispute {
	side := func(name string) []graph.ClaimID {
		var ids []graph.ClaimID
		f.each(name, "claims", func(at int) { ids = append(ids, f.claimAt(name, at)) })
		return ids
	}
	return &graph.Dispute{
		Topic: f.text("topic"), Kind: f.text("kind"), SideA: side("side_a"), SideB: side("side_b"),
		Reason: f.text("reason"), By: f.text("by"), At: f.text("at"),
	}
}

func (f *fields) proposal() (*graph.Proposal, *graph.RecordID) {
	c, id := f.theClaim()
	p := &graph.Proposal{Claim: *c, Subject: f.named("subject_as"), Object: f.named("object_as"), Score: f.integer("score", 0), Rules: f.texts("rules")}
	f.each("actors", "actors", func(at int) {
		if a := f.subAt("actors", at); a != nil {
			p.Actors = append(p.Actors, *a.actor())
			f.end(a)
		}
	})
	return p, id
}

func (f *fields) named(name string) graph.Named {
	m := f.sub(name)
	if m == nil {
		return graph.Named{}
	}
	out := graph.Named{Quote: graph.Quote{Text: m.text("quote"), Start: m.integer("start", 0), End: m.integer("end", 0)}}
	m.each("candidates", "actor ids", func(at int) {
		out.Candidates = append(out.Candidates, graph.ActorID(m.idAt("candidates", at, graph.TypeActor)))
	})
	f.end(m)
	return out
}
