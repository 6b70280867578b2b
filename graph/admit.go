package graph

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Admission is what Admit decides about a batch.
type Admission struct {
	Receipts []Receipt // one for each record of the batch, in order
	Entries  []Entry   // what to record, in order, with sequences from Knowledge.Head on
}

// Admit judges the records of a batch one after the other, each against what is known and what was accepted before
// it: the rules of writing, the same for every store. It is called under the store's write lock, after Batch.Needs
// (which normalizes the records) and with what the store knows. The record time of an entry is the clock's, but
// always at least a microsecond after the one before. An error means that nothing can be recorded: a failed look-up,
// or a restore that does not fit.
func Admit(b Batch, k *Knowledge, now time.Time) (Admission, error) {
	a := &admission{known: k, now: now.UTC().Truncate(time.Microsecond), head: k.Head, restoring: b.Restore != nil}
	if a.restoring && len(b.Restore) != len(b.Records) {
		return Admission{}, Invalid("restore", "", "has %d stamps for %d records", len(b.Restore), len(b.Records))
	}
	a.denials = slices.ContainsFunc(b.Records, func(r Record) bool { c, ok := r.(*Claim); return ok && c.Polarity == Denied })
	a.out.Receipts = make([]Receipt, 0, len(b.Records))
	a.out.Entries = make([]Entry, 0, len(b.Records))
	for i, r := range b.Records {
		if a.restoring {
			a.stamp = b.Restore[i]
			if a.stamp.Sequence != a.head.Sequence+1 || a.head.Sequence > 0 && !a.stamp.Recorded.After(a.head.Recorded) {
				return Admission{}, Conflict("sequence", fmt.Sprint(a.stamp.Sequence), "cannot be restored after sequence %d: an export goes whole and in order into an empty store", a.head.Sequence)
			}
		}
		receipt, err := a.record(r)
		if err != nil {
			return Admission{}, err
		}
		if a.restoring && receipt.Status != Accepted {
			cause := receipt.Err
			if cause == nil {
				cause = fmt.Errorf("it repeats an earlier record")
			}
			return Admission{}, &Error{Code: CodeInvalid, Field: "sequence", Value: fmt.Sprint(a.stamp.Sequence), Message: fmt.Sprintf("record %d cannot be restored", a.stamp.Sequence), Err: cause}
		}
		a.out.Receipts = append(a.out.Receipts, receipt)
	}
	return a.out, nil
}

type admission struct {
	known     *Knowledge
	out       Admission
	now       time.Time
	head      AsOf
	restoring bool
	stamp     Stamp
	relayers  map[SourceID][]SourceID // who relays a source, made when first needed
	gone      map[ClaimID]bool        // withdrawn by this batch, for claims that are known by no more than their id
	denials   bool                    // the batch denies something, so asserted claims accepted on the way matter for disputes
}

// record judges one record. A refusal is a receipt, not an error.
func (a *admission) record(r Record) (Receipt, error) {
	if err := r.Validate(); err != nil {
		return rejected(err), nil
	}
	if c, ok := r.(*Claim); ok {
		return a.claim(c)
	}
	id := r.RecordID()
	if seq, known := a.known.Records[id]; known {
		return Receipt{Status: Known, ID: id, Sequence: seq}, nil
	}
	var (
		d   Derived
		err error
	)
	switch r := r.(type) {
	case *Actor:
		a.known.Actors[r.ID] = r.Kind
	case *Source:
		d, err = a.source(r)
	case *Relay:
		d, err = a.relay(r)
	case *Retraction:
		d, err = a.retraction(r)
	case *Judgement:
		err = a.judgement(r)
	case *Dispute:
		d, err = a.dispute(r)
	case *Evidence:
		return a.evidence(r)
	case *Proposal:
		return a.proposal(id, r)
	case *Review:
		err = a.review(r)
	default:
		err = Invalid("type", string(r.Type()), "is not a type of record")
	}
	if err != nil {
		return refusal(err)
	}
	receipt := a.accept(id, r, d)
	if s, ok := r.(*Source); ok && s.Text != "" && !a.restoring {
		if err := a.findCopies(s, d.Bands); err != nil {
			return Receipt{}, err
		}
	}
	return receipt, nil
}

// accept gives the record its place in known time.
func (a *admission) accept(id RecordID, r Record, d Derived) Receipt {
	recorded := a.next()
	a.head = AsOf{Sequence: a.head.Sequence + 1, Recorded: recorded}
	a.out.Entries = append(a.out.Entries, Entry{Sequence: a.head.Sequence, Recorded: recorded, ID: id, Record: r, Derived: d})
	if r.Type() != TypeClaim {
		a.known.Records[id] = a.head.Sequence
	}
	return Receipt{Status: Accepted, ID: id, Sequence: a.head.Sequence}
}

// next is the record time of the record that is accepted next.
func (a *admission) next() time.Time {
	if a.restoring {
		return a.stamp.Recorded
	}
	if next := a.head.Recorded.Add(time.Microsecond); a.head.Sequence > 0 && a.now.Before(next) {
		return next
	}
	return a.now
}

func rejected(err error) Receipt { return Receipt{Status: Rejected, Err: err} }

// refusal turns an error about the record into a receipt; any other error ends the batch.
func refusal(err error) (Receipt, error) {
	switch CodeOf(err) {
	case CodeInvalid, CodeNotFound, CodeConflict, CodeTooLarge:
		return rejected(err), nil
	}
	return Receipt{}, err
}

