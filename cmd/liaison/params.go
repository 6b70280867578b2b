package main

import (
	"net/url"
	"strconv"

	"github.com/spf13/cobra"

	"liaison/graph"
	"liaison/graph/ontology"
)

// param is a parameter of the API as a flag. Its value goes to the API as it was written, so that the API alone decides
// what it means and what is refused.
type param struct {
	name   string // as in openapi.yaml
	usage  string // `word` names the value
	repeat bool
	yesNo  bool
	values func() []string // for completion; nil: anything
}

// The parameters, in the order of help.
var (
	relationParam   = param{name: "relation", usage: "only this `relation` and what lies under it (repeats)", repeat: true, values: relationIDs}
	directionParam  = param{name: "direction", usage: "`direction` out, in or both (the default), as seen from where the search stands; symmetric relations ignore it", values: words(graph.Out, graph.In, graph.Both)}
	atParam         = param{name: "at", usage: "what may hold on this `day`, such as 2024-12-08"}
	fromParam       = param{name: "from", usage: "first `day` of the window, inclusive"}
	toParam         = param{name: "to", usage: "last `day` of the window, inclusive"}
	certaintyParam  = param{name: "certainty", usage: "whether overlap with the window must be possible (the default) or certain: `certainty`", values: words(graph.Possible, graph.Certain)}
	polarityParam   = param{name: "polarity", usage: "only this `polarity`: asserted or denied (repeats)", repeat: true, values: words(graph.Polarities()...)}
	modalityParam   = param{name: "modality", usage: "only this `modality`: actual, alleged, planned, threatened or refused (repeats)", repeat: true, values: words(graph.Modalities()...)}
	sourceParam     = param{name: "source", usage: "only claims of this `source` (repeats)", repeat: true}
	confidenceParam = param{name: "min_confidence", usage: "only claims that their source states at least this firmly, in `percent`"}
	limitParam      = param{name: "limit", usage: "at most this many `claims` in the answer (default 100, at most 1000); totals are never cut"}
	listLimitParam  = param{name: "limit", usage: "at most this many `items` in the answer (default 100, at most 1000)"}
	cursorParam     = param{name: "cursor", usage: "go on where the answer with this `cursor` stopped; with the same flags"}
	kindParam       = param{name: "kind", usage: "only actors of this `kind`, such as person (repeats)", repeat: true, values: words(graph.Kinds()...)}

	momentParams = []param{
		{name: "known_at", usage: "what was known at this `moment`, RFC 3339, or at the end of this day"},
		{name: "sequence", usage: "what was known when this record was the newest: its `number`"},
		{name: "min_sequence", usage: "wait until the record of this `number` is there"},
	}
	filterParams = []param{relationParam, directionParam, atParam, fromParam, toParam, certaintyParam, polarityParam, modalityParam, sourceParam, confidenceParam}
)

func words[T ~string](list ...T) func() []string {
	return func() []string {
		out := make([]string, len(list))
		for i, w := range list {
			out[i] = string(w)
		}
		return out
	}
}

// relationIDs are those of the built-in ontology.
func relationIDs() []string {
	o, err := ontology.Load()
	if err != nil {
		return nil
	}
	var out []string
	for _, r := range o.All() {
		out = append(out, string(r.ID)+"\t"+r.Label)
	}
	return out
}

// addParams gives a command the flags of parameters.
func addParams(c *cobra.Command, params ...param) {
	for _, p := range params {
		switch {
		case p.yesNo:
			c.Flags().Bool(p.name, false, p.usage)
		case p.repeat:
			c.Flags().StringSlice(p.name, nil, p.usage)
		default:
			c.Flags().String(p.name, "", p.usage)
		}
		if p.values != nil {
			// The error is of a flag that is not there, or has its completion already.
			_ = c.RegisterFlagCompletionFunc(p.name, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
				return p.values(), cobra.ShellCompDirectiveNoFileComp
			})
		}
	}
}

// query gives the parameters that were set.
func query(c *cobra.Command, params ...param) url.Values {
	v := url.Values{}
	for _, p := range params {
		if !c.Flags().Changed(p.name) {
			continue
		}
		// The errors are of flags that are not there or of another type.
		switch {
		case p.yesNo:
			yes, _ := c.Flags().GetBool(p.name)
			v.Set(p.name, strconv.FormatBool(yes))
		case p.repeat:
			list, _ := c.Flags().GetStringSlice(p.name)
			v[p.name] = list
		default:
			text, _ := c.Flags().GetString(p.name)
			v.Set(p.name, text)
		}
	}
	return v
}

// join puts lists of parameters together.
func join(lists ...[]param) []param {
	var out []param
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}
