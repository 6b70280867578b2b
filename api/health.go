package api

import (
	"context"
	"time"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// readyTimeout is how long the store may take to say that it is there.
const readyTimeout = 2 * time.Second

type healthBody struct {
	Status  string `json:"status"`
	Version string `json:"version"`
}

type readinessBody struct {
	Status   string         `json:"status"`
	Sequence graph.Sequence `json:"sequence"`
}

// getHealth says that the process runs; it asks nobody.
func (s *Server) getHealth(c *gin.Context) (reply, error) {
	if _, err := read(c); err != nil {
		return reply{}, err
	}
	return reply{body: healthBody{"ok", s.version}, noStore: true}, nil
}

// getReadiness says that the store answers.
func (s *Server) getReadiness(c *gin.Context) (reply, error) {
	if _, err := read(c); err != nil {
		return reply{}, err
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), readyTimeout)
	defer cancel()
	as, err := s.explorer.Resolve(ctx, graph.Moment{})
	if err != nil {
		return reply{}, silent(err)
	}
	return reply{body: readinessBody{"ready", as.Sequence}, noStore: true}, nil
}

// getMetrics gives the metrics in the text format of Prometheus.
func (s *Server) getMetrics(c *gin.Context) (reply, error) {
	if _, err := read(c); err != nil {
		return reply{}, err
	}
	b, err := s.metrics.text()
	return reply{raw: b, media: metricsMedia, noStore: true}, err
}