func (a *admission) retraction(r *Retraction) (Derived, error) {
	if r.Run != "" {
		ids := slices.DeleteFunc(sortedIDs(a.known.Runs[r.Run]), func(id ClaimID) bool { return !a.standing(id) })
		if len(ids) == 0 {
			return Derived{}, NotFound("run", r.Run, "no standing claim was made by the run %q", r.Run)
		}
		delete(a.known.Runs, r.Run)
		for _, id := range ids {
			a.withdraw(id)
		}
		return Derived{Withdraws: ids}, nil
	}
	c := a.known.Claims[r.Claim]
	if c == nil {
		return Derived{}, NotFound("claim", r.Claim.String(), "no claim %s is recorded", r.Claim)
	}
	if c.Withdrawn {
		return Derived{}, nil
	}
	a.withdraw(r.Claim)
	return Derived{Withdraws: []ClaimID{r.Claim}}, nil
}

// withdraw takes a claim out of what later records of the batch may contradict.
func (a *admission) withdraw(id ClaimID) {
	if c := a.known.Claims[id]; c != nil {
		c.Withdrawn = true
		return
	}
	if a.gone == nil {
		a.gone = map[ClaimID]bool{}
	}
	a.gone[id] = true
}

func (a *admission) standing(id ClaimID) bool {
	if c := a.known.Claims[id]; c != nil {
		return !c.Withdrawn
	}
	return !a.gone[id]
}

func (a *admission) judgement(j *Judgement) error {
	for _, f := range []struct {
		field string
		id    ActorID
	}{{"a", j.A}, {"b", j.B}} {
		if _, ok := a.known.Actors[f.id]; !ok {
			return unknownActor(f.field, f.id)
		}
	}
	if err := a.known.Verdicts.Check(j.A, j.B, j.Verdict); err != nil {
		return err
	}
	a.known.Verdicts.Set(j.A, j.B, j.Verdict)
	return nil
}

func (a *admission) dispute(d *Dispute) (Derived, error) {
	for _, side := range []struct {
		field string
		ids   []ClaimID
	}{{"side_a", d.SideA}, {"side_b", d.SideB}} {
		for _, id := range side.ids {
			if a.known.Claims[id] == nil {
				return Derived{}, NotFound(side.field, id.String(), "no claim %s is recorded", id)
			}
		}
	}
	return Derived{Disputes: d.Pairs()}, nil
}

func (a *admission) evidence(e *Evidence) (Receipt, error) {
	c := a.known.Claims[e.Claim]
	if c == nil {
		return rejected(NotFound("claim", e.Claim.String(), "no claim %s is recorded", e.Claim)), nil
	}
	quotes, err := a.verify(c.Claim.Source, e.Quotes)
	if err != nil {
		return refusal(err)
	}
	return a.addEvidence(e.Claim, c, quotes), nil
}

// addEvidence records those of the quotes that the claim lacks.
func (a *admission) addEvidence(id ClaimID, c *KnownClaim, quotes []Quote) Receipt {
	var lacking []Quote
	for _, q := range quotes {
		if !slices.Contains(c.Claim.Evidence, q) && !slices.Contains(c.Added, q) && !slices.Contains(lacking, q) {
			lacking = append(lacking, q)
		}
	}
	if len(lacking) == 0 {
		return Receipt{Status: Known, ID: id, Sequence: c.Sequence}
	}
	c.Added = append(slices.Clone(c.Added), lacking...)
	e := &Evidence{Claim: id, Quotes: lacking}
	receipt := a.accept(e.RecordID(), e, Derived{})
	if !a.restoring {
		receipt.Status, receipt.ID = Added, id
	}
	return receipt
}

// verify checks quotes against the held text of a source, byte by byte, and finds the place of those that name none.
func (a *admission) verify(id SourceID, quotes []Quote) ([]Quote, error) {
	if len(quotes) == 0 {
		return nil, nil
	}
	s := a.known.Sources[id]
	if s == nil { // nothing gets past the check because a store did not look
		return nil, fmt.Errorf("admit: source %s, whose quotes are to be checked, is missing from what the store knows", id)
	}
	if !s.Held {
		return quotes, nil
	}
	text, err := a.known.Text(id)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(quotes)
	for i, q := range out {
		if q.located() {
			if q.End > len(text) {
				return nil, Invalid("evidence.end", fmt.Sprint(q.End), "is past the end of the text of source %s, which has %d bytes", id, len(text))
			}
			if got := text[q.Start:q.End]; got != q.Text {
				return nil, Invalid("evidence.quote", q.Text, "is not what stands at bytes %d to %d of the text of source %s; there stands %q", q.Start, q.End, id, shorten(got))
			}
			continue
		}
		at := strings.Index(text, q.Text)
		if at < 0 {
			return nil, Invalid("evidence.quote", q.Text, "does not stand in the text of source %s", id)
		}
		if again := strings.Index(text[at+1:], q.Text); again >= 0 {
			return nil, Invalid("evidence.quote", q.Text, "stands more than once in the text of source %s (at bytes %d and %d); give start and end", id, at, at+1+again)
		}
		out[i].Start, out[i].End = at, at+len(q.Text)
	}
	return out, nil
}

func unknownActor(field string, id ActorID) error {
	return NotFound(field, string(id), "no actor %q is recorded; record the actor before what names it", id)
}
