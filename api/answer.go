package api

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// answer is what every question about the graph has in common. It fixes the sequence first; the tag of the answer
// follows from it and the question, so that a client that holds the answer is told so without asking the store. Then it
// waits for its turn and asks. ask must use the moment that m points to.
//
// A cursor brings its own sequence with it, so the tag of such an answer needs none.
func (s *Server) answer(c *gin.Context, p *params, m *graph.Moment, cursor string, ask func(context.Context) (reply, error)) (reply, error) {
	if p.err != nil {
		return reply{}, p.err
	}
	ctx, done, err := s.ask(c)
	if err != nil {
		return reply{}, err
	}
	defer done()
	var at graph.Sequence
	if cursor == "" || m.MinSequence > 0 {
		as, err := s.explorer.Resolve(ctx, *m)
		if err != nil {
			return reply{}, err
		}
		if cursor == "" {
			at = as.Sequence
			*m = graph.Moment{Sequence: &at}
		}
	}
	tag := s.tagger.tag(p.question(c.Request.URL.Path), at)
	if c.Request.Method == http.MethodGet {
		if tag, ok := held(c.Request.Header, tag); ok {
			return reply{status: http.StatusNotModified, tag: tag}, nil
		}
	}
	r, err := ask(ctx)
	if err == nil && c.Request.Method == http.MethodGet {
		r.tag = tag
	}
	return r, err
}
