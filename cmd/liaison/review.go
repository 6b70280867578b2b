package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"liaison/graph"
)

// proposalParams say which proposals are meant.
var proposalParams = []param{
	{name: "source", usage: "only what was found in this `source`"},
	{name: "run", usage: "only what this `run` found"},
	relationParam,
	{name: "min_score", usage: "only what is at least this likely to be right, in `percent`"},
}

type proposalsBody struct {
	Proposals []proposalBody `json:"proposals"`
	Totals    struct {
		Count int `json:"count"`
	} `json:"totals"`
	Cursor *string `json:"cursor"`
}

type proposalBody struct {
	ID        string    `json:"id"`
	State     string    `json:"state"`
	Score     int       `json:"score"`
	Source    string    `json:"source"`
	Subject   *string   `json:"subject"`
	SubjectAs namedBody `json:"subject_as"`
	Relation  string    `json:"relation"`
	Object    *string   `json:"object"`
	ObjectAs  namedBody `json:"object_as"`
	When      whenBody  `json:"when"`
	Polarity  string    `json:"polarity"`
	Modality  string    `json:"modality"`
	Evidence  []struct {
		Quote string `json:"quote"`
	} `json:"evidence"`
}

type namedBody struct {
	Quote      *string  `json:"quote"`
	Candidates []string `json:"candidates"`
}

// who is the actor, or what the words may mean.
func who(id *string, as namedBody) string {
	if id != nil {
		return *id
	}
	if len(as.Candidates) == 0 {
		return "(nobody named)"
	}
	quote := ""
	if as.Quote != nil {
		quote = *as.Quote
	}
	return fmt.Sprintf("%q? %s", quote, strings.Join(as.Candidates, " or "))
}

func newReview(p *program) *cobra.Command {
	var asJSON bool
	params := join(proposalParams, []param{
		{name: "state", usage: "only what is open (the default), accepted, edited or rejected: `state`, or any", values: words(graph.States()...)},
		listLimitParam, cursorParam,
	}, momentParams)
	c := &cobra.Command{
		Use:     "review",
		GroupID: "data",
		Short:   "List what was found in texts, and decide about it",
		Long: `What is found in a text is proposed, and is no claim until somebody accepts it.
Without a further word the open proposals are listed, in the order of the text.
What is rejected does not come back when the text is read again.`,
		Example: `  liaison review --source watan --min-score 60
  liaison review accept 8c8437e4ad7f0ebb4a04b4083d737dbf --by "A. Reader"
  liaison review accept --all --min-score 80 --by "A. Reader"
  liaison review edit 8c8437e4ad7f0ebb4a04b4083d737dbf --relation visit --when 2025-01 --by "A. Reader"
  liaison review reject --all --relation STATEMENT --by "A. Reader" --reason "no events"
  liaison review accept 8c8437e4ad7f0ebb4a04b4083d737dbf --subject syria-interim --by "A. Reader"`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			q := query(c, params...)
			switch q.Get("state") {
			case "":
				q.Set("state", string(graph.Open))
			case "any":
				q.Del("state")
			}
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.get(ctx, "/proposals", q)
				if err != nil {
					return err
				}
				return p.show(body, asJSON, p.showProposals)
			})
		},
	}
	addParams(c, params...)
	addJSON(c, &asJSON)
	c.AddCommand(
		newRuling(p, graph.Accept, "Record proposals as claims", `A proposal of which it is not decided who is meant needs --subject or --object.`),
		newEdit(p),
		newRuling(p, graph.Reject, "Say that the text does not say so", `The claim of a proposal that was accepted is withdrawn, for good.`),
		newRuling(p, graph.Reopen, "Take a decision back", `The claim of a proposal that was accepted is withdrawn, for good.`),
	)
	return c
}

