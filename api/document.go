package api

import (
	"context"
	"errors"
	"strings"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// Documents reads files and pages into texts. Nothing of it is recorded.
type Documents interface {
	// Read reads a file; its name tells the format where the bytes do not.
	Read(ctx context.Context, b []byte, name string) (*graph.Source, error)
	// Fetch gets a page of the web and reads it.
	Fetch(ctx context.Context, address string) (*graph.Source, error)
	// Fetches says whether pages are fetched.
	Fetches() bool
}

// DocumentBody is the body that answers POST /documents.
type DocumentBody struct {
	Text      string  `json:"text"`
	Title     *string `json:"title"`
	Publisher *string `json:"publisher"`
	Published *string `json:"published"`
	URL       *string `json:"url"`
	Language  *string `json:"language"`
}

// maxDocument is how large a file may be, in bytes.
const maxDocument = 50 << 20

// postDocuments reads a file that the client sends, or a page whose address it sends, into a text.
func (s *Server) postDocuments(c *gin.Context) (reply, error) {
	if s.documents == nil {
		return reply{}, problem(string(graph.CodeUnavailable), "this server reads no documents; it only answers questions")
	}
	if strings.HasPrefix(c.GetHeader("Content-Type"), "application/json") {
		return s.fetched(c)
	}
	p, err := read(c, "name")
	if err != nil {
		return reply{}, err
	}
	name := p.text("name", graph.MaxName)
	if err := p.err; err != nil {
		return reply{}, err
	}
	if err := wantMedia(c, "application/octet-stream"); err != nil {
		return reply{}, err
	}
	b, err := s.takeBody(c, maxDocument)
	if err != nil {
		return reply{}, err
	}
	ctx, done, err := s.askFor(c, s.limits.Reading)
	if err != nil {
		return reply{}, err
	}
	defer done()
	got, err := s.documents.Read(ctx, b, name)
	if err != nil {
		return reply{}, err
	}
	return reply{body: bodyOfDocument(got), noStore: true}, nil
}

// fetched reads a page of the web.
func (s *Server) fetched(c *gin.Context) (reply, error) {
	var in struct {
		URL string `json:"url"`
	}
	if err := s.readJSON(c, 1<<14, &in); err != nil {
		return reply{}, err
	}
	if in.URL == "" {
		return reply{}, graph.Invalid("url", "", "is missing; there is nothing to fetch")
	}
	ctx, done, err := s.askFor(c, s.limits.Reading)
	if err != nil {
		return reply{}, err
	}
	defer done()
	got, err := s.documents.Fetch(ctx, in.URL)
	if about := (*graph.Error)(nil); errors.As(err, &about) && about.Field == "document" {
		about.Field = "url" // what the client sent of it
		return reply{}, about
	}
	if err != nil {
		return reply{}, err
	}
	return reply{body: bodyOfDocument(got), noStore: true}, nil
}

func bodyOfDocument(s *graph.Source) DocumentBody {
	return DocumentBody{s.Text, orNull(s.Title), orNull(s.Publisher), orNull(s.Published), orNull(s.URL), orNull(s.Language)}
}
