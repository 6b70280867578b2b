package extract

import (
	"liaison/graph"
	"liaison/graph/extract/grammar"
)

// party is an actor at a place of the text, as an end of an event.
type party struct {
	mention Mention
	actor   graph.Actor    // known or proposed; its ID is empty where the words may mean several
	group   *grammar.Group // nil where the words are no group of their own
	token   int            // of the sentence
	owner   bool           // not named itself: something of it is ("the tanker of Iran", "Iran's positions")
	place   bool           // a place, which acts only by those who govern it
	generic bool           // "rebels", "officials": nobody in particular
}

// same says whether two parties are one actor.
func (p party) same(q party) bool {
	return p.actor.ID != "" && p.actor.ID == q.actor.ID
}

// kin says whether two parties are one actor, or one belongs to the country that the other is.
func (p party) kin(q party) bool {
	return p.same(q) || p.actor.Country != "" && p.actor.Country == q.actor.Country
}

// event is what one verb or noun tells: one claim for each source and each target.
type event struct {
	relation  graph.RelationID
	sources   []party
	targets   []party
	third     []party
	modality  graph.Modality
	polarity  graph.Polarity
	symmetric bool
	people    graph.RelationID // the relation where people without arms do it
	passive   bool             // told from the side of the target
	clause    *grammar.Clause  // nil: of a group outside any clause
	trigger   int              // token of the verb or noun
	noun      *grammar.Group   // of a nominal event
	teller    []party          // who alleges or denies it, where an operator tells
	when      *grammar.Clause  // where its date stands, if not in clause: of what an accusation or a denial tells
	deed      *grammar.Clause  // where a clause that the trigger governs tells what is done: its time is the event's; else nil
	until     int              // byte up to which a clause governed by the trigger tells it; 0: none
	answers   bool             // without a target: it answers who did something to the source before
	about     *grammar.Group   // the noun that stands for the target: "the charge"; nil: the verb's object, if any
	told      bool             // teller is set by an operator
	tellers   *grammar.Group   // the words for the teller
	hedged    bool             // something in the words leaves it open
	rules     []string
	features  []string
}

// clone copies an event, so that what is made of it leaves it alone.
func (e *event) clone() *event {
	c := *e
	c.rules = append([]string(nil), e.rules...)
	c.features = append([]string(nil), e.features...)
	return &c
}

func (e *event) rule(id string) *event {
	e.rules = append(e.rules, id)
	return e
}

func (e *event) feature(name string) *event {
	for _, f := range e.features {
		if f == name {
			return e
		}
	}
	e.features = append(e.features, name)
	return e
}

func (e *event) has(feature string) bool {
	for _, f := range e.features {
		if f == feature {
			return true
		}
	}
	return false
}

// deny turns the polarity round.
func (e *event) deny() {
	if e.polarity == graph.Denied {
		e.polarity = graph.Asserted
	} else {
		e.polarity = graph.Denied
	}
}
