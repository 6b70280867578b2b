package ontology

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"liaison/graph"
)

// Context is one of PLOVER's contexts: the field of life an event belongs to.
type Context struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

// Sector is one of PLOVER's actor sectors, used by POLECAT, ICEWS and Phoenix.
type Sector struct {
	Code string `json:"code"` // three capitals: GOV, MIL, REB
	// Kind is the kind of actor that a sector mostly stands for; empty where it
	// tells nothing.
	Kind        graph.Kind `json:"kind,omitempty"`
	Description string     `json:"description"`
}

// Contexts returns the contexts, in PLOVER's order. The caller owns the slice.
func Contexts() []Context { return slices.Clone(contexts()) }

// Sectors returns the sectors, the frequent ones first. The caller owns the slice.
func Sectors() []Sector { return slices.Clone(sectors()) }

// QuadName returns the name of a quad class, 1 to 4, and "" for any other number.
func QuadName(quad int) string {
	names := [...]string{"", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}
	if quad < 0 || quad >= len(names) {
		return ""
	}
	return names[quad]
}

var (
	contexts = sync.OnceValue(func() []Context { return mustRead[Context]("contexts.ndjson") })
	sectors  = sync.OnceValue(func() []Sector { return mustRead[Sector]("sectors.ndjson") })
)

// mustRead parses a built-in file, which tests have read before; a failure is
// ours and no caller could handle it.
func mustRead[T any](name string) []T {
	raw, err := data.ReadFile("data/" + name)
	if err != nil {
		panic(err)
	}
	var list []T
	for i, line := range bytes.Split(bytes.TrimSpace(raw), []byte("\n")) {
		var v T
		if err := json.Unmarshal(line, &v); err != nil {
			panic(fmt.Sprintf("%s, line %d: %v", name, i+1, err))
		}
		list = append(list, v)
	}
	return list
}

func contextNames() string {
	var names []string
	for _, c := range contexts() {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}
