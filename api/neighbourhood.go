package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// criteriaNames are the parameters that neighbourhoods and ties share.
var criteriaNames = []string{
	"relation", "direction", "at", "from", "to", "certainty", "polarity", "modality", "source", "min_confidence",
	"limit", "cursor", "known_at", "sequence", "min_sequence",
}

// neighbourhoodKinds are the parameters of a neighbourhood, with the way in which JSON writes them.
var neighbourhoodKinds = map[string]jsonKind{
	"actor": jsonTexts, "depth": jsonNumber, "relation": jsonTexts, "direction": jsonText, "at": jsonText, "from": jsonText,
	"to": jsonText, "certainty": jsonText, "polarity": jsonTexts, "modality": jsonTexts, "source": jsonTexts,
	"kind": jsonTexts, "avoid": jsonTexts, "avoid_degree": jsonNumber, "min_confidence": jsonNumber,
	"min_witnesses": jsonNumber, "rank": jsonText, "expand": jsonNumber, "among": jsonFlag, "limit": jsonNumber,
	"cursor": jsonText, "known_at": jsonText, "sequence": jsonNumber, "min_sequence": jsonNumber,
}

var neighbourhoodNames = append([]string{
	"actor", "depth", "kind", "avoid", "avoid_degree", "min_witnesses", "rank", "expand", "among",
}, criteriaNames...)

// Limits of lists of parameters; those of the answer are the graph package's.
const (
	maxFilters = 100 // relations, sources
	maxKinds   = 50  // kinds, countries
	maxAvoid   = 200
	maxCount   = 1_000_000 // witnesses
	maxDegree  = 1 << 31
	maxCursor  = 4096
)

func (s *Server) getNeighbourhood(c *gin.Context) (reply, error) {
	p, err := read(c, neighbourhoodNames...)
	if err != nil {
		return reply{}, err
	}
	return s.neighbourhood(c, p)
}

func (s *Server) postNeighbourhood(c *gin.Context) (reply, error) {
	p, err := readBody(c, s.limits.Question, neighbourhoodKinds)
	if err != nil {
		return reply{}, err
	}
	return s.neighbourhood(c, p)
}

func (s *Server) neighbourhood(c *gin.Context, p *params) (reply, error) {
	q := graph.Query{
		Criteria:     p.criteria(),
		Actors:       list[graph.ActorID](p, "actor", graph.MaxSeeds),
		Depth:        p.number("depth", 0, 1, graph.MaxDepth),
		Kinds:        words(p, "kind", graph.Kinds()),
		Avoid:        list[graph.ActorID](p, "avoid", maxAvoid),
		AvoidDegree:  p.number("avoid_degree", 0, 1, maxDegree),
		MinWitnesses: p.number("min_witnesses", 0, 0, maxCount),
		Rank:         word(p, "rank", "", graph.Ranks()),
		Expand:       p.number("expand", 0, 1, graph.MaxExpand),
		Among:        p.flag("among"),
	}
	return s.answer(c, p, &q.Moment, q.Cursor, func(ctx context.Context) (reply, error) {
		v, err := s.explorer.Neighbourhood(ctx, q)
		if err != nil {
			return reply{}, err
		}
		return reply{
			encode:  func(b []byte) []byte { return AppendView(b, v) },
			noStore: v.Truncated != nil && v.Truncated.Reason == graph.ByTime,
		}, nil
	})
}

// criteria reads the filters that neighbourhoods and ties share.
func (p *params) criteria() graph.Criteria {
	w, windowed := p.window()
	return graph.Criteria{
		Moment:        p.moment(),
		Relations:     list[graph.RelationID](p, "relation", maxFilters),
		Direction:     word(p, "direction", "", []graph.Direction{graph.Out, graph.In, graph.Both}),
		Window:        w,
		Windowed:      windowed,
		Certainty:     word(p, "certainty", "", []graph.Certainty{graph.Possible, graph.Certain}),
		Polarities:    words(p, "polarity", graph.Polarities()),
		Modalities:    words(p, "modality", graph.Modalities()),
		Sources:       list[graph.SourceID](p, "source", maxFilters),
		MinConfidence: p.number("min_confidence", 0, 0, 100),
		Limit:         p.number("limit", 0, 1, graph.MaxLimit),
		Cursor:        p.text("cursor", maxCursor),
	}
}
