package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"liaison/graph"
)

// jsonKind is how a parameter is written in a JSON body.
type jsonKind int

const (
	jsonText jsonKind = iota
	jsonTexts
	jsonNumber
	jsonFlag
)

func (k jsonKind) String() string {
	return [...]string{"a text", "a list of texts", "a number", "true or false"}[k]
}

// bodyTimeout is how long a client may take to send a question.
const bodyTimeout = 10 * time.Second

// readBody takes the parameters of a request from its JSON body: an object with the names of the query, lists for what
// may be repeated.
func readBody(c *gin.Context, most int64, kinds map[string]jsonKind) (*params, error) {
	if _, err := read(c); err != nil {
		return nil, err
	}
	if err := wantMedia(c, "application/json"); err != nil {
		return nil, err
	}
	if coding := c.GetHeader("Content-Encoding"); coding != "" && coding != "identity" {
		return nil, problem(codeMedia, "a question must not be compressed; Content-Encoding is %q", shorten(coding))
	}
	_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Now().Add(bodyTimeout))
	b, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, most))
	if err != nil {
		return nil, bodyError(err)
	}
	_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Time{})
	values, err := decodeParams(b, kinds)
	if err != nil {
		return nil, err
	}
	names := make([]string, 0, len(kinds))
	for name := range kinds {
		names = append(names, name)
	}
	return newParams(values, names)
}

// wantMedia refuses a body of another kind than want.
func wantMedia(c *gin.Context, want string) error {
	got := c.GetHeader("Content-Type")
	media, _, err := mime.ParseMediaType(got)
	if err == nil && media == want {
		return nil
	}
	if got == "" {
		return problem(codeMedia, "the header Content-Type is missing; this call takes %s", want)
	}
	return problem(codeMedia, "Content-Type is %q; this call takes %s", shorten(got), want)
}

func bodyError(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return problem(string(graph.CodeTooLarge), "the body is larger than %d bytes, which is the limit", large.Limit)
	}
	p := problem(string(graph.CodeInvalid), "the body could not be read to its end")
	p.cause = err
	return p
}

// decodeParams reads one JSON object. Names that come twice, values of another kind and anything after the object are
// refused; unknown names are left to newParams, which knows what was meant.
func decodeParams(b []byte, kinds map[string]jsonKind) (url.Values, error) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	values := url.Values{}
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, notJSON(err, "it must be an object such as {\"actor\": [\"usa\"]}")
	}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, notJSON(err, "")
		}
		name := t.(string) // the decoder gives nothing else for a name
		if _, twice := values[name]; twice {
			return nil, badParameter(name, "", "is given twice")
		}
		var raw json.RawMessage
		if err := d.Decode(&raw); err != nil {
			return nil, notJSON(err, "")
		}
		kind, known := kinds[name]
		if !known {
			values[name] = []string{""}
			continue
		}
		list, ok := kind.decode(raw)
		if !ok {
			return nil, badParameter(name, string(raw), "must be %s", kind)
		}
		values[name] = list
	}
	if _, err := d.Token(); err != nil {
		return nil, notJSON(err, "")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, notJSON(nil, "something follows the object")
	}
	for name, list := range values {
		if len(list) == 0 {
			delete(values, name)
		}
	}
	return values, nil
}

// decode gives the value as the texts of a query.
func (k jsonKind) decode(raw json.RawMessage) (list []string, ok bool) {
	switch k {
	case jsonTexts:
		var v []*string
		if json.Unmarshal(raw, &v) != nil || v == nil {
			return nil, false
		}
		for _, s := range v {
			if s == nil {
				return nil, false
			}
			list = append(list, *s)
		}
		return list, true
	case jsonNumber:
		var v json.Number
		if len(raw) == 0 || raw[0] == '"' || json.Unmarshal(raw, &v) != nil || v == "" {
			return nil, false
		}
		return []string{v.String()}, true
	case jsonFlag:
		var v *bool
		if json.Unmarshal(raw, &v) != nil || v == nil {
			return nil, false
		}
		return []string{fmt.Sprint(*v)}, true
	default:
		var v *string
		if json.Unmarshal(raw, &v) != nil || v == nil {
			return nil, false
		}
		return []string{*v}, true
	}
}

func notJSON(err error, more string) error {
	detail := "the body is not JSON"
	if err != nil && err != io.EOF {
		detail += ": " + err.Error()
	}
	if more != "" {
		detail += "; " + more
	}
	return problem(string(graph.CodeInvalid), "%s", detail)
}

// takeBody reads a whole body, as long as the client may take for it.
func (s *Server) takeBody(c *gin.Context, most int64) ([]byte, error) {
	_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Now().Add(bodyTimeout))
	b, err := io.ReadAll(http.MaxBytesReader(c.Writer, c.Request.Body, most))
	if err != nil {
		return nil, bodyError(err)
	}
	_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Time{})
	return b, nil
}

// readJSON reads a body of one JSON object, and refuses names that it does not know.
func (s *Server) readJSON(c *gin.Context, most int64, into any) error {
	if _, err := read(c); err != nil {
		return err
	}
	if err := wantMedia(c, "application/json"); err != nil {
		return err
	}
	b, err := s.takeBody(c, most)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return notJSON(err, "")
	}
	if _, err := d.Token(); err != io.EOF {
		return notJSON(nil, "something follows the object")
	}
	return nil
}
