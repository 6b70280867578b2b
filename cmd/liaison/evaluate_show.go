package main

import (
	"fmt"
	"strings"

	"liaison/graph/extract/evaluate"
)

// How much of long lists is for people; --json has all.
const (
	worstRoots   = 5  // roots called the worst
	fewestClaims = 10 // claims and proposals together, below which a root or a phenomenon tells too little
	mostConfused = 10
)

func (p *program) showReport(r *evaluate.Report) {
	if t := r.Texts; t != nil {
		fmt.Fprintf(p.out, "%s with all their claims: %s, %s of them core; %s\n\n", plural(t.Texts, "text", "texts"),
			plural(t.Claims, "claim", "claims"), number(t.Core), plural(t.Proposals, "proposal", "proposals"))
		p.showFigures(t)
		p.showAttributes(&t.Attributes)
		p.showRows("modality", append(t.Modalities, evaluate.Row{Name: "(denied)", Counts: t.Denied}))
		p.showRoots(t)
		p.showPhenomena(t.Phenomena)
		p.showRows("file", t.Files)
		p.showReliability(r.Reliability)
	}
	p.showSentences(r.Sentences)
	if r.Unsupported > 0 {
		fmt.Fprintf(p.out, "%s without a quote that is in the text\n\n", plural(r.Unsupported, "proposal", "proposals"))
	}
	p.showErrors(r.Errors)
}

// percent writes a share to one place.
func percent(f float64) string { return fmt.Sprintf("%.1f", 100*f) }

func (p *program) showFigures(t *evaluate.Texts) {
	g := newGrid("figure", "claims#", "found#", "proposed#", "precision#", "recall#", "f1#", "strict f1#", "loose f1#")
	for _, f := range t.Figures {
		c := f.Lenient
		g.add(f.Figure, c.Claims, c.Found, c.Proposed, percent(c.Precision()), percent(c.Recall()), percent(c.F1()), percent(f.Strict.F1()), percent(f.Loose.F1()))
		if f.Figure == evaluate.FigureRight.String() {
			g.add("  extras as good", "", "", c.Proposed+c.Extra, percent(c.GenerousPrecision()), "", "", "", "")
		}
	}
	g.print(p.out)
	fmt.Fprintln(p.out)
}

func (p *program) showAttributes(a *evaluate.Attributes) {
	g := newGrid("of found claims", "right#", "of#", "percent#", "wrong#", "missing#", "invented#", "percent of all#")
	for _, s := range []struct {
		name  string
		share evaluate.Share
	}{{"direction", a.Direction}, {"polarity", a.Polarity}, {"modality", a.Modality}, {"relation itself", a.Relation}} {
		g.add(s.name, s.share.Right, s.share.Of, percent(s.share.Rate()), s.share.Of-s.share.Right, "", "", "")
	}
	for _, s := range []struct {
		name string
		said evaluate.Said
	}{{"dates", a.Dates}, {"attribution", a.Attribution}} {
		g.add(s.name, s.said.Right, s.said.Claims, percent(s.said.Exact()), s.said.Wrong, s.said.Missing, s.said.Invented, percent(s.said.Recall()))
	}
	g.print(p.out)
	fmt.Fprintln(p.out)
}

func (p *program) showRows(name string, rows []evaluate.Row) {
	if len(rows) == 0 {
		return
	}
	g := newGrid(name, "claims#", "found#", "proposed#", "precision#", "recall#", "f1#")
	for _, r := range rows {
		c := r.Counts
		g.add(shortText(r.Name, 60), c.Claims, c.Found, c.Proposed, percent(c.Precision()), percent(c.Recall()), percent(c.F1()))
	}
	g.print(p.out)
	fmt.Fprintln(p.out)
}

// showPhenomena leaves out those of which there is little.
func (p *program) showPhenomena(all []evaluate.Row) {
	var rows []evaluate.Row
	for _, r := range all {
		if r.Counts.Claims+r.Counts.Proposed >= fewestClaims {
			rows = append(rows, r)
		}
	}
	p.showRows("phenomenon", rows)
	if less := len(all) - len(rows); less > 0 {
		fmt.Fprintf(p.out, "and %s with less to count (--json has all)\n\n", plural(less, "phenomenon", "phenomena"))
	}
}

