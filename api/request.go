package api

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/gin-gonic/gin"
)

// Names of what a request carries between middleware and handlers.
const (
	keyRequestID = "liaison.request"
	keyProblem   = "liaison.problem"
	keyCaller    = "liaison.caller"
)

// requestID is the id of a request: the client's, if it is a plain word, else one of ours.
func requestID(c *gin.Context) string { return c.GetString(keyRequestID) }

func newRequestID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand)
	return hex.EncodeToString(b[:])
}

func plainID(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}

// observe keeps the problem of a request for its line in the log.
func observe(c *gin.Context, p *Problem) { c.Set(keyProblem, p) }

// record gives each request an id, and one line in the log and the metrics when it is done. Neither holds what was
// asked, who the answer is about, or a key: a log of a newsroom's questions is a leak waiting to happen.
func (s *Server) record(c *gin.Context) {
	start := s.clock()
	id := c.GetHeader("X-Request-Id")
	if !plainID(id) {
		id = s.newID()
	}
	c.Set(keyRequestID, id)
	c.Header("X-Request-Id", id)
	s.metrics.begin()

	c.Next()

	took := s.clock().Sub(start)
	route := c.FullPath()
	if route == "" {
		route = "other"
	}
	status, size := c.Writer.Status(), max(c.Writer.Size(), 0)
	s.metrics.end(c.Request.Method, route, status, size, took)

	level := slog.LevelInfo
	attrs := []slog.Attr{
		slog.String("id", id),
		slog.String("method", c.Request.Method),
		slog.String("route", route),
		slog.Int("status", status),
		slog.Int("bytes", size),
		slog.Duration("took", took.Round(time.Microsecond)),
	}
	if caller := c.GetString(keyCaller); caller != "" {
		attrs = append(attrs, slog.String("key", caller))
	}
	if p, ok := c.Get(keyProblem); ok {
		p := p.(*Problem)
		attrs = append(attrs, slog.String("code", p.Code))
		if p.Status >= http.StatusInternalServerError {
			level = slog.LevelError
			attrs = append(attrs, slog.String("error", p.Error()))
		}
	}
	s.log.LogAttrs(c.Request.Context(), level, "request", attrs...)
}

// recovered turns a panic into an internal problem; its stack is in the log only.
func (s *Server) recovered(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
			panic(v) // net/http's own way to cut a connection
		}
		s.log.LogAttrs(c.Request.Context(), slog.LevelError, "panic",
			slog.String("id", requestID(c)), slog.String("value", fmt.Sprint(v)), slog.String("stack", string(debug.Stack())))
		s.fail(c, fmt.Errorf("panic: %v", v))
	}()
	c.Next()
}
