package api_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"liaison/api"
	"liaison/graph"
)

// operation is what openapi.yaml says about one method of an address, as far as these tests look at it.
type operation struct {
	OperationID string `json:"operationId"`
	Parameters  []struct {
		Ref      string `json:"$ref"`
		Name, In string
	} `json:"parameters"`
	Security  []map[string][]string `json:"security"`
	Responses map[string]any        `json:"responses"`
}

type described struct {
	OpenAPI    string                          `json:"openapi"`
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Parameters map[string]struct{ Name, In string } `json:"parameters"`
		Schemas    map[string]struct {
			Enum       []any          `json:"enum"`
			Properties map[string]any `json:"properties"`
		} `json:"schemas"`
	} `json:"components"`
}

func (s *server) described(t *testing.T) described {
	t.Helper()
	var d described
	if err := json.Unmarshal(s.get(t, "/openapi.json").body, &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestDocument: the document is a valid one, and what is served is what is in the repository.
func TestDocument(t *testing.T) {
	v, err := description()
	if err != nil {
		t.Fatal(err)
	}
	if ok, errs := v.ValidateDocument(); !ok {
		for _, e := range errs {
			t.Errorf("%s: %s", e.Message, e.Reason)
		}
	}
	b, err := os.ReadFile("openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var want, got any
	asJSON, err := yaml.YAMLToJSON(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(asJSON, &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(newServer(t, nil).get(t, "/openapi.json").body, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("/openapi.json is not openapi.yaml (-want +got):\n%s", diff)
	}
}

// TestRoutesAreDescribed: openapi.yaml lists exactly the routes that are served, with a role where one is needed.
func TestRoutesAreDescribed(t *testing.T) {
	s := newServer(t, nil)
	d := s.described(t)
	var want, got []string
	for path, methods := range d.Paths {
		for method, op := range methods {
			open := len(op.Security) == 1 && len(op.Security[0]) == 0
			want = append(want, method+" "+path+map[bool]string{true: " open"}[open])
			if op.OperationID == "" {
				t.Errorf("%s %s has no operationId", method, path)
			}
		}
	}
	for _, r := range s.api.Routes() {
		method := map[string]string{"GET": "get", "POST": "post"}[r.Method]
		got = append(got, method+" "+r.Path+map[bool]string{true: " open"}[r.Role == api.Anyone])
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("routes (-described +served):\n%s", diff)
	}
}

// TestParametersAreDescribed: what a call takes is what openapi.yaml says that it takes.
func TestParametersAreDescribed(t *testing.T) {
	s := newServer(t, nil)
	d := s.described(t)
	for path, methods := range d.Paths {
		op, ok := methods["get"]
		if !ok {
			continue
		}
		want := []string{}
		for _, p := range op.Parameters {
			name, in := p.Name, p.In
			if p.Ref != "" {
				shared := d.Components.Parameters[p.Ref[len("#/components/parameters/"):]]
				name, in = shared.Name, shared.In
			}
			if in == "query" {
				want = append(want, name)
			}
		}
		slices.Sort(want)
		// A parameter that does not exist is answered with those that do.
		fill, _, _ := strings.Cut(s.fill(path), "?")
		got := []string{}
		allowed, _ := s.get(t, fill+"?no.such=1").decode(t)["allowed"].([]any)
		for _, name := range allowed {
			got = append(got, name.(string))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-described +taken):\n%s", path, diff)
		}
		if path == "/api/v1/neighbourhood" {
			body := []string{}
			for name := range d.Components.Schemas["NeighbourhoodRequest"].Properties {
				body = append(body, name)
			}
			slices.Sort(body)
			if diff := cmp.Diff(want, body); diff != "" {
				t.Errorf("the same as JSON (-address +body):\n%s", diff)
			}
		}
	}
}

// TestClosedListsAreDescribed: the words of openapi.yaml are the words of the domain.
func TestClosedListsAreDescribed(t *testing.T) {
	d := newServer(t, nil).described(t)
	for name, want := range map[string][]string{
		"ActorKind":        texts(graph.Kinds()),
		"Polarity":         texts(graph.Polarities()),
		"Modality":         texts(graph.Modalities()),
		"Basis":            texts(graph.Bases()),
		"Rank":             texts(graph.Ranks()),
		"Direction":        texts([]graph.Direction{graph.Out, graph.In, graph.Both}),
		"Certainty":        texts([]graph.Certainty{graph.Possible, graph.Certain}),
		"Decision":         texts(graph.Decisions()),
		"ProposalState":    texts(graph.States()),
		"Verdict":          texts([]graph.Verdict{graph.Same, graph.Different, graph.Unsure}),
		"TruncationReason": texts([]graph.Reason{graph.ByTime, graph.ByBudget, graph.ByFrontier, graph.ByLimit}),
	} {
		var got []string
		for _, v := range d.Components.Schemas[name].Enum {
			got = append(got, v.(string))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-domain +described):\n%s", name, diff)
		}
	}
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, v := range list {
		out = append(out, string(v))
	}
	return out
}

// TestRelations: the ontology, parents first, with what children have from their parents.
func TestRelations(t *testing.T) {
	golden(t, "relations", newServer(t, nil).get(t, "/api/v1/relations").body)
}
