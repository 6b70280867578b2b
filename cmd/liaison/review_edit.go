package main

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"

	"github.com/spf13/cobra"

	"liaison/graph"
)

// newEdit makes the command that records something else than what was proposed.
func newEdit(p *program) *cobra.Command {
	var (
		asJSON     bool
		by, reason string
	)
	changes := map[string]*string{}
	c := &cobra.Command{
		Use:   "edit ID",
		Short: "Record something else instead of a proposal",
		Long: `Records the claim of a proposal with what the flags change; all else stays as proposed.
An actor that was proposed with it is recorded as well; others have to be recorded before.`,
		Example: `  liaison review edit 8c8437e4ad7f0ebb4a04b4083d737dbf --relation visit --when 2025-01 --by "A. Reader"
  liaison review edit 8c8437e4ad7f0ebb4a04b4083d737dbf --object syria-interim --modality planned --by "A. Reader"`,
		RunE: func(c *cobra.Command, args []string) error {
			changed := map[string]any{}
			for name, value := range changes {
				if c.Flags().Changed(name) {
					changed[name] = *value
				}
			}
			switch {
			case len(args) != 1:
				return wrong("name one proposal; liaison review lists them with their ids")
			case by == "":
				return wrong("--by NAME is missing: it is recorded who decided")
			case len(changed) == 0:
				return wrong("nothing is changed; liaison review accept records a proposal as it is")
			}
			return p.withAPI(c.Context(), func(ctx context.Context, a asker) error {
				ruling, err := edited(ctx, a, args[0], changed)
				if err != nil {
					return err
				}
				ruling["by"] = by
				if reason != "" {
					ruling["reason"] = reason
				}
				body, err := a.post(ctx, "/reviews", ruling)
				if err != nil {
					return err
				}
				return p.show(body, asJSON, p.showRuled(graph.Edit))
			})
		},
	}
	for name, usage := range map[string]string{
		"subject": "who: `actor`", "relation": "did what: `relation`", "object": "to whom: `actor`", "when": "`date`, EDTF; empty: unknown",
		"polarity": "`word`: asserted or denied", "modality": "`word`: actual, alleged, planned, threatened or refused", "attribution": "`who` says so; empty: the text itself",
		"statement": "in one's own `words`",
	} {
		changes[name] = c.Flags().String(name, "", usage)
	}
	c.Flags().StringVar(&by, "by", "", "`name` of who decides; needed")
	c.Flags().StringVar(&reason, "reason", "", "why: `text`")
	addJSON(c, &asJSON)
	return c
}

// edited is the decision that records a proposal with changes.
func edited(ctx context.Context, a asker, id string, changes map[string]any) (map[string]any, error) {
	body, err := a.get(ctx, "/proposals/"+url.PathEscape(id), nil)
	if err != nil {
		return nil, err
	}
	var got struct {
		Proposal map[string]json.RawMessage
	}
	if err := decode(body, &got); err != nil {
		return nil, err
	}
	claim := map[string]any{}
	for _, name := range []string{"subject", "relation", "object", "when_text", "polarity", "modality", "attribution", "confidence", "statement", "evidence", "third_parties", "place", "event"} {
		if v := got.Proposal[name]; string(v) != "null" {
			claim[name] = v
		}
	}
	var when whenBody
	if err := decode(got.Proposal["when"], &when); err != nil {
		return nil, err
	}
	if when.EDTF != nil {
		claim["when"] = *when.EDTF
	}
	claim["when_basis"] = when.Basis
	maps.Copy(claim, changes)
	if _, told := changes["when"]; told { // by a person, not by the words of the text
		delete(claim, "when_basis")
		delete(claim, "when_text")
	}
	return map[string]any{"decision": graph.Edit, "proposals": []string{id}, "claim": claim}, nil
}
