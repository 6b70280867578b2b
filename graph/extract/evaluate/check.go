package evaluate

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Check finds what is wrong in our own gold beyond what Read refuses: words that the text does not have, dates without
// words, actors without names, actors on both sides of a claim that is not reciprocal, ids given twice. Documents of other
// formats are not looked at: they are what they are.
func Check(docs []Document) []*GoldError {
	var out []*GoldError
	seen := map[string]string{}
	for i := range docs {
		d := &docs[i]
		if !d.own() {
			continue
		}
		bad := func(field string, err error) {
			out = append(out, &GoldError{File: d.File, Line: d.Line, Field: field, Err: err})
		}
		place := fmt.Sprintf("%s, line %d", d.File, d.Line)
		if first, twice := seen[d.ID]; twice {
			bad("id", fmt.Errorf("%q is given before, in %s", d.ID, first))
		}
		seen[d.ID] = place
		if !utf8.ValidString(d.Text.Body) {
			bad("text", errors.New("is not valid UTF-8"))
		}
		d.checkActors(bad)
		for j := range d.Events {
			d.checkEvent(fmt.Sprintf("events[%d].", j), &d.Events[j], bad)
		}
	}
	return out
}

// own says whether a document is of our own format, in which everything is checked.
func (d *Document) own() bool { return strings.HasPrefix(d.ID, "own:") }

func (d *Document) checkActors(bad func(field string, err error)) {
	for i := range d.Actors {
		a := &d.Actors[i]
		field := fmt.Sprintf("actors[%d].", i)
		if len(a.Names) == 0 {
			bad(field+"names", errors.New("are missing"))
			continue
		}
		for _, name := range a.Names[1:] { // the first may be the usual one, where the text has an adjective only
			if !strings.Contains(d.Text.Body, name) {
				bad(field+"names", fmt.Errorf("%q is not in the text", name))
			}
		}
	}
}

func (d *Document) checkEvent(at string, e *Event, bad func(field string, err error)) {
	verbatim := func(field, words string) {
		if words != "" && !strings.Contains(d.Text.Body, words) {
			bad(at+field, fmt.Errorf("%q is not in the text", words))
		}
	}
	if len(e.Quotes) == 0 {
		bad(at+"quote", errors.New("is missing"))
	}
	for _, q := range e.Quotes {
		verbatim("quote", q)
	}
	verbatim("when_text", e.WhenText)
	verbatim("attribution", e.Attribution)
	if !e.When.IsZero() && e.WhenText == "" {
		bad(at+"when_text", fmt.Errorf("is missing, but the date is %s", e.When))
	}
	for _, key := range e.Third {
		if _, ok := d.actor(key); !ok {
			bad(at+"third", fmt.Errorf("%q is not among the actors of the text", key))
		}
	}
	if _, ok := d.actor(e.Place); !ok {
		verbatim("place", e.Place)
	}
	for i := range e.Codings {
		c := &e.Codings[i]
		for _, end := range []struct {
			field string
			party *Party
		}{{"source", c.Source}, {"target", c.Target}} {
			if end.party == nil {
				continue
			}
			for _, words := range end.party.Words {
				verbatim(end.field, words)
			}
			if i == 0 && len(end.party.Words) == 0 {
				bad(at+end.field+".text", errors.New("is missing"))
			}
		}
		switch {
		case c.Source == nil && c.Target == nil:
			bad(at+"source", errors.New("and target are both null"))
		case c.Source != nil && c.Target != nil && c.Source.Actor == c.Target.Actor && !c.Reciprocal:
			bad(at+"target", fmt.Errorf("is the source, %s, as well", c.Source.Actor.Key))
		}
	}
}
