package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"
	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/pb33f/libopenapi-validator/config"

	"liaison/api"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// server is a running server over a graph. Every answer that it gives is checked against openapi.yaml.
type server struct {
	*fixture
	api  *api.Server
	http *httptest.Server
}

// newServer starts a server over the fixture. Change alters its configuration.
func newServer(t testing.TB, change func(*api.Config)) *server {
	t.Helper()
	return newServerOver(t, newFixture(t), change)
}

func newServerOver(t testing.TB, f *fixture, change func(*api.Config)) *server {
	t.Helper()
	cfg := api.Config{
		Explorer: f.explorer, Importer: lines{f.store}, Extractor: finder{f}, Documents: papers{}, Version: "test",
		RequestID: func() string { return "request-1" },
		UI: fstest.MapFS{
			"index.html":            {Data: []byte("<!doctype html><title>Liaison</title>")},
			"assets/app-1a2b.js":    {Data: []byte("export {}")},
			"assets/app-1a2b.js.br": {Data: []byte("as brotli")},
			"icon.svg":              {Data: []byte("<svg/>")},
		},
	}
	if change != nil {
		change(&cfg)
	}
	a, err := api.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	s := &server{fixture: f, api: a, http: httptest.NewServer(a)}
	t.Cleanup(s.http.Close)
	return s
}

// answer is a response that was read.
type answer struct {
	status int
	header http.Header
	body   []byte // unpacked
}

func (a answer) decode(t testing.TB) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(a.body, &v); err != nil {
		t.Fatalf("the body is not JSON: %v\n%s", err, a.body)
	}
	return v
}

// header is one more header of a request.
type header struct{ name, value string }

func (s *server) get(t testing.TB, path string, headers ...header) answer {
	t.Helper()
	return s.do(t, http.MethodGet, path, "", headers...)
}

