package llm

import (
	_ "embed"
	"encoding/json"
	"strings"

	"liaison/graph"
)

//go:embed data/instructions.txt
var instructionText string

// mostInEnum is how many relations a schema lists; beyond that servers refuse it, and the answer is only checked here.
const mostInEnum = 250

// codebook is what a model may choose from.
type codebook struct {
	relations []graph.Relation // a root, then what is below it
}

// newCodebook takes the relations of an ontology that are not deprecated, without those of single CAMEO codes: each of them lies below
// a type that is there, and they would treble the prompt.
func newCodebook(o *graph.Ontology, rootsOnly bool) codebook {
	var b codebook
	for _, root := range o.Roots() {
		for _, id := range below(o, root) {
			r, _ := o.Relation(id)
			if r.Deprecated || strings.HasPrefix(string(id), "cameo-") || rootsOnly && r.Parent != "" {
				continue
			}
			b.relations = append(b.relations, r)
		}
	}
	return b
}

// below lists a relation and those under it, each parent before its children.
func below(o *graph.Ontology, id graph.RelationID) []graph.RelationID {
	out := []graph.RelationID{id}
	for _, c := range o.Children(id) {
		out = append(out, below(o, c)...)
	}
	return out
}

// instructions is the system message: what to do, then the relations.
func (b codebook) instructions() string {
	var s strings.Builder
	s.WriteString(instructionText)
	for i := range b.relations {
		r := &b.relations[i]
		if r.Parent == "" {
			s.WriteString("\n")
		}
		s.WriteString(string(r.ID) + " | A " + oneLine(r.Label) + " B")
		if r.Symmetric {
			s.WriteString(" (either way round)")
		}
		s.WriteString(" | " + oneLine(r.Description) + "\n")
	}
	return s.String()
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// object is a JSON schema, or a part of one.
type object map[string]any

// schema is the JSON schema of an answer, in the part of the language that strict servers take: every field required, none besides.
func (b codebook) schema() (json.RawMessage, error) {
	relation := object{"type": "string"}
	if len(b.relations) <= mostInEnum {
		var ids []graph.RelationID
		for i := range b.relations {
			ids = append(ids, b.relations[i].ID)
		}
		relation["enum"] = ids
	}
	number := object{"type": []string{"integer", "null"}}
	words := object{"type": []string{"string", "null"}}
	fields := []string{"relation", "subject", "subject_words", "object", "object_words", "polarity", "modality", "attribution", "date_text", "sentence", "quote"}
	claim := object{
		"type": "object", "additionalProperties": false, "required": fields,
		"properties": object{
			"relation": relation, "subject": number, "subject_words": words, "object": number, "object_words": words,
			"polarity": object{"type": "string", "enum": graph.Polarities()}, "modality": object{"type": "string", "enum": graph.Modalities()},
			"attribution": words, "date_text": words, "sentence": object{"type": "integer"}, "quote": object{"type": "string"},
		},
	}
	return json.Marshal(object{
		"type": "object", "additionalProperties": false, "required": []string{"claims"},
		"properties": object{"claims": object{"type": "array", "items": claim}},
	})
}