func (p *program) showRoots(t *evaluate.Texts) {
	g := newGrid("root", "claims#", "found#", "proposed#", "precision#", "recall#", "f1#", "type f1#")
	for _, r := range t.Roots {
		c := r.Right
		if c.Claims+c.Proposed == 0 {
			continue // of claims that may be left out alone
		}
		g.add(r.Root, c.Claims, c.Found, c.Proposed, percent(c.Precision()), percent(c.Recall()), percent(c.F1()), percent(r.Type.F1()))
	}
	g.print(p.out)
	var worst []string
	for _, r := range t.Worst(fewestClaims) {
		if len(worst) < worstRoots {
			worst = append(worst, fmt.Sprintf("%s %s", r.Root, percent(r.Right.F1())))
		}
	}
	if len(worst) > 0 {
		fmt.Fprintf(p.out, "\nThe worst: %s\n", strings.Join(worst, ", "))
	}
	var confused []string
	for _, c := range t.Confused[:min(mostConfused, len(t.Confused))] {
		confused = append(confused, fmt.Sprintf("%s for %s (%d)", c.Proposed, c.Gold, c.Count))
	}
	if len(confused) > 0 {
		fmt.Fprintf(p.out, "Taken for another: %s\n", strings.Join(confused, ", "))
	}
	fmt.Fprintln(p.out)
}

func (p *program) showReliability(bins []evaluate.Bin) {
	g := newGrid("score", "proposals#", "right#", "percent#", "this and above#", "percent#")
	for i := len(bins) - 1; i >= 0; i-- {
		b := bins[i]
		g.add(fmt.Sprintf("%d to %d", b.From, b.To), b.Share.Of, b.Share.Right, percent(b.Share.Rate()), b.AndAbove.Of, percent(b.AndAbove.Rate()))
	}
	g.print(p.out)
	fmt.Fprintln(p.out)
}

func (p *program) showSentences(list []*evaluate.Sentences) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(p.out, "%s of which one event is known, or a few\n\n", plural(list[0].Sentences, "sentence", "sentences"))
	g := newGrid("origin", "sentences#", "top-1#", "pair given#", "type f1#", "all#", "triple f1#", "all#", "strict#", "loose#", "silent#")
	for _, s := range list {
		silent := ""
		if s.Silent.Of > 0 {
			silent = fmt.Sprintf("%d of %d", s.Silent.Right, s.Silent.Of)
		}
		g.add(s.Origin, s.Sentences, percent(s.Top.Rate()), percent(s.TopOfPair.Rate()), percent(s.TypeTop.F1()), percent(s.TypeAll.F1()),
			percent(s.TripleTop.Lenient.F1()), percent(s.TripleAll.Lenient.F1()), percent(s.TripleTop.Strict.F1()), percent(s.TripleTop.Loose.F1()), silent)
	}
	g.print(p.out)
	fmt.Fprint(p.out, "\ntop-1: sentences whose best proposal has the known type; f1: of the best proposal, and of all; strict and loose:\nof the best; silent: sentences without events that have no proposal\n\n")
}

func (p *program) showErrors(list []evaluate.ErrorExample) {
	var kind evaluate.ErrorKind
	for _, e := range list {
		if e.Kind != kind {
			kind = e.Kind
			fmt.Fprintf(p.out, "%s\n", strings.ToUpper(string(kind)))
		}
		fmt.Fprintf(p.out, "  %s (%s, line %d)\n    %s\n", oneLine(e.Text), oneLine(e.File), e.Line, oneLine(e.Words))
		for _, said := range [][2]string{{"expected", e.Expected}, {"found", e.Found}, {"rules", strings.Join(e.Rules, " ")}} {
			if said[1] != "" {
				fmt.Fprintf(p.out, "    %-9s %s\n", said[0], oneLine(said[1]))
			}
		}
	}
}
