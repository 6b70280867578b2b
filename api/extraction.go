package api

import (
	"context"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// Extractor reads texts.
type Extractor interface {
	// Extract records a source with its text, and what it finds in it as proposals. An id that is empty is made from the
	// text. The summary is right even where an error stopped it early.
	Extract(ctx context.Context, s *graph.Source, run string) (Extraction, error)
	// Mentions finds who and when a text names, in any language that is known, and records nothing.
	Mentions(ctx context.Context, s *graph.Source) (Mentions, error)
}

// Extraction says what became of a text that was read.
type Extraction struct {
	Source   graph.SourceID
	Run      string
	Found    int              // claims found in the text
	New      int              // proposed now, and not before
	Known    int              // proposed before, whatever was decided about them
	Claimed  int              // claims already
	Refused  []error          // what the store did not take, and why
	Sequence graph.Sequence   // the newest record of it
	IDs      []graph.RecordID // of the proposals, in the order of the text
}

// ExtractionBody is the body that answers POST /extractions.
type ExtractionBody struct {
	Source    graph.SourceID `json:"source"`
	Run       string         `json:"run"`
	Found     int            `json:"found"`
	New       int            `json:"new"`
	Known     int            `json:"known"`
	Claimed   int            `json:"claimed"`
	Refused   []string       `json:"refused"`
	Sequence  graph.Sequence `json:"sequence"`
	Proposals []ProposalItem `json:"proposals"`
	Actors    []ActorName    `json:"actors"`
}

// BodyOfExtraction makes the body that says what was found.
func BodyOfExtraction(x *Extraction, found *graph.ProposalPage) ExtractionBody {
	return ExtractionBody{
		Source: x.Source, Run: x.Run, Found: x.Found, New: x.New, Known: x.Known, Claimed: x.Claimed,
		Refused: each(x.Refused, func(err *error) string { return (*err).Error() }), Sequence: x.Sequence, Proposals: each(found.Proposals, bodyOfProposal), Actors: each(found.Actors, bodyOfActorName),
	}
}

// extraction is the body of POST /extractions.
type extraction struct {
	graph.Source
	Run string `json:"run"`
}

// maxExtraction is how large the body may be: a text of 4 MiB, each byte of which may be escaped.
const maxExtraction = 26 << 20

// postExtractions reads a text that the client sends, and proposes what it says.
func (s *Server) postExtractions(c *gin.Context) (reply, error) {
	var in extraction
	if err := s.readJSON(c, maxExtraction, &in); err != nil {
		return reply{}, err
	}
	if s.extractor == nil {
		return reply{}, problem(string(graph.CodeUnavailable), "this server reads no texts; it only answers questions")
	}
	ctx, done, err := s.askFor(c, s.limits.Reading)
	if err != nil {
		return reply{}, err
	}
	defer done()
	if in.Source.Text == "" {
		return reply{}, graph.Invalid("text", "", "is missing; there is nothing to read")
	}
	x, err := s.extractor.Extract(ctx, &in.Source, in.Run)
	if err != nil {
		return reply{}, err
	}
	found, err := s.explorer.ProposalsOf(ctx, x.IDs[:min(len(x.IDs), graph.MaxLimit)], graph.Moment{}) // the list of proposals has the rest
	if err != nil {
		return reply{}, err
	}
	return reply{body: BodyOfExtraction(&x, found), noStore: true}, nil
}
