package api

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzip"

	"liaison/graph"
)

// Importer records a stream of records, one a line, as the package graph/exchange reads them.
type Importer interface {
	// Import records the lines in order, in batches, without holding the whole stream in memory. Lines that it refuses
	// are in the summary and stop nothing. An error means that it stopped early; the summary then says what was recorded
	// before, which stays.
	Import(ctx context.Context, lines io.Reader) (ImportSummary, error)
}

// ImportSummary says what became of the lines. Of every line that is not empty exactly one of the four counts is true.
type ImportSummary struct {
	Accepted int            // lines that recorded something new
	Added    int            // lines whose claim was known and gained evidence
	Known    int            // lines recorded before
	Rejected int            // lines refused
	Sequence graph.Sequence // the newest that these lines recorded or met; 0: none
	Problems []LineProblem  // in order of lines; MaxLineProblems are enough
	More     int            // problems that are not in the list
}

// LineProblem is what is wrong with a line, or, where Kept is set, what of a known line differs from what was recorded
// first, which stays.
type LineProblem struct {
	Line    int    // from 1
	Column  int    // byte of the line, from 1; 0: not known
	Field   string // empty: the line as a whole
	Value   string
	Message string
	Kept    bool
}

// MaxLineProblems is how many problems a reply lists.
const MaxLineProblems = 1000

// RecordsSummary is the body that answers POST /records.
type RecordsSummary struct {
	Accepted int               `json:"accepted"`
	Known    int               `json:"known"`
	Rejected int               `json:"rejected"`
	Sequence graph.Sequence    `json:"sequence"`
	Problems []lineProblemBody `json:"problems"`
	More     int               `json:"more"`
}

type lineProblemBody struct {
	Line    int     `json:"line"`
	Column  int     `json:"column,omitempty"`
	Field   *string `json:"field"`
	Value   string  `json:"value,omitempty"`
	Message string  `json:"message"`
	Kept    bool    `json:"kept"`
}

// BodyOfRecords makes the body that says what became of the lines.
func BodyOfRecords(n *ImportSummary) RecordsSummary {
	listed := n.Problems[:min(len(n.Problems), MaxLineProblems)]
	return RecordsSummary{
		Accepted: n.Accepted + n.Added, Known: n.Known, Rejected: n.Rejected, Sequence: n.Sequence,
		Problems: each(listed, func(p *LineProblem) lineProblemBody {
			return lineProblemBody{p.Line, p.Column, orNull(toValid(p.Field)), shorten(p.Value), toValid(p.Message), p.Kept}
		}),
		More: n.More + len(n.Problems) - len(listed),
	}
}

// postRecords records what the client sends.
func (s *Server) postRecords(c *gin.Context) (reply, error) {
	if _, err := read(c); err != nil {
		return reply{}, err
	}
	if err := wantMedia(c, "application/x-ndjson"); err != nil {
		return reply{}, err
	}
	if s.importer == nil {
		return reply{}, problem(string(graph.CodeUnavailable), "this server takes no records; it only answers questions")
	}
	body, err := s.stream(c)
	if err != nil {
		return reply{}, err
	}
	n, err := s.importer.Import(c.Request.Context(), body)
	sum := BodyOfRecords(&n)
	s.metrics.lines(&n)
	if body.err != nil { // a stream that breaks is the reason, whatever the reader made of it
		err = body.err
	}
	if err != nil {
		p := *problemOf(err)
		p.Summary = &sum
		return reply{}, &p
	}
	if sum.Accepted == 0 && sum.Known == 0 {
		p := problem(codeUnprocessable, "none of the %d lines was accepted; the summary says why", sum.Rejected)
		if sum.Rejected == 0 {
			p.Detail = "the body has no lines; send one record a line"
		}
		p.Summary = &sum
		return reply{}, p
	}
	return reply{body: sum, noStore: true}, nil
}

// stream is the body of a request, unpacked where it is packed, with limits of size and of time between two pieces.
func (s *Server) stream(c *gin.Context) (*recordStream, error) {
	in := io.Reader(&patient{
		r:     http.MaxBytesReader(c.Writer, c.Request.Body, s.limits.Records),
		http:  http.NewResponseController(c.Writer),
		stall: s.limits.Stall,
	})
	switch coding := strings.ToLower(c.GetHeader("Content-Encoding")); coding {
	case "", "identity":
	case "gzip":
		z, err := gzip.NewReader(in)
		if err != nil {
			p := problem(string(graph.CodeInvalid), "the body is not gzip, which Content-Encoding says it is")
			p.Parameter, p.cause = "Content-Encoding", err
			return nil, p
		}
		in = z
	default:
		p := problem(codeMedia, "Content-Encoding is %q; this call takes gzip or none", shorten(coding))
		p.Parameter = "Content-Encoding"
		return nil, p
	}
	lines := bufio.NewReaderSize(in, 64<<10)
	for _, magic := range []string{"\x1f\x8b", "PK\x03\x04"} {
		if head, _ := lines.Peek(len(magic)); string(head) == magic {
			return nil, problem(codeMedia, "the lines are packed; send them plain, or packed once with `Content-Encoding: gzip`")
		}
	}
	return &recordStream{r: lines, left: s.limits.Records, most: s.limits.Records, stall: s.limits.Stall}, nil
}

// patient gives a client time for each piece of its body instead of for the whole: a stream may last, but not stand
// still. After the end of the body net/http watches the connection to see the client leave, so the deadline must not be
// set again.
type patient struct {
	r     io.Reader
	http  *http.ResponseController
	stall time.Duration
	err   error
}

func (p *patient) Read(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	_ = p.http.SetReadDeadline(time.Now().Add(p.stall))
	n, err := p.r.Read(b)
	p.err = err
	if err == io.EOF { // after other errors the time stays up, so that net/http does not wait for the rest either
		_ = p.http.SetReadDeadline(time.Time{})
	}
	return n, err
}

// recordStream counts unpacked bytes, against streams that unpack to more than anyone would send, and keeps what broke it.
type recordStream struct {
	r          io.Reader
	left, most int64
	stall      time.Duration
	err        error // a *Problem; nil at a proper end
}

func (r *recordStream) Read(b []byte) (int, error) {
	if r.err != nil {
		return 0, r.err
	}
	n, err := r.r.Read(b)
	r.left -= int64(n)
	switch {
	case r.left < 0:
		r.err = problem(string(graph.CodeTooLarge), "the body unpacks to more than %d bytes, which is the limit; send the rest in another request", r.most)
		return 0, r.err
	case err == nil || err == io.EOF:
		return n, err
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		r.err = bodyError(err)
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader):
		r.err = problem(string(graph.CodeInvalid), "the gzip stream of the body is damaged: %v", err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		r.err = problem(string(graph.CodeInvalid), "the body ends in the middle")
	case errors.Is(err, os.ErrDeadlineExceeded):
		r.err = problem(string(graph.CodeInvalid), "the body stopped coming for %v; send the rest, or all of it, again", r.stall)
	default:
		r.err = bodyError(err)
	}
	return n, r.err
}