func (s *server) do(t testing.TB, method, path, body string, headers ...header) answer {
	t.Helper()
	req, err := http.NewRequest(method, s.http.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		if h.name == "Host" {
			req.Host = h.value
			continue
		}
		req.Header.Set(h.name, h.value)
	}
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	res, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	in := io.Reader(res.Body)
	if method != http.MethodHead && res.Header.Get("Content-Encoding") == "gzip" {
		if in, err = gzip.NewReader(res.Body); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	a := answer{res.StatusCode, res.Header, b}
	check(t, req, a)
	return a
}

// description is openapi.yaml, read once.
var description = sync.OnceValues(func() (validator.Validator, error) {
	b, err := os.ReadFile("openapi.yaml")
	if err != nil {
		return nil, err
	}
	doc, err := libopenapi.NewDocument(b)
	if err != nil {
		return nil, err
	}
	v, errs := validator.NewValidator(doc, config.WithFormatAssertions(), config.WithoutSecurityValidation())
	if len(errs) > 0 {
		return nil, errs[0]
	}
	return v, nil
})

// check holds an answer against openapi.yaml. Addresses that are not in it must answer with a problem, or with a file
// of the UI.
func check(t testing.TB, req *http.Request, a answer) {
	t.Helper()
	for _, v := range violations(t, req, a) {
		t.Errorf("%s %s: %d: %s", req.Method, req.URL, a.status, v)
	}
}

// violations says in what an answer is not as openapi.yaml says.
func violations(t testing.TB, req *http.Request, a answer) []string {
	t.Helper()
	media := a.header.Get("Content-Type")
	switch {
	case a.status == http.StatusNotModified || req.Method == http.MethodHead:
		if len(a.body) > 0 {
			return []string{"it has a body"}
		}
		return nil
	case a.status >= 400 && media != "application/problem+json":
		return []string{"it is of type " + media + ", not a problem"}
	}
	described := req.Clone(req.Context())
	switch {
	case a.status == http.StatusMethodNotAllowed || a.code() == "no-such-route":
		// These belong to no operation; any operation's problem will do.
		described = httptest.NewRequest(http.MethodGet, req.URL.Scheme+"://"+req.URL.Host+"/api/v1/stats", nil)
		a.status = http.StatusBadRequest
	case a.code() == "host-not-allowed":
		described = httptest.NewRequest(http.MethodGet, req.URL.Scheme+"://"+req.URL.Host+"/api/v1/stats", nil)
	case a.status < 400 && a.header.Get("Content-Security-Policy") != answerPolicy:
		return nil // a file of the UI
	}
	v, err := description()
	if err != nil {
		t.Fatal(err)
	}
	res := &http.Response{
		StatusCode: a.status, Header: http.Header{"Content-Type": {media}},
		Body: io.NopCloser(bytes.NewReader(a.body)), Request: described,
	}
	_, errs := v.ValidateHttpResponse(described, res)
	var out []string
	for _, e := range errs {
		out = append(out, e.Message+": "+e.Reason)
		for _, s := range e.SchemaValidationErrors {
			out = append(out, s.FieldPath+": "+s.Reason)
		}
	}
	return out
}

// TestTheCheckSeesWrongAnswers: answers that are wrong in one thing are seen to be wrong.
func TestTheCheckSeesWrongAnswers(t *testing.T) {
	s := newServer(t, nil)
	for _, c := range []struct{ name, path, old, new string }{
		{"a field too many", "/api/v1/stats", `"undated":`, `"surplus":1,"undated":`},
		{"a field renamed", "/api/v1/stats", `"undated":`, `"dateless":`},
		{"a text for a number", "/api/v1/stats", `"undated":2`, `"undated":"2"`},
		{"a fraction", "/api/v1/stats", `"undated":2`, `"undated":2.5`},
		{"a word that is not in the list", "/api/v1/neighbourhood?actor=usa", `"asserted"`, `"affirmed"`},
		{"a day that is none", "/api/v1/neighbourhood?actor=usa", `"2024-11-01"`, `"2024-11-31"`},
		{"a time that is none", "/api/v1/stats", `"2025-02-01T`, `"2025-02-01 `},
		{"null where it is not known to be", "/api/v1/sources/wire", `"summary":false`, `"summary":null`},
		{"an id of another form", "/api/v1/actors/usa", `"id":"usa"`, `"id":"USA"`},
		{"null for a list", "/api/v1/neighbourhood?actor=usa", `"avoid":[]`, `"avoid":null`},
		{"a problem without a code", "/api/v1/stats?x=1", `"code":`, `"kode":`},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := s.get(t, c.path)
			if !strings.Contains(string(a.body), c.old) {
				t.Fatalf("the answer has no %s: %s", c.old, a.body)
			}
			a.body = []byte(strings.Replace(string(a.body), c.old, c.new, 1))
			req, err := http.NewRequest(http.MethodGet, s.http.URL+c.path, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(violations(t, req, a)) == 0 {
				t.Errorf("%s for %s was not seen", c.new, c.old)
			}
		})
	}
	for _, status := range []int{201, 404, 418} {
		req, _ := http.NewRequest(http.MethodGet, s.http.URL+"/api/v1/stats", nil)
		a := s.get(t, "/api/v1/stats")
		a.status = status
		if len(violations(t, req, a)) == 0 {
			t.Errorf("status %d was not seen to be undescribed", status)
		}
	}
}

// answerPolicy tells the API's answers from the pages of the UI.
const answerPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// code is the code of a problem, empty for anything else.
func (a answer) code() string {
	var p struct {
		Code string `json:"code"`
	}
	if a.status >= 400 {
		_ = json.Unmarshal(a.body, &p)
	}
	return p.Code
}

// golden compares a body, indented, with a file of testdata/golden.
func golden(t *testing.T, name string, body []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", "  "); err != nil {
		t.Fatalf("%v\n%s", err, body)
	}
	b.WriteByte('\n')
	path := filepath.Join("testdata", "golden", name+".json")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s differs from its golden file (-want +got; -update rewrites it):\n%s", name, diff)
	}
}
