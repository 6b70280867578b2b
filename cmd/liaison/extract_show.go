package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/extract"
)

// showExtraction tells what was found in a text.
func (p *program) showExtraction(ctx context.Context, f *extractFlags, x *extractor, name string, src *graph.Source, got *api.Extraction) error {
	if f.json {
		found, err := x.explorer.ProposalsOf(ctx, got.IDs[:min(len(got.IDs), graph.MaxLimit)], graph.Moment{})
		if err != nil {
			return err
		}
		return json.NewEncoder(p.out).Encode(api.BodyOfExtraction(got, found))
	}
	fmt.Fprintf(p.out, "%s: source %s, %s found, %s new", oneLine(name), got.Source, plural(got.Found, "claim", "claims"), number(got.New))
	if got.Known > 0 {
		fmt.Fprintf(p.out, ", %s proposed before", number(got.Known))
	}
	if got.Claimed > 0 {
		fmt.Fprintf(p.out, ", %s recorded already", number(got.Claimed))
	}
	fmt.Fprintln(p.out)
	if !extract.Reads(textOf(src)) {
		fmt.Fprintf(p.out, "  its language is %s, in which events are not read; --dry-run shows the names and dates in it\n", or(src.Language, "not English"))
	}
	for _, err := range got.Refused {
		fmt.Fprintf(p.out, "  refused: %s\n", oneLine(err.Error()))
	}
	if got.New > 0 {
		fmt.Fprintf(p.out, "  liaison review --source %s lists them\n", got.Source)
	}
	return nil
}

// withReader calls f with a reader that knows the actors of the store; without a store, those that ship with the program.
func (p *program) withReader(ctx context.Context, f func(*extract.Reader) error) error {
	err := p.withStore(ctx, toRead, func(ctx context.Context, s *openStore) error {
		r, err := (&extractor{store: s}).reader(ctx)
		if err != nil {
			return err
		}
		return f(r)
	})
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	o, err := p.config.ontology()
	if err != nil {
		return err
	}
	r, err := extract.New(extract.Options{Ontology: o})
	if err != nil {
		return err
	}
	return f(r)
}

func textOf(s *graph.Source) extract.Text {
	return extract.Text{Body: s.Text, Published: s.Published, Language: s.Language}
}

// showFound shows what is found in a text, of which nothing is recorded.
func (p *program) showFound(ctx context.Context, r *extract.Reader, name string, src *graph.Source) error {
	text := textOf(src)
	if !extract.Reads(text) {
		p.showMentions(r, name, text)
		return nil
	}
	found, err := r.Read(ctx, text)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "%s: %s\n", oneLine(name), plural(len(found), "claim", "claims"))
	g := newGrid("score#", "claim", "when", "words")
	for i := range found {
		c := &found[i].Claim
		what := named(c.Subject, &found[i].Subject) + " " + string(c.Relation) + " " + named(c.Object, &found[i].Object)
		for _, odd := range []string{string(c.Polarity), string(c.Modality)} {
			if odd != "" && odd != string(graph.Asserted) && odd != string(graph.Actual) {
				what += " (" + odd + ")"
			}
		}
		g.add(found[i].Score, what, c.When.String(), shortText(c.Evidence[0].Text, 80))
	}
	if len(found) > 0 {
		g.print(p.out)
	}
	return nil
}

// showMentions shows the names and dates of a text in which events are not read.
func (p *program) showMentions(r *extract.Reader, name string, text extract.Text) {
	names, moments := r.Mentions(text)
	fmt.Fprintf(p.out, "%s: no events are read in this language; %s, %s\n", oneLine(name), plural(len(names), "name", "names"), plural(len(moments), "date", "dates"))
	if len(names)+len(moments) == 0 {
		return
	}
	g := newGrid("at#", "words", "means")
	for len(names)+len(moments) > 0 {
		if len(moments) == 0 || len(names) > 0 && names[0].Start < moments[0].Start {
			g.add(names[0].Start, names[0].Text, named(names[0].Actor, &names[0]))
			names = names[1:]
		} else {
			g.add(moments[0].Start, moments[0].Text, or(moments[0].When.String(), "not told"))
			moments = moments[1:]
		}
	}
	g.print(p.out)
}

func named(id graph.ActorID, m *extract.Mention) string {
	if id != "" {
		return string(id)
	}
	text := m.Text
	as := namedBody{Quote: &text}
	for _, c := range m.Candidates {
		as.Candidates = append(as.Candidates, string(c))
	}
	return who(nil, as)
}