func (p *program) showProposals(body []byte) error {
	var list proposalsBody
	if err := decode(body, &list); err != nil {
		return err
	}
	if len(list.Proposals) == 0 {
		fmt.Fprintln(p.out, "No proposal of that kind.")
		return nil
	}
	g := newGrid("score#", "state", "claim", "when", "words", "proposal")
	for i := range list.Proposals {
		r := &list.Proposals[i]
		what := who(r.Subject, r.SubjectAs) + " " + r.Relation + " " + who(r.Object, r.ObjectAs)
		for _, odd := range []string{r.Polarity, r.Modality} {
			if odd != string(graph.Asserted) && odd != string(graph.Actual) {
				what += " (" + odd + ")"
			}
		}
		quote := ""
		if len(r.Evidence) > 0 {
			quote = r.Evidence[0].Quote
		}
		g.add(r.Score, r.State, what, r.When.String(), shortText(quote, 60), r.ID)
	}
	g.print(p.out)
	fmt.Fprintf(p.out, "%s in all\n", plural(list.Totals.Count, "proposal", "proposals"))
	p.showCursor(list.Cursor)
	return nil
}

// newRuling makes the command of a decision.
func newRuling(p *program, d graph.Decision, short, more string) *cobra.Command {
	var (
		asJSON, all                 bool
		by, reason, subject, object string
	)
	c := &cobra.Command{
		Use:     string(d) + " [ID...]",
		Short:   short,
		Long:    short + ". " + more,
		Example: "  liaison review " + string(d) + " 8c8437e4ad7f0ebb4a04b4083d737dbf --by \"A. Reader\"",
		RunE: func(c *cobra.Command, args []string) error {
			if all == (len(args) > 0) {
				return wrong("name proposals, or say --all for all open ones that the flags leave")
			}
			if by == "" {
				return wrong("--by NAME is missing: it is recorded who decided")
			}
			q := query(c, proposalParams...)
			if !all && len(q) > 0 {
				return wrong("filters belong to --all; the proposals are named already")
			}
			ruling := map[string]any{"decision": string(d), "by": by}
			for name, text := range map[string]string{"reason": reason, "subject": subject, "object": object} {
				if text != "" {
					ruling[name] = text
				}
			}
			if all {
				filter := map[string]any{}
				for name, list := range q {
					filter[name] = list[0]
					if name == "relation" {
						filter[name] = list
					}
				}
				if text, ok := filter["min_score"].(string); ok {
					filter["min_score"] = json.RawMessage(text)
				}
				ruling["all"] = filter
			} else {
				ruling["proposals"] = args
			}
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				body, err := a.post(ctx, "/reviews", ruling)
				if err != nil {
					return err
				}
				return p.show(body, asJSON, p.showRuled(d))
			})
		},
	}
	if d != graph.Reopen {
		c.Flags().BoolVar(&all, "all", false, "all open proposals that the flags below leave")
		addParams(c, proposalParams...)
	}
	if d == graph.Accept {
		c.Flags().StringVar(&subject, "subject", "", "the `actor` who is meant as the subject, of the candidates")
		c.Flags().StringVar(&object, "object", "", "the `actor` who is meant as the object, of the candidates")
	}
	c.Flags().StringVar(&by, "by", "", "`name` of who decides; needed")
	c.Flags().StringVar(&reason, "reason", "", "why: `text`")
	addJSON(c, &asJSON)
	return c
}

// showRuled tells what was decided.
func (p *program) showRuled(d graph.Decision) func([]byte) error {
	return func(body []byte) error {
		var r struct {
			Decided  int      `json:"decided"`
			Claims   []string `json:"claims"`
			Sequence int      `json:"sequence"`
			Refused  []struct {
				Proposal string `json:"proposal"`
				Message  string `json:"message"`
			} `json:"refused"`
		}
		if err := decode(body, &r); err != nil {
			return err
		}
		done := map[graph.Decision]string{graph.Accept: "accepted", graph.Edit: "edited", graph.Reject: "rejected", graph.Reopen: "open again"}[d]
		fmt.Fprintf(p.out, "%s %s", plural(r.Decided, "proposal", "proposals"), done)
		if len(r.Claims) > 0 {
			fmt.Fprintf(p.out, ", %s recorded", plural(len(r.Claims), "claim", "claims"))
		}
		fmt.Fprintln(p.out)
		for _, f := range r.Refused {
			fmt.Fprintf(p.out, "  %s: %s\n", f.Proposal, oneLine(f.Message))
		}
		if r.Decided == 0 && len(r.Refused) > 0 {
			return fmt.Errorf("nothing was decided")
		}
		return nil
	}
}
