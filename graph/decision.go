package graph

import (
	"bytes"
	"fmt"
	"slices"
	"time"
)

// Retraction withdraws a claim, or all claims so far of a run. It is final.
type Retraction struct {
	Claim  ClaimID `json:"claim,omitzero"`
	Run    string  `json:"run,omitempty"`
	Reason string  `json:"reason"`
	By     string  `json:"by"`
	At     string  `json:"at,omitempty"` // when it was decided: RFC 3339, or a day
}

// Type is TypeRetraction.
func (r *Retraction) Type() RecordType { return TypeRetraction }

// Normalize trims the texts.
func (r *Retraction) Normalize() {
	r.Run, r.Reason, r.By, r.At = clean(r.Run), clean(r.Reason), clean(r.By), clean(r.At)
}

// Validate checks that it names one claim or one run, with reason and author.
func (r *Retraction) Validate() error {
	if r.Claim.IsZero() == (r.Run == "") {
		return Invalid("claim", "", "a retraction names either a claim or a run")
	}
	if err := checkLine("run", r.Run, MaxName); err != nil {
		return err
	}
	return checkDecision(r.Reason, r.By, r.At, true)
}

// RecordID hashes all fields.
func (r *Retraction) RecordID() RecordID {
	h := newHasher("liaison/retraction/1")
	h.id(r.Claim)
	for _, f := range []string{r.Run, r.Reason, r.By, r.At} {
		h.text(f)
	}
	return h.sum()
}

// Verdict says whether two actors are one.
type Verdict string

// The verdicts; only Same joins.
const (
	Same      Verdict = "same"
	Different Verdict = "different"
	Unsure    Verdict = "unsure"
)

// Judgement is somebody's word on whether two actors are the same. For each unordered pair the newest one holds.
type Judgement struct {
	A       ActorID `json:"a"`
	B       ActorID `json:"b"`
	Verdict Verdict `json:"verdict"`
	Reason  string  `json:"reason,omitempty"`
	By      string  `json:"by"`
	At      string  `json:"at,omitempty"`
}

// Type is TypeJudgement.
func (j *Judgement) Type() RecordType { return TypeJudgement }

// Normalize puts the pair in order (a < b) and trims the texts.
func (j *Judgement) Normalize() {
	if j.A > j.B {
		j.A, j.B = j.B, j.A
	}
	j.Reason, j.By, j.At = clean(j.Reason), clean(j.By), clean(j.At)
}

// Validate checks the fields.
func (j *Judgement) Validate() error {
	if err := checkID("a", string(j.A)); err != nil {
		return err
	}
	if err := checkID("b", string(j.B)); err != nil {
		return err
	}
	if j.A == j.B {
		return Invalid("b", string(j.B), "a and b are both %q; a judgement is about two actors", j.A)
	}
	if err := oneOf("verdict", j.Verdict, []Verdict{Same, Different, Unsure}); err != nil {
		return err
	}
	return checkDecision(j.Reason, j.By, j.At, false)
}

// RecordID hashes all fields.
func (j *Judgement) RecordID() RecordID {
	h := newHasher("liaison/judgement/1")
	for _, f := range []string{string(j.A), string(j.B), string(j.Verdict), j.Reason, j.By, j.At} {
		h.text(f)
	}
	return h.sum()
}

// Compatible is the kind of a dispute record that clears a dispute.
const Compatible = "compatible"

// Dispute is somebody's word that claims contradict each other, or, with kind "compatible", that they do not.
type Dispute struct {
	Topic  string    `json:"topic"`
	Kind   string    `json:"kind"` // polarity, date, actor, status, motive, ... or compatible
	SideA  []ClaimID `json:"side_a"`
	SideB  []ClaimID `json:"side_b"` // may be empty: then the claims of side_a are disputed by themselves
	Reason string    `json:"reason,omitempty"`
	By     string    `json:"by"`
	At     string    `json:"at,omitempty"`
}

// Type is TypeDispute.
func (d *Dispute) Type() RecordType { return TypeDispute }

// Normalize sorts each side and trims the texts.
func (d *Dispute) Normalize() {
	d.SideA, d.SideB = sortedIDs(d.SideA), sortedIDs(d.SideB)
	d.Topic, d.Kind, d.Reason, d.By, d.At = clean(d.Topic), clean(d.Kind), clean(d.Reason), clean(d.By), clean(d.At)
}

// Validate checks the fields.
func (d *Dispute) Validate() error {
	if d.Kind == "" {
		return Invalid("kind", "", "is missing; say what is disputed (polarity, date, actor, status, motive, ...) or %q", Compatible)
	}
	for _, f := range []struct{ name, value string }{{"kind", d.Kind}, {"topic", d.Topic}} {
		if err := checkLine(f.name, f.value, MaxName); err != nil {
			return err
		}
	}
	if len(d.SideA) == 0 {
		return Invalid("side_a", "", "is empty; a dispute needs at least one claim on side_a")
	}
	if err := tooMany("side_a", len(d.SideA)); err != nil {
		return err
	}
	if err := tooMany("side_b", len(d.SideB)); err != nil {
		return err
	}
	for _, id := range d.SideB {
		if slices.Contains(d.SideA, id) {
			return Invalid("side_b", id.String(), "claim %s is on both sides", id)
		}
	}
	return checkDecision(d.Reason, d.By, d.At, false)
}

// RecordID hashes all fields.
func (d *Dispute) RecordID() RecordID {
	h := newHasher("liaison/dispute/1")
	for _, f := range []string{d.Topic, d.Kind, d.Reason, d.By, d.At} {
		h.text(f)
	}
	for _, side := range [][]ClaimID{d.SideA, d.SideB} {
		h.number(len(side))
		for _, id := range side {
			h.id(id)
		}
	}
	return h.sum()
}

// Pairs lists the pairs of claims that the dispute is about.
func (d *Dispute) Pairs() []DisputePair {
	open := d.Kind != Compatible
	var out []DisputePair
	for _, a := range d.SideA {
		if len(d.SideB) == 0 {
			out = append(out, DisputePair{A: a, B: a, Open: open})
		}
		for _, b := range d.SideB {
			out = append(out, pairOf(a, b, "", open))
		}
	}
	return out
}

func pairOf(a, b ClaimID, rule string, open bool) DisputePair {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	return DisputePair{A: a, B: b, Rule: rule, Open: open}
}

func sortedIDs(ids []ClaimID) []ClaimID {
	out := slices.Clone(ids)
	slices.SortFunc(out, func(a, b ClaimID) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(out)
}

// checkDecision checks what every decision of a person has: a reason, an author, a time.
func checkDecision(reason, by, at string, needsReason bool) error {
	if by == "" {
		return Invalid("by", "", "is missing; say who decided this")
	}
	if err := checkLine("by", by, MaxName); err != nil {
		return err
	}
	if reason == "" && needsReason {
		return Invalid("reason", "", "is missing; say why")
	}
	if err := checkProse("reason", reason, MaxLong); err != nil {
		return err
	}
	if at == "" {
		return nil
	}
	if _, err := time.Parse(time.RFC3339, at); err == nil {
		return nil
	}
	if _, err := ParseDay(at); err != nil {
		return Invalid("at", at, "%s is neither an RFC 3339 time nor a day such as 2025-01-31", fmt.Sprintf("%q", shorten(at)))
	}
	return nil
}
