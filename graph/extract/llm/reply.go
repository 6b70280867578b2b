package llm

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"liaison/graph"
)

// answer is a claim as a model gives it.
type answer struct {
	Relation     graph.RelationID `json:"relation"`
	Subject      *int             `json:"subject"`
	SubjectWords *string          `json:"subject_words"`
	Object       *int             `json:"object"`
	ObjectWords  *string          `json:"object_words"`
	Polarity     graph.Polarity   `json:"polarity"`
	Modality     graph.Modality   `json:"modality"`
	Attribution  *string          `json:"attribution"`
	DateText     *string          `json:"date_text"`
	Sentence     int              `json:"sentence"`
	Quote        string           `json:"quote"`
}

// item is a claim of an answer with what is wrong with it before the text is looked at.
type item struct {
	answer
	reason Reason // empty: it fits the schema
}

// mostClaims is how many claims of one part of a text are looked at.
const mostClaims = 200

// read takes an answer apart. Misfit says why it does not fit the schema, in words for the model; empty: it fits. Items are what of it
// could be read.
func (c *Client) read(content string) (items []item, misfit string) {
	raw, err := findClaims(content)
	if err != nil {
		return nil, err.Error()
	}
	var wrong []string
	for i, one := range raw {
		it, what := c.readItem(one)
		items = append(items, it)
		if what != "" && len(wrong) < 5 {
			wrong = append(wrong, fmt.Sprintf("claim %d: %s", i+1, what))
		}
	}
	return items, strings.Join(wrong, "; ")
}

func (c *Client) readItem(raw json.RawMessage) (item, string) {
	var it item
	if err := json.Unmarshal(raw, &it.answer); err != nil {
		it.reason = BadShape
		var t *json.UnmarshalTypeError
		if errors.As(err, &t) && t.Field != "" {
			return it, fmt.Sprintf("%s has the wrong type, %s", t.Field, t.Value)
		}
		return it, "it is no object with the fields of a claim"
	}
	rel, known := c.o.Ontology.Relation(it.Relation)
	switch {
	case strings.TrimSpace(it.Quote) == "":
		it.reason = BadShape
		return it, "quote is missing"
	case !known || rel.Deprecated:
		it.reason = BadRelation
		return it, fmt.Sprintf("relation %q is not in the codebook", clip(string(it.Relation), 64))
	case !slices.Contains(graph.Polarities(), it.Polarity):
		it.reason = BadPolarity
		return it, fmt.Sprintf("polarity %q is not one of %q", clip(string(it.Polarity), 32), graph.Polarities())
	case !slices.Contains(graph.Modalities(), it.Modality):
		it.reason = BadModality
		return it, fmt.Sprintf("modality %q is not one of %q", clip(string(it.Modality), 32), graph.Modalities())
	}
	return it, ""
}

func clip(s string, most int) string { return strings.ToValidUTF8(s[:min(len(s), most)], "") }

var (
	errNoJSON   = errors.New(`the answer has no JSON object with the field "claims"`)
	errNoClaims = errors.New(`"claims" is not an array`)
)

// findClaims finds the last JSON object with claims in an answer: the whole of it, or within a code fence or prose, as models that
// were not held to a schema write. The last, because some think aloud first.
func findClaims(content string) ([]json.RawMessage, error) {
	const mostTries = 40 // places that may begin the object; each costs at most one walk over the answer
	var found []json.RawMessage
	err := errNoJSON
	for at, tries := 0, 0; tries < mostTries; tries++ {
		i := strings.IndexByte(content[at:], '{')
		if i < 0 {
			break
		}
		at += i
		list, length, e := claimsAt(content[at:])
		if e == nil {
			found, err = list, nil
		} else if err == errNoJSON {
			err = e
		}
		at += max(1, length)
	}
	return found, err
}

// claimsAt reads the object that a text begins with; length is that of the object, 0 if it is none.
func claimsAt(text string) (list []json.RawMessage, length int, err error) {
	dec := json.NewDecoder(strings.NewReader(text))
	var o map[string]json.RawMessage
	if err := dec.Decode(&o); err != nil {
		return nil, 0, errNoJSON
	}
	length = int(dec.InputOffset())
	raw, ok := o["claims"]
	if !ok {
		return nil, length, errNoJSON
	}
	if err := json.Unmarshal(raw, &list); err != nil || list == nil {
		return nil, length, errNoClaims
	}
	return list, length, nil
}
