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
// follows from it and the question, so that a client that holds the answer is told so without asking the store, and one
// who does not is sent it again as it was sent to the last who asked. ask must use the moment that m points to.
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
	if c.Request.Method != http.MethodGet {
		return ask(ctx)
	}
	tag := s.tagger.tag(p.question(c.Request.URL.Path), at)
	if tag, ok := held(c.Request.Header, tag); ok {
		return reply{status: http.StatusNotModified, tag: tag}, nil
	}
	if r, ok := s.sentBefore(c, tag); ok {
		return r, nil
	}
	r, err := ask(ctx)
	r.tag, r.keep = tag, true
	return r, err
}

// sentBefore gives an answer that is kept, packed if the client takes it so.
func (s *Server) sentBefore(c *gin.Context, tag string) (r reply, ok bool) {
	r.tag = tag
	if acceptsGzip(c.Request.Header) {
		if r.raw, ok = s.kept.find(tag, true); ok {
			r.packed = true
			return r, true
		}
		r.keep = true // the plain bytes will be packed, if that pays
	}
	r.raw, ok = s.kept.find(tag, false)
	return r, ok
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
