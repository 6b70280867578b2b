package llm

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"liaison/graph/extract"
)

// Read asks the model about a text, and gives the proposals that its answers bear out, in the order in which the text makes them. The
// report is filled in whatever happens.
//
// A part of the text without an answer is no error as long as another part has one: the report says how many sentences were left out,
// and why. The error is the context's, or, if no part was answered at all, why not; it never has the key in it.
func (c *Client) Read(ctx context.Context, text extract.Text) ([]extract.Proposal, Report, error) {
	sentences, err := c.o.Rules.Outline(ctx, text)
	report := newReport(c.o.Model, sentences)
	if err != nil {
		report.Unasked[OutOfTime] = len(sentences)
		return nil, report, err
	}
	k := c.checker(text, sentences)
	chunks := k.chunks(&report)
	report.Chunks = len(chunks)
	t := &tally{}
	limited, cancel := context.WithTimeout(ctx, c.o.Total)
	defer cancel()
	replies := c.askAll(limited, k, chunks, t)
	t.into(&report)
	if ctx.Err() != nil {
		return nil, report, ctx.Err()
	}
	out, failed := k.take(replies, &report)
	if failed != nil && report.Answered == 0 {
		return nil, report, failed
	}
	return out, report, nil
}

// reply is what the model made of a part of a text.
type reply struct {
	ch    *chunk
	items []item
	err   error
}

// askAll asks about all parts, several at once, and returns the replies in the order of the text. After a failure that other parts
// would meet as well no new part is asked about.
func (c *Client) askAll(ctx context.Context, k *checker, chunks []*chunk, t *tally) []reply {
	parts := make([][]reply, len(chunks))
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(c.o.Concurrency, len(chunks)) {
		wait.Go(func() {
			for i := range next {
				parts[i] = c.askChunk(ctx, k, chunks[i], t, 0)
			}
		})
	}
	for i := range chunks {
		next <- i
	}
	close(next)
	wait.Wait()
	return slices.Concat(parts...)
}

// errUnfit is an answer that could not be read, even after it was asked for again.
var errUnfit = errors.New("the model's answers do not fit the schema")

// askChunk asks about one part; if the answer was cut off, about its halves.
func (c *Client) askChunk(ctx context.Context, k *checker, ch *chunk, t *tally, cuts int) []reply {
	err := ctx.Err()
	if err == nil {
		err = t.ended()
	}
	if err != nil {
		return []reply{{ch: ch, err: err}}
	}
	question, err := k.question(ch)
	if err != nil {
		return []reply{{ch: ch, err: err}}
	}
	messages := []message{{"system", c.prompt}, {"user", question}}
	got, err := c.ask(ctx, messages, t)
	if err != nil {
		t.end(err)
		return []reply{{ch: ch, err: err}}
	}
	t.tokens(got)
	items, misfit := c.read(got.content)
	if misfit == "" {
		return []reply{{ch: ch, items: items}}
	}
	if halves := k.halves(ch); got.cut && halves != nil && cuts < mostCuts {
		return append(c.askChunk(ctx, k, halves[0], t, cuts+1), c.askChunk(ctx, k, halves[1], t, cuts+1)...)
	}
	return []reply{c.repair(ctx, ch, messages, got, items, misfit, t)}
}

// repair asks once more, telling the model what did not fit, and takes the better of both answers.
func (c *Client) repair(ctx context.Context, ch *chunk, messages []message, first completion, items []item, misfit string, t *tally) reply {
	t.repair()
	messages = append(messages,
		message{"assistant", clip(first.content, 4000)},
		message{"user", "That answer does not fit the schema: " + misfit + ". Answer again, about the same sentences, with the JSON alone."})
	got, err := c.ask(ctx, messages, t)
	if err != nil {
		if items == nil {
			return reply{ch: ch, err: err}
		}
		return reply{ch: ch, items: items}
	}
	t.tokens(got)
	again, misfit := c.read(got.content)
	switch {
	case misfit != "" && again == nil && items == nil:
		return reply{ch: ch, err: errUnfit}
	case misfit == "" || fitting(again) > fitting(items):
		return reply{ch: ch, items: again}
	}
	return reply{ch: ch, items: items}
}

// fitting counts the claims of an answer that fit the schema; -1: the answer could not be read at all.
func fitting(items []item) int {
	if items == nil {
		return -1
	}
	n := 0
	for i := range items {
		if items[i].reason == "" {
			n++
		}
	}
	return n
}

// take checks the answers and counts what becomes of them. The error is why the first part without an answer has none.
func (k *checker) take(replies []reply, report *Report) ([]extract.Proposal, error) {
	var out []extract.Proposal
	var failed error
	for _, r := range replies {
		if r.err != nil {
			if failed == nil {
				failed = r.err
			}
			k.unanswered(&r, report)
			continue
		}
		report.Answered += len(r.ch.numbers)
		for i := range r.items {
			it := &r.items[i]
			report.Claims++
			if i >= mostClaims {
				it.reason = TooMany
			}
			p, sentence, why := extract.Proposal{}, -1, it.reason
			if why == "" {
				p, sentence, why = k.check(r.ch, &it.answer)
			}
			if why == "" && !add(&out, &p) {
				why = Repeated
			}
			if why != "" {
				report.drop(k.c, why, sentence, &it.answer)
				continue
			}
			report.Kept++
		}
	}
	sortProposals(out)
	return out, failed
}

// unanswered counts the sentences of a part without an answer.
func (k *checker) unanswered(r *reply, report *Report) {
	why, what := NoAnswer, r.err.Error()
	if errors.Is(r.err, context.DeadlineExceeded) {
		why, what = OutOfTime, fmt.Sprintf("the time limit of %v for one text has passed", k.c.o.Total)
	}
	report.Unasked[why] += len(r.ch.numbers)
	if !slices.Contains(report.Failures, what) {
		report.Failures = append(report.Failures, what)
	}
}

// add adds a proposal, or joins it to one that would be the same claim; false: nothing of it is new.
func add(list *[]extract.Proposal, p *extract.Proposal) bool {
	for i := range *list {
		if old := &(*list)[i]; sameIdentity(old, p) {
			return addEvidence(old, p)
		}
	}
	*list = append(*list, *p)
	return true
}

// addEvidence adds the quotes of a proposal to another one that makes the same claim; false: it had them all.
func addEvidence(to, from *extract.Proposal) bool {
	more := false
	for _, q := range from.Claim.Evidence {
		if !overlapping(to, q.Start, q.End) {
			to.Claim.Evidence = append(to.Claim.Evidence, q)
			more = true
		}
	}
	return more
}

// overlapping says whether a quote of a proposal shares bytes with a place.
func overlapping(p *extract.Proposal, start, end int) bool {
	for _, q := range p.Claim.Evidence {
		if q.Start < end && start < q.End {
			return true
		}
	}
	return false
}

// sortProposals puts proposals in the order in which the text makes them, as the rules do.
func sortProposals(list []extract.Proposal) {
	slices.SortStableFunc(list, func(x, y extract.Proposal) int {
		return cmp.Or(
			cmp.Compare(x.Claim.Evidence[0].Start, y.Claim.Evidence[0].Start),
			cmp.Compare(x.Subject.Start, y.Subject.Start), cmp.Compare(x.Object.Start, y.Object.Start),
			strings.Compare(string(x.Claim.Relation), string(y.Claim.Relation)))
	})
}
