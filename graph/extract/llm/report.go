package llm

import (
	"errors"
	"sync"

	"liaison/graph/extract"
)

// Reason says why a claim of a model was dropped, or sentences were not asked about.
type Reason string

// Why claims were dropped.
const (
	BadShape    Reason = "shape"    // it lacks fields, or they have other types
	BadRelation Reason = "relation" // not of the ontology, or deprecated
	BadPolarity Reason = "polarity" // not of the closed list
	BadModality Reason = "modality" // not of the closed list
	TooMany     Reason = "too-many" // beyond the number that is looked at in one answer

	BadSentence      Reason = "sentence"          // no sentence has that number
	QuoteInvented    Reason = "quote-invented"    // nowhere in the text
	QuoteElsewhere   Reason = "quote-elsewhere"   // in the text, but not in the sentence named nor next to it
	QuoteShort       Reason = "quote-short"       // too few words to bear out anything
	QuoteLong        Reason = "quote-long"        // longer than a quote may be
	QuoteInstruction Reason = "quote-instruction" // of a paragraph that speaks to a model

	SubjectUnknown   Reason = "subject-unknown"   // no such number, or words that are no actor
	SubjectElsewhere Reason = "subject-elsewhere" // not meant in the quote, its sentence, or by words there
	ObjectUnknown    Reason = "object-unknown"
	ObjectElsewhere  Reason = "object-elsewhere"
	SameEnds         Reason = "same-ends" // subject and object are one actor
	BadKinds         Reason = "kinds"     // the relation does not fit the kinds of its ends

	DateInvented        Reason = "date-invented"        // the words for the date are not near the quote
	AttributionInvented Reason = "attribution-invented" // the words for who says so are not near the quote
	Repeated            Reason = "repeated"             // the same claim with the same evidence twice
)

// Why sentences were not asked about.
const (
	Instruction Reason = "instruction" // their paragraph speaks to a model
	Overlong    Reason = "overlong"    // too long to send
	BeyondLimit Reason = "limit"       // behind the parts that one text may have
	NoAnswer    Reason = "no-answer"   // the server gave none, or none that could be read
	OutOfTime   Reason = "time"        // the time for one text had passed
)

// Drop is a claim that was dropped, for a person to look into.
type Drop struct {
	Reason   Reason `json:"reason"`
	Sentence int    `json:"sentence"` // of the text, from 0; -1: none that exists
	Relation string `json:"relation"` // as the model gave it, cut to one short line
	Quote    string `json:"quote"`    // likewise
}

// Report tells what a model was asked about one text, and what became of its answers.
type Report struct {
	Model     string         `json:"model"`
	Sentences int            `json:"sentences"` // of the text
	Answered  int            `json:"answered"`  // of them, those that the model gave an answer about
	Unasked   map[Reason]int `json:"unasked"`   // the other sentences, by reason; with Answered they are all Sentences
	Chunks    int            `json:"chunks"`    // parts that were asked about
	Requests  int            `json:"requests"`  // made, all tries included
	Retries   int            `json:"retries"`   // after a failure on the way
	Repairs   int            `json:"repairs"`   // after an answer that did not fit the schema
	Claims    int            `json:"claims"`    // that the model gave
	Kept      int            `json:"kept"`      // of them
	Dropped   map[Reason]int `json:"dropped"`   // the others, by reason; with Kept they are all Claims
	Examples  []Drop         `json:"examples"`  // of dropped ones, the first 20
	Failures  []string       `json:"failures"`  // why parts have no answer, each once
	Prompt    int            `json:"prompt_tokens"`
	Reply     int            `json:"reply_tokens"` // as the server counts; 0: it does not tell
}

// mostExamples is how many dropped claims a report shows.
const mostExamples = 20

// drop counts a claim that is dropped.
func (r *Report) drop(c *Client, why Reason, sentence int, a *answer) {
	r.Dropped[why]++
	if len(r.Examples) < mostExamples {
		r.Examples = append(r.Examples, Drop{Reason: why, Sentence: sentence, Relation: c.presentable(string(a.Relation)), Quote: c.presentable(a.Quote)})
	}
}

// Rate is the share of the model's claims that were kept, 0 to 1; 0 if there are none.
func (r *Report) Rate() float64 {
	if r.Claims == 0 {
		return 0
	}
	return float64(r.Kept) / float64(r.Claims)
}

// tally counts what requests cost, from several goroutines.
type tally struct {
	mu                         sync.Mutex
	requests, retries, repairs int
	prompt, reply              int
	failed                     error // why asking is no use any more
}

// end notes a failure that other parts of the text would meet as well.
func (t *tally) end(err error) {
	var f *failure
	if errors.As(err, &f) && !f.local {
		t.mu.Lock()
		t.failed = f
		t.mu.Unlock()
	}
}

// ended is why asking is no use any more; nil: it is.
func (t *tally) ended() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.failed
}

func (t *tally) request() { t.add(&t.requests, 1) }
func (t *tally) retry()   { t.add(&t.retries, 1) }
func (t *tally) repair()  { t.add(&t.repairs, 1) }

func (t *tally) add(field *int, n int) {
	t.mu.Lock()
	*field += n
	t.mu.Unlock()
}

func (t *tally) tokens(got completion) {
	t.add(&t.prompt, got.prompt)
	t.add(&t.reply, got.reply)
}

// into writes the counts into a report.
func (t *tally) into(r *Report) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r.Requests, r.Retries, r.Repairs, r.Prompt, r.Reply = t.requests, t.retries, t.repairs, t.prompt, t.reply
}

func newReport(model string, sentences []extract.Sentence) Report {
	return Report{Model: model, Sentences: len(sentences), Unasked: map[Reason]int{}, Dropped: map[Reason]int{}}
}
