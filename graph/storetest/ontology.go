package storetest

import (
	"sync"

	"liaison/graph"
)

// Ontology is the small ontology of the suite: two levels, symmetric relations, and relations that only some kinds of
// actors fit.
func Ontology() *graph.Ontology { return testOntology() }

var testOntology = sync.OnceValue(func() *graph.Ontology {
	o, err := graph.NewOntology([]graph.Relation{
		{ID: "COOPERATE", Label: "cooperates with"},
		{ID: "share-intelligence", Parent: "COOPERATE", Label: "shares intelligence with"},
		{ID: "meet", Parent: "COOPERATE", Label: "meets", Symmetric: true},
		{ID: "SANCTION", Label: "sanctions"},
		{ID: "freeze-assets", Parent: "SANCTION", Label: "freezes assets of"},
		{ID: "ASSAULT", Label: "assaults"},
		{ID: "PART_OF", Label: "is part of", Class: graph.ClassStructural},
		{ID: "leads", Parent: "PART_OF", Label: "leads", Class: graph.ClassStructural, Subjects: []graph.Kind{graph.KindPerson}},
		{ID: "KIN", Label: "is kin of", Symmetric: true, Class: graph.ClassStructural,
			Subjects: []graph.Kind{graph.KindPerson, graph.KindGroup}, Objects: []graph.Kind{graph.KindPerson, graph.KindGroup}},
	})
	if err != nil {
		panic(err) // the list above is wrong
	}
	return o
})
