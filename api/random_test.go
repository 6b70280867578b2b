package api_test

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// values are what parameters are given at random: good ones, bad ones, hostile ones.
var values = []string{
	"usa", "turkey", "syria-new", "isis", "nobody", "wire", "daily", "meet", "COOPERATE", "share-intelligence", "shoot", "out", "in", "both",
	"possible", "certain", "asserted", "denied", "actual", "planned", "state", "agency", "robot", "recent", "strong", "corroborated", "true", "false",
	"0", "1", "2", "3", "5", "25", "26", "100", "1000", "1001", "-1", "1e9", "99999999999999999999", "0x10", "+1", " 1", "١",
	"2025-01-19", "2024-12-08", "2025-02-30", "2025-01", "../2025", "2025-02-01T09:00:12Z", "0001-01-01", "9999-12-31", "10000-01-01",
	"run-1", "ankara-talks", "met", "syrian offic", "türk", "الولايات", "😀", "\u202e", "\x00", "\xff", "%", "'; DROP TABLE claim;--", `" OR ""="`,
	"MATCH (n) DETACH DELETE n", "NEAR(a b)", "a*", "../../etc/passwd", "<script>alert(1)</script>", "${jndi:ldap://x}", "", strings.Repeat("x", 300),
}

// TestRandomRequests: whatever is asked, the answer is what openapi.yaml says, and never a fault of ours.
func TestRandomRequests(t *testing.T) {
	n := 3000
	if testing.Short() {
		n = 300
	}
	randomRequests(t, newServer(t, nil), n, func(string, answer) {})
}

// randomRequests asks n questions, and shows each with its answer.
func randomRequests(t *testing.T, s *server, n int, show func(path string, a answer)) {
	d := s.described(t)
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(list []string) string { return list[random.IntN(len(list))] }
	var paths []string
	names := map[string][]string{}
	for path, methods := range d.Paths {
		if op, ok := methods["get"]; ok && strings.HasPrefix(path, "/api/") {
			paths = append(paths, path)
			for _, p := range op.Parameters {
				if p.Ref != "" {
					p.Name = d.Components.Parameters[p.Ref[len("#/components/parameters/"):]].Name
				}
				names[path] = append(names[path], p.Name)
			}
		}
	}
	slices.Sort(paths)
	ids := append([]string{s.claims["meet"].String(), s.claims["wrong"].String()}, values...)
	cursors := []string{"AQ"}
	statuses := map[int]int{}
	for i := range n {
		path := pick(paths)
		filled := path
		for strings.Contains(filled, "{") {
			from, to := strings.Index(filled, "{"), strings.Index(filled, "}")
			filled = filled[:from] + url.PathEscape(pick(ids)) + filled[to+1:]
		}
		query := url.Values{}
		for range random.IntN(5) {
			if len(names[path]) > 0 {
				name := pick(names[path])
				value := pick(values)
				if name == "cursor" {
					value = pick(cursors)
				}
				query.Add(name, value)
			}
		}
		if strings.HasSuffix(path, "/neighbourhood") && random.IntN(10) > 0 {
			query.Set("actor", pick([]string{"usa", "turkey", "syria-new"}))
		}
		query.Del("min_sequence") // it would only wait
		a := s.get(t, filled+"?"+query.Encode())
		show(filled+"?"+query.Encode(), a)
		statuses[a.status]++
		if a.status >= 500 {
			t.Errorf("request %d, %s?%s: got %d: %s", i, filled, query.Encode(), a.status, a.body)
		}
		if a.status == http.StatusOK && len(cursors) < 200 {
			if cursor, ok := a.decode(t)["cursor"].(string); ok {
				cursors = append(cursors, cursor)
			}
		}
	}
	if statuses[200] < n/10 || statuses[400] < n/10 || statuses[404] == 0 {
		t.Errorf("the requests are not varied enough: %v", statuses)
	}
}

// FuzzQuery: no query string makes the server fail.
func FuzzQuery(f *testing.F) {
	s := newServer(f, nil)
	for _, seed := range []string{"actor=usa", "actor=usa&depth=3&among=true", "actor=%00", "a=b;c", "actor=usa&cursor=AQAAAAAAAAAAAAA", "=&==&&", "known_at=2025-02-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, query string) {
		if strings.Contains(query, "min_sequence") {
			return // it may wait
		}
		req := httptest.NewRequest(http.MethodGet, "http://localhost/api/v1/neighbourhood", nil)
		req.URL.RawQuery = query
		w := httptest.NewRecorder()
		s.api.ServeHTTP(w, req)
		if w.Code >= 500 {
			t.Errorf("%q: got %d: %s", query, w.Code, w.Body)
		}
	})
}

// FuzzQuestion: no body makes the server fail.
func FuzzQuestion(f *testing.F) {
	s := newServer(f, nil)
	for _, seed := range []string{`{"actor":["usa"]}`, `{"actor":["usa"],"depth":2,"among":true}`, `{`, `[]`, `{"actor":[[[]]]}`, `{"actor":["usa"],"limit":1e400}`, `{"\u0000":1}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		if strings.Contains(string(body), "sequence") {
			return
		}
		req := httptest.NewRequest(http.MethodPost, "http://localhost/api/v1/neighbourhood", strings.NewReader(string(body)))
		req.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		s.api.ServeHTTP(w, req)
		if w.Code >= 500 {
			t.Errorf("%q: got %d: %s", body, w.Code, w.Body)
		}
	})
}
