package main

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/spf13/cobra"
)

type claimDetailBody struct {
	AsOf  asOfBody `json:"as_of"`
	Claim struct {
		claimBody
		WhenText    *string `json:"when_text"`
		Attribution *string `json:"attribution"`
		Event       *string `json:"event"`
		Until       *string `json:"until"`
		Withdrawn   *struct {
			How    string  `json:"how"`
			Reason *string `json:"reason"`
			By     *string `json:"by"`
			Claim  *string `json:"claim"`
		} `json:"withdrawn"`
	} `json:"claim"`
	Subject  actorBody   `json:"subject"`
	Object   actorBody   `json:"object"`
	Third    []actorBody `json:"third_parties"`
	Place    *actorBody  `json:"place"`
	Relation struct {
		ID     string  `json:"id"`
		Label  string  `json:"label"`
		Parent *string `json:"parent"`
	} `json:"relation"`
	Source struct {
		ID        string  `json:"id"`
		Publisher *string `json:"publisher"`
		Title     *string `json:"title"`
		URL       *string `json:"url"`
		Published *string `json:"published"`
		Relays    *string `json:"relays"`
		Origin    string  `json:"origin"`
		Summary   bool    `json:"summary"`
	} `json:"source"`
	Evidence []struct {
		Quote  string  `json:"quote"`
		Start  *int    `json:"start"`
		End    *int    `json:"end"`
		Before *string `json:"before"`
		After  *string `json:"after"`
	} `json:"evidence"`
	Witnesses struct {
		Count   int `json:"count"`
		Sources int `json:"sources"`
		Origins []struct {
			Source  string   `json:"source"`
			Sources []string `json:"sources"`
		} `json:"origins"`
	} `json:"witnesses"`
	Disputes []struct {
		Rule      *string     `json:"rule"`
		Topic     *string     `json:"topic"`
		Kind      string      `json:"kind"`
		OtherSide []claimBody `json:"other_side"`
		Reason    *string     `json:"reason"`
	} `json:"disputes"`
	History []struct {
		Event    string  `json:"event"`
		Sequence int     `json:"sequence"`
		Recorded string  `json:"recorded"`
		By       *string `json:"by"`
		Reason   *string `json:"reason"`
		Claim    *string `json:"claim"`
	} `json:"history"`
}

func newClaim(p *program) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "claim ID",
		GroupID: "ask",
		Short:   "One claim with the sentence behind it",
		Long: `One claim: in words, with its quote in context, its source, who else says so, what
contradicts it, and what became of it. Tables show the id in their last column.`,
		Example: `  liaison claim 1c2f0e7a9b3d4c5e6f708192a3b4c5d6
  liaison claim 1c2f0e7a9b3d4c5e6f708192a3b4c5d6 --known-at 2025-06-01
  liaison claim 1c2f0e7a9b3d4c5e6f708192a3b4c5d6 --json`,
		Args: needArgs("ID"),
		RunE: func(c *cobra.Command, args []string) error {
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, "/claims/"+url.PathEscape(args[0]), query(c, momentParams...))
				if err != nil {
					return err
				}
				return p.show(body, asJSON, p.showClaim)
			})
		},
	}
	addParams(c, momentParams...)
	addJSON(c, &asJSON)
	return c
}

// page writes lines "name  value", long values wrapped under each other by the terminal.
type page struct{ w io.Writer }

func (g page) line(name, format string, args ...any) {
	fmt.Fprintf(g.w, "%-12s %s\n", name, oneLine(fmt.Sprintf(format, args...)))
}

func (g page) maybe(name string, value *string) {
	if value != nil && *value != "" {
		g.line(name, "%s", *value)
	}
}

