package evaluate

import (
	"encoding/json"
	"math"
)

// Counts are what precision and recall are made of.
type Counts struct {
	Claims   int // core gold claims
	Found    int // of these, the ones with a proposal
	Proposed int // proposals, but for Extra
	Good     int // of these, the ones paired with a core claim; less than Found where one proposal tells two claims
	Extra    int // proposals paired with a claim that may be left out: they count nowhere else
}

// Precision is Good / Proposed, from 0 to 1; 0 if nothing was proposed.
func (c Counts) Precision() float64 { return share(c.Good, c.Proposed) }

// GenerousPrecision counts extras as proposed and good.
func (c Counts) GenerousPrecision() float64 { return share(c.Good+c.Extra, c.Proposed+c.Extra) }

// Recall is Found / Claims, from 0 to 1; 0 if there are no claims.
func (c Counts) Recall() float64 { return share(c.Found, c.Claims) }

// F1 is the harmonic mean of precision and recall.
func (c Counts) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (c *Counts) add(o Counts) {
	c.Claims += o.Claims
	c.Found += o.Found
	c.Proposed += o.Proposed
	c.Good += o.Good
	c.Extra += o.Extra
}

// MarshalJSON writes the counts and what follows from them, to four places.
func (c Counts) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Claims    int     `json:"claims"`
		Found     int     `json:"found"`
		Proposed  int     `json:"proposed"`
		Good      int     `json:"good"`
		Extra     int     `json:"extra"`
		Precision float64 `json:"precision"`
		Recall    float64 `json:"recall"`
		F1        float64 `json:"f1"`
	}{c.Claims, c.Found, c.Proposed, c.Good, c.Extra, places(c.Precision()), places(c.Recall()), places(c.F1())})
}

// Share is a part of a whole.
type Share struct {
	Right int
	Of    int
}

// Rate is Right / Of, from 0 to 1; 0 of nothing.
func (s Share) Rate() float64 { return share(s.Right, s.Of) }

func (s *Share) count(right bool) {
	s.Of++
	if right {
		s.Right++
	}
}

func (s *Share) add(o Share) {
	s.Right += o.Right
	s.Of += o.Of
}

// MarshalJSON writes the counts and the rate, to four places.
func (s Share) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Right int     `json:"right"`
		Of    int     `json:"of"`
		Rate  float64 `json:"rate"`
	}{s.Right, s.Of, places(s.Rate())})
}

// Said counts what only some claims have: a date, an attribution.
type Said struct {
	Claims   int `json:"claims"`   // found claims that have one
	Right    int `json:"right"`    // the proposal has the same
	Wrong    int `json:"wrong"`    // the proposal has another
	Missing  int `json:"missing"`  // the proposal has none
	Invented int `json:"invented"` // the proposal has one and the claim has none
	All      int `json:"all"`      // core gold claims that have one, found or not
}

// Exact is the share of found claims with one whose proposal has the same.
func (s Said) Exact() float64 { return share(s.Right, s.Claims) }

// Precision is the share of what was proposed, where the claim was found, that is right.
func (s Said) Precision() float64 { return share(s.Right, s.Right+s.Wrong+s.Invented) }

// Recall is the share of all that gold has, found or not.
func (s Said) Recall() float64 { return share(s.Right, s.All) }

func (s *Said) count(gold, proposed, same bool) {
	if gold {
		s.Claims++
	}
	switch {
	case gold && !proposed:
		s.Missing++
	case !gold && proposed:
		s.Invented++
	case gold && same:
		s.Right++
	case gold:
		s.Wrong++
	}
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func places(f float64) float64 { return math.Round(f*10000) / 10000 }
