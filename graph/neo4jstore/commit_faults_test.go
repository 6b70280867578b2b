package neo4jstore_test

import (
	"fmt"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/neo4jstore/neo4jtest"
)

// outcome is what a write that failed had left in the database.
type outcome string

const (
	nothing outcome = "nothing"
	hidden  outcome = "records that are not shown yet"
	shown   outcome = "records"
)

// trial is one fault in the middle of a write. Arm sets it up on the line.
type trial struct {
	name string
	arm  func(*neo4jtest.Line)
}

// commitTrials cut the writing of a batch at many places. A batch takes as many bytes as sent to the server, and its
// answers as many as came. Two transactions end with a commit: that of the records, and that which shows them.
func commitTrials(sent, came int) []trial {
	var out []trial
	add := func(name string, arm func(*neo4jtest.Line)) { out = append(out, trial{name, arm}) }
	end := func(p *neo4jtest.Line, n int) func() { // in one way and the other by turns
		if n%2 == 0 {
			return p.Cut
		}
		return p.Reset
	}
	for n := range 8 {
		add(fmt.Sprintf("%d/8 of what is sent", n), func(p *neo4jtest.Line) { p.After(neo4jtest.ToServer, 1+n*(sent-2)/8, end(p, n)) })
		add(fmt.Sprintf("%d/8 of what comes", n), func(p *neo4jtest.Line) { p.After(neo4jtest.ToClient, 1+n*(came-2)/8, end(p, n)) })
	}
	for which, what := range []string{"the commit", "the commit of the head"} {
		for n := range neo4jtest.CommitSize + 1 {
			if which == 0 || n%3 == 0 {
				add(fmt.Sprintf("%d bytes of %s", n, what), func(p *neo4jtest.Line) { p.AtCommit(which, n, end(p, n)) })
			}
		}
		for _, n := range []int{1, 2, 20} {
			add(fmt.Sprintf("%d bytes of the answer to %s", n, what), func(p *neo4jtest.Line) {
				p.AfterCommit(which, n, end(p, n))
			})
		}
	}
	for which, what := range []string{"the commit", "the commit of the head"} {
		add("the server gone before "+what, func(p *neo4jtest.Line) { p.AtCommit(which, 0, p.Vanish) })
		add("the server gone with "+what, func(p *neo4jtest.Line) { p.AtCommit(which, neo4jtest.CommitSize, p.Vanish) })
		add("the server gone after "+what, func(p *neo4jtest.Line) { p.AfterCommit(which, 0, p.Vanish) })
	}
	return out
}

// TestCutInTheMiddleOfACommit: wherever a write is cut, sending it again gives no duplicate and no loss.
func TestCutInTheMiddleOfACommit(t *testing.T) {
	r := newRig(t)
	s, other := filled(t, r, 1, nil), r.direct(t)
	sent, came := r.line.Passed()
	mustSend(t, s, 1)
	sentAfter, cameAfter := r.line.Passed()
	numbers := []int{0, 1}
	met := map[outcome]int{}
	for i, c := range commitTrials(sentAfter-sent, cameAfter-came) {
		n := 2 + i
		numbers = append(numbers, n)
		head := graph.Sequence(batchSize * n)
		c.arm(r.line)
		receipts, err := send(t.Context(), s, n)
		if err == nil { // tried again by the store itself, while it was sure
			checkReceipts(t, n, receipts)
			if receipts[0].Status != graph.Accepted {
				t.Errorf("%s: it says %s of what it recorded itself", c.name, receipts[0].Status)
			}
			r.line.Repair(t)
			continue
		}
		checkUnavailable(t, c.name, err)
		left := r.left(t, head)
		met[left]++
		if safe := strings.Contains(err.Error(), "sending them again is safe"); left != nothing && !safe {
			t.Errorf("%s: it left %s, and says %q", c.name, left, err)
		}
		if seen, err := other.Head(t.Context(), nil); err != nil || seen.Sequence != head && seen.Sequence != head+batchSize {
			t.Errorf("%s: others see %d (%v), before it were %d", c.name, seen.Sequence, err, head)
		}
		r.line.Repair(t)
		again := s
		if i%3 == 0 {
			again = other
		}
		receipts = mustSend(t, again, n)
		if receipts[0].Sequence != head+1 {
			t.Errorf("%s: sent again, it has the sequence %d, want %d", c.name, receipts[0].Sequence, head+1)
		}
		for _, s := range []*neo4jstore.Store{s, other} {
			if seen, err := s.Head(t.Context(), nil); err != nil || seen.Sequence != head+batchSize {
				t.Errorf("%s: sent again, the head is %d (%v), want %d", c.name, seen.Sequence, err, head+batchSize)
			}
		}
	}
	for _, o := range []outcome{nothing, hidden, shown} {
		if met[o] == 0 {
			t.Errorf("no trial left %s; they left %v", o, met)
		}
	}
	checkWhole(t, s, numbers...)
}

// left tells what a write left that came after a head. It waits for whatever is still under way on the server.
func (r *rig) left(t testing.TB, head graph.Sequence) outcome {
	t.Helper()
	row := r.Query(t, `MATCH (s:Store) SET s.locked = true WITH s MATCH (h:Head) SET h.locked = true RETURN s.written, h.sequence`, nil)[0]
	switch written, seen := row[0].(int64), row[1].(int64); {
	case written == int64(head):
		return nothing
	case seen == int64(head):
		return hidden
	default:
		return shown
	}
}

// TestHeadLeftBehind: what is recorded and not shown, because its writer went away in between, is shown by the next one who
// comes: a writer, or a program that opens the store.
func TestHeadLeftBehind(t *testing.T) {
	r := newRig(t)
	other := r.direct(t)
	for n := range 2 {
		s := r.open(t, nil)
		r.line.AfterCommit(0, 0, r.line.Vanish)
		_, err := send(t.Context(), s, 2*n)
		checkUnavailable(t, "the write", err)
		if left := r.left(t, graph.Sequence(2*n*batchSize)); left != hidden {
			t.Fatalf("the write left %s, want %s", left, hidden)
		}
		r.line.Repair(t)
		want := graph.Sequence((2*n + 1) * batchSize)
		if n == 0 {
			r.direct(t)
		} else {
			want += batchSize
			mustSend(t, other, 2*n+1)
		}
		for i, s := range []*neo4jstore.Store{s, other} {
			if seen, err := s.Head(t.Context(), nil); err != nil || seen.Sequence != want {
				t.Errorf("round %d, store %d: the head is %d (%v), want %d", n, i, seen.Sequence, err, want)
			}
		}
		if n == 0 {
			mustSend(t, other, 1)
		}
	}
	checkWhole(t, other, 0, 1, 2, 3)
}
