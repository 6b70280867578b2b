package api

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// reply is what a handler wants to be sent. Exactly one of body and encode is set, or neither when the client holds the
// answer already (status 304).
type reply struct {
	status  int // 0: 200
	body    any // encoded with encoding/json
	encode  func(b []byte) []byte
	raw     []byte // ready bytes, which are not changed
	media   string // default application/json
	packed  bool   // raw is compressed already
	tag     string // strong entity tag without quotes; with status 304 the one that the client holds, with quotes
	keep    bool   // the answer may be asked for again
	noStore bool   // the answer is not a pure function of the question: do not keep it
}

// buffers holds the bodies under way. Buffers that grew beyond maxPooled are left to the collector, so that one large
// text does not stay in memory for ever.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 64<<10); return &b }}

const maxPooled = 2 << 20

// writeTimeout is how long a client may take to read one answer.
const writeTimeout = 60 * time.Second

// handle makes a handler of a function from request to reply. It is the single writer of status and body.
func (s *Server) handle(f func(c *gin.Context) (reply, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		start := s.clock()
		r, err := f(c)
		if err == nil {
			err = s.send(c, r, s.clock().Sub(start))
		}
		if err != nil {
			s.fail(c, err)
		}
	}
}

// send writes a reply. An error is returned only as long as nothing is written.
func (s *Server) send(c *gin.Context, r reply, asked time.Duration) error {
	h := c.Writer.Header()
	h.Set("Cache-Control", "private, no-cache")
	if r.noStore {
		h.Set("Cache-Control", "no-store")
		r.tag, r.keep = "", false
	}
	if r.status == http.StatusNotModified {
		h.Set("ETag", r.tag) // quoted already: it is the tag that the client sent
		h.Set("Vary", "Accept-Encoding")
		c.Status(http.StatusNotModified)
		c.Writer.WriteHeaderNow()
		return nil
	}
	start := s.clock()
	if r.raw == nil {
		buf := buffers.Get().(*[]byte)
		defer release(buf)
		b, err := r.bytes((*buf)[:0])
		if err != nil {
			return err
		}
		*buf, r.raw = b, b
	}
	h.Set("Server-Timing", timing(asked, s.clock().Sub(start)))
	if r.media == "" {
		r.media = "application/json"
	}
	s.write(c, &r)
	return nil
}

func (r *reply) bytes(b []byte) ([]byte, error) {
	if r.encode != nil {
		return r.encode(b), nil
	}
	return marshal(b, r.body)
}

// fail writes a problem, once: an answer under way cannot be taken back.
func (s *Server) fail(c *gin.Context, err error) {
	p := *problemOf(err)
	p.RequestID = requestID(c)
	if p.plain != "" && len(s.keys) == 0 { // without keys only whoever is at this machine gets here
		p.Detail, p.cause = p.plain, errors.Unwrap(p.cause)
	}
	observe(c, &p)
	if c.Writer.Written() {
		return
	}
	c.Abort()
	if p.Status == statusClientGone {
		c.Status(statusClientGone)
		return
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	if p.retry > 0 {
		h.Set("Retry-After", strconv.Itoa(p.retry))
	}
	if p.Status == http.StatusUnauthorized {
		h.Add("WWW-Authenticate", `Bearer realm="liaison"`)
		h.Add("WWW-Authenticate", `Basic realm="liaison: an API key as the password", charset="UTF-8"`)
	}
	b, err := marshal(nil, &p)
	if err != nil { // a problem is strings and numbers
		b = []byte("{}")
	}
	s.write(c, &reply{status: p.Status, media: "application/problem+json", raw: b})
}

// write sends the raw bytes, compressed where that is wanted and pays.
func (s *Server) write(c *gin.Context, r *reply) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	if !r.packed && len(r.raw) >= minGzip && acceptsGzip(c.Request.Header) {
		buf := buffers.Get().(*[]byte)
		defer release(buf)
		*buf = appendGzip((*buf)[:0], r.raw)
		r.raw, r.packed = *buf, true
	}
	if r.keep {
		s.kept.keep(r.tag, r.packed, r.raw)
	}
	h := c.Writer.Header()
	h.Set("Content-Type", r.media)
	h.Set("Vary", "Accept-Encoding")
	if r.tag != "" {
		h.Set("ETag", quoteTag(r.tag, r.packed))
	}
	if r.packed {
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(r.raw)))
	// Without a deadline a client that does not read would hold the buffer for ever.
	_ = http.NewResponseController(c.Writer).SetWriteDeadline(time.Now().Add(writeTimeout))
	c.Status(r.status)
	_, _ = c.Writer.Write(r.raw) // a client that left is seen in its context
}

func release(b *[]byte) {
	if cap(*b) <= maxPooled {
		buffers.Put(b)
	}
}

// timing is the Server-Timing header: milliseconds with microseconds.
func timing(query, encode time.Duration) string {
	b := make([]byte, 0, 48)
	b = append(b, "query;dur="...)
	b = strconv.AppendFloat(b, float64(query.Microseconds())/1000, 'f', 3, 64)
	b = append(b, ", encode;dur="...)
	b = strconv.AppendFloat(b, float64(encode.Microseconds())/1000, 'f', 3, 64)
	return string(b)
}

// ask bounds a question in time and waits for its turn, so that a crowd of clients is told to come back instead of
// piling up. Done must be called.
func (s *Server) ask(c *gin.Context) (ctx context.Context, done func(), err error) {
	return s.askFor(c, s.limits.Query)
}

// askFor is ask for work that may take another time.
func (s *Server) askFor(c *gin.Context, most time.Duration) (ctx context.Context, done func(), err error) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), most)
	select {
	case s.turns <- struct{}{}:
		return ctx, func() { <-s.turns; cancel() }, nil
	default:
	}
	wait := time.NewTimer(s.limits.Wait)
	defer wait.Stop()
	select {
	case s.turns <- struct{}{}:
		return ctx, func() { <-s.turns; cancel() }, nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-wait.C:
		p := problem(string(graph.CodeUnavailable), "%d questions are being answered already; ask again in a moment", cap(s.turns))
		p.retry, err = retrySoon, p
	}
	cancel()
	return nil, nil, err
}
