package api_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"liaison/api"
	"liaison/graph"
)

var asLines = header{"Content-Type", "application/x-ndjson"}

func packed(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRecords: what becomes of the lines is told line by line; sending them again changes nothing.
func TestRecords(t *testing.T) {
	s := newServer(t, nil)
	a := s.do(t, http.MethodPost, "/api/v1/records", "actor anna\nclaim x\nactor bela\n", asLines)
	if a.status != http.StatusOK {
		t.Fatalf("got %d: %s", a.status, a.body)
	}
	golden(t, "records", a.body)
	again := s.do(t, http.MethodPost, "/api/v1/records", packed(t, "actor anna\nactor bela\n"), asLines, header{"Content-Encoding", "gzip"})
	want := `{"accepted":0,"known":2,"rejected":0,"sequence":27,"problems":[],"more":0}`
	if again.status != http.StatusOK || string(again.body) != want {
		t.Errorf("got %d %s, want 200 %s", again.status, again.body, want)
	}
	if read := s.get(t, "/api/v1/actors/bela?min_sequence=27"); read.status != http.StatusOK {
		t.Errorf("what was recorded is not there: %d", read.status)
	}
	if got := a.header.Get("ETag"); got != "" {
		t.Errorf("the reply to a write has the tag %s", got)
	}
}

// TestNothingAccepted: 422 with the summary.
func TestNothingAccepted(t *testing.T) {
	s := newServer(t, nil)
	a := s.do(t, http.MethodPost, "/api/v1/records", "claim x\nclaim y\n", asLines)
	golden(t, "records-refused", a.body)
	if got, want := a.refusal(t), (refusal{Status: 422, Code: "nothing-accepted"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	for _, body := range []string{"", "\n\n"} {
		if got := s.do(t, http.MethodPost, "/api/v1/records", body, asLines).status; got != http.StatusUnprocessableEntity {
			t.Errorf("%q: got %d, want 422", body, got)
		}
	}
}

// TestRefusedStreams: bodies that are not lines, or not whole, or too large. What came before them stays and is told.
func TestRefusedStreams(t *testing.T) {
	s := newServer(t, func(c *api.Config) { c.Limits.Records = 100_000 })
	gz := header{"Content-Encoding", "gzip"}
	whole := packed(t, strings.Repeat("actor anna\n", 1000))
	damaged := []byte(whole)
	damaged[len(damaged)-6] ^= 0xFF // in the checksum
	for _, c := range []struct {
		name, body string
		headers    []header
		want       refusal
	}{
		{"another type", "actor anna", []header{{"Content-Type", "application/json"}}, refusal{Status: 415, Code: "unsupported-media-type"}},
		{"no type", "actor anna", nil, refusal{Status: 415, Code: "unsupported-media-type"}},
		{"another coding", "actor anna", []header{asLines, {"Content-Encoding", "br"}}, refusal{Status: 415, Code: "unsupported-media-type", Parameter: "Content-Encoding"}},
		{"gzip that is none", "actor anna", []header{asLines, gz}, refusal{Status: 400, Code: "invalid", Parameter: "Content-Encoding"}},
		{"gzip that is not said", whole, []header{asLines}, refusal{Status: 415, Code: "unsupported-media-type"}},
		{"gzip in gzip", packed(t, whole), []header{asLines, gz}, refusal{Status: 415, Code: "unsupported-media-type"}},
		{"zip", "PK\x03\x04 and so on", []header{asLines}, refusal{Status: 415, Code: "unsupported-media-type"}},
		{"gzip cut short", whole[:len(whole)/2], []header{asLines, gz}, refusal{Status: 400, Code: "invalid"}},
		{"gzip with a wrong checksum", string(damaged), []header{asLines, gz}, refusal{Status: 400, Code: "invalid"}},
		{"too large", strings.Repeat("actor anna\n", 10_000), []header{asLines}, refusal{Status: 413, Code: "too-large"}},
		{"too large unpacked", packed(t, strings.Repeat("actor anna\n", 10_000)), []header{asLines, gz}, refusal{Status: 413, Code: "too-large"}},
	} {
		a := s.do(t, http.MethodPost, "/api/v1/records", c.body, c.headers...)
		if diff := cmp.Diff(c.want, a.refusal(t)); diff != "" {
			t.Errorf("%s (-want +got):\n%s%s", c.name, diff, a.body)
		}
	}
	got := s.do(t, http.MethodPost, "/api/v1/records?dry=1", "actor anna", asLines).refusal(t)
	if want := (refusal{Status: 400, Code: "invalid", Parameter: "dry"}); got != want {
		t.Errorf("a parameter: got %+v, want %+v", got, want)
	}
	cut := s.do(t, http.MethodPost, "/api/v1/records", "actor dora\n"+strings.Repeat("actor dora\n", 10_000), asLines)
	if sum, ok := cut.decode(t)["summary"].(map[string]any); !ok || sum["accepted"] != 1.0 {
		t.Errorf("the problem does not say what was recorded before: %s", cut.body)
	}
}

// failing is an Importer that gives up.
type failing struct {
	sum api.ImportSummary
	err error
}

func (f failing) Import(context.Context, io.Reader) (api.ImportSummary, error) { return f.sum, f.err }

// TestFailedImports: the reason, in a status, with what was recorded before.
func TestFailedImports(t *testing.T) {
	for _, c := range []struct {
		err  error
		want refusal
	}{
		{&graph.Error{Code: graph.CodeFull, Message: "there is no room on the disk"}, refusal{Status: 507, Code: "full"}},
		{&graph.Error{Code: graph.CodeUnavailable, Message: "the store is closed"}, refusal{Status: 503, Code: "unavailable"}},
		{errors.New("secret cause"), refusal{Status: 500, Code: "internal"}},
	} {
		s := newServer(t, func(cfg *api.Config) {
			cfg.Importer = failing{api.ImportSummary{Accepted: 7, Added: 1, Sequence: 33}, c.err}
		})
		a := s.do(t, http.MethodPost, "/api/v1/records", "actor anna\n", asLines)
		if diff := cmp.Diff(c.want, a.refusal(t)); diff != "" {
			t.Errorf("%v (-want +got):\n%s", c.err, diff)
		}
		if sum, ok := a.decode(t)["summary"].(map[string]any); !ok || sum["accepted"] != 8.0 || sum["sequence"] != 33.0 {
			t.Errorf("%v: the summary is %v", c.err, sum)
		}
		if strings.Contains(string(a.body), "secret") {
			t.Errorf("the cause is shown: %s", a.body)
		}
	}
	s := newServer(t, func(cfg *api.Config) { cfg.Importer = nil })
	got := s.do(t, http.MethodPost, "/api/v1/records", "actor anna\n", asLines).refusal(t)
	if want := (refusal{Status: 503, Code: "unavailable"}); got != want {
		t.Errorf("without an importer: got %+v, want %+v", got, want)
	}
}

// TestManyProblems: a thousand are listed, the others counted.
func TestManyProblems(t *testing.T) {
	s := newServer(t, nil)
	body := s.do(t, http.MethodPost, "/api/v1/records", "actor anna\n"+strings.Repeat("claim x\n", 1234), asLines).decode(t)
	if got := len(body["problems"].([]any)); got != 1000 || body["more"] != 234.0 || body["rejected"] != 1234.0 {
		t.Errorf("got %d problems, %v more, %v rejected", got, body["more"], body["rejected"])
	}
}
