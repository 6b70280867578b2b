package api

import (
	"context"
	"errors"
	"fmt"
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
	if p.current {
		as, err := s.resolve(ctx, graph.Moment{MinSequence: m.MinSequence})
		if err != nil {
			return reply{}, err
		}
		p.mark = fmt.Sprint(as.Sequence)
	}
	var at graph.Sequence
	if cursor == "" || m.MinSequence > 0 {
		as, err := s.resolve(ctx, *m)
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

// resolve fixes the point in known time at which a question is answered. That costs a store next to nothing, so a store
// that takes long for it does not answer at all: to ask for less would not help.
func (s *Server) resolve(ctx context.Context, m graph.Moment) (graph.AsOf, error) {
	limited := ctx
	if m.MinSequence == 0 { // else the time is for a record to come
		var cancel context.CancelFunc
		limited, cancel = context.WithTimeout(ctx, s.limits.Silence)
		defer cancel()
	}
	as, err := s.explorer.Resolve(limited, m)
	if errors.Is(err, context.DeadlineExceeded) || graph.CodeOf(err) == graph.CodeTimeout {
		return graph.AsOf{}, silent(err)
	}
	return as, err
}