func (p *program) showClaim(body []byte) error {
	var d claimDetailBody
	if err := decode(body, &d); err != nil {
		return err
	}
	g := page{p.out}
	fmt.Fprintf(p.out, "%s %s %s\n\n", oneLine(d.Subject.Name), oneLine(d.Relation.Label), oneLine(d.Object.Name))
	g.maybe("statement", d.Claim.Statement)
	g.line("relation", "%s", d.Relation.ID)
	when := d.Claim.When.String()
	if d.Claim.When.EDTF != nil {
		when = *d.Claim.When.EDTF + ", " + map[string]string{
			"stated": "as stated", "relative": "worked out from its words", "publication": "the day of publication", "unknown": "on a basis that is not known",
		}[d.Claim.When.Basis]
	}
	if d.Claim.WhenText != nil {
		when += fmt.Sprintf(": %q", *d.Claim.WhenText)
	}
	g.line("when", "%s", when)
	confidence := fmt.Sprintf("%d%%", d.Claim.Confidence)
	if r := d.Claim.remarks(); r != "" {
		confidence += "; " + r
	}
	g.line("confidence", "%s", confidence)
	g.maybe("attribution", d.Claim.Attribution)
	for _, a := range d.Third {
		g.line("involving", "%s (%s)", a.Name, a.ID)
	}
	if d.Place != nil {
		g.line("place", "%s (%s)", d.Place.Name, d.Place.ID)
	}
	g.maybe("event", d.Claim.Event)
	if w := d.Claim.Withdrawn; w != nil {
		g.line("withdrawn", "%s, by %s: %s", w.How, orDash(w.By), orDash(w.Reason))
	}
	p.showEvidence(&d)
	p.showOrigin(&d)
	for _, x := range d.Disputes {
		fmt.Fprintln(p.out)
		g.line("disputed", "%s", or(strings.TrimPrefix(orDash(x.Topic), "-"), "found by rule: "+orDash(x.Rule)))
		for i := range x.OtherSide {
			o := &x.OtherSide[i]
			g.line("  against", "%s, %s: %s [%s]", o.Source, o.When.String(), orDash(o.Statement), o.ID)
		}
	}
	fmt.Fprintln(p.out)
	for _, h := range d.History {
		day, _, _ := strings.Cut(h.Recorded, "T")
		g.line(h.Event, "record %s, %s%s", number(h.Sequence), day, because(h.By, h.Reason))
	}
	g.line("id", "%s", d.Claim.ID)
	return nil
}

func because(by, reason *string) string {
	out := ""
	if by != nil {
		out += ", by " + *by
	}
	if reason != nil {
		out += ": " + *reason
	}
	return out
}

// showEvidence prints the quotes, marked within the text around them.
func (p *program) showEvidence(d *claimDetailBody) {
	for _, e := range d.Evidence {
		fmt.Fprintln(p.out)
		switch {
		case e.Before != nil && e.After != nil:
			fmt.Fprintf(p.out, "  %s\n", oneLine(dots(*e.Before)+*e.Before+"«"+e.Quote+"»"+*e.After+dots(*e.After)))
		default:
			fmt.Fprintf(p.out, "  «%s»\n", oneLine(e.Quote))
		}
	}
	if len(d.Evidence) == 0 {
		fmt.Fprint(p.out, "\n  No quote is recorded.\n")
	}
}

// dots stand where the text goes on.
func dots(around string) string {
	if around == "" {
		return ""
	}
	return "… "
}

func (p *program) showOrigin(d *claimDetailBody) {
	fmt.Fprintln(p.out)
	g := page{p.out}
	s := &d.Source
	g.line("source", "%s: %s (%s)", or(strings.TrimPrefix(orDash(s.Publisher), "-"), s.ID), orDash(s.Title), s.ID)
	if s.Summary {
		g.line("", "The text is a summary in other words; the original is the publisher's.")
	}
	g.maybe("published", s.Published)
	g.maybe("original", s.URL)
	if s.Relays != nil {
		g.line("relays", "%s; it goes back to %s", *s.Relays, s.Origin)
	}
	g.line("witnesses", "%d independent, in %s", d.Witnesses.Count, plural(d.Witnesses.Sources, "source", "sources"))
	for _, o := range d.Witnesses.Origins {
		told := strings.Join(o.Sources, ", ")
		if told == o.Source {
			g.line("", "%s", o.Source)
		} else {
			g.line("", "%s, by %s", o.Source, told)
		}
	}
}
