package memstore

import (
	"slices"

	"liaison/graph"
)

// trim leaves of all knowledge what the needs of a batch name, and nothing else.
func trim(all *graph.Knowledge, n graph.Needs) *graph.Knowledge {
	k := &graph.Knowledge{
		Head: all.Head, Ontology: all.Ontology, Verdicts: &graph.Verdicts{}, Text: all.Text, Quotes: all.Quotes,
		Actors: named(all.Actors, n.Actors), Claims: named(all.Claims, n.Claims), Records: named(all.Records, n.Records),
		Opposed: named(all.Opposed, n.Opposed), Events: named(all.Events, n.Events), Runs: named(all.Runs, n.Runs), Bands: named(all.Bands, n.Bands), Proposals: named(all.Proposals, n.Proposals),
	}
	if n.Judgement {
		k.Verdicts = all.Verdicts
	}
	sources, relayed := slices.Clone(n.Sources), slices.Clone(n.Relayed)
	for _, c := range k.Claims { // evidence may be added to them
		sources = append(sources, c.Claim.Source)
	}
	for _, found := range k.Bands {
		relayed = append(relayed, found...)
	}
	for i := 0; i < len(relayed); i++ { // all that relays connect
		for id, s := range all.Sources {
			if s.Relaying == relayed[i] && !slices.Contains(relayed, id) {
				relayed = append(relayed, id)
			}
			if id == relayed[i] && s.Relaying != "" && !slices.Contains(relayed, s.Relaying) {
				relayed = append(relayed, s.Relaying)
			}
		}
	}
	k.Sources = map[graph.SourceID]*graph.KnownSource{}
	for i := 0; i < len(sources); i++ { // chains
		if s := all.Sources[sources[i]]; s != nil && s.Relaying != "" && !slices.Contains(sources, s.Relaying) {
			sources = append(sources, s.Relaying)
		}
	}
	for _, id := range append(sources, relayed...) {
		if s := all.Sources[id]; s != nil {
			k.Sources[id] = s
		}
	}
	return k
}

// named picks the keys that exist.
func named[K comparable, V any](all map[K]V, keys []K) map[K]V {
	out := map[K]V{}
	for _, key := range keys {
		if v, ok := all[key]; ok {
			out[key] = v
		}
	}
	return out
}
