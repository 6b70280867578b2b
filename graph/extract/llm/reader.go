package llm

import (
	"context"

	"liaison/graph/extract"
)

// Reader reads texts with the rules and a model together.
type Reader struct {
	rules  *extract.Reader
	client *Client
}

// NewReader makes a reader of the rules and the model that the options name. It fails as New does.
func NewReader(o Options) (*Reader, error) {
	c, err := New(o)
	if err != nil {
		return nil, err
	}
	return &Reader{rules: o.Rules, client: c}, nil
}

// Read gives the proposals of both, merged; see Client.Merge. What the model fails at is told by the report (Failures, Unasked) and is no
// error: the proposals of the rules are there in any case. It fails only when the context ends.
func (r *Reader) Read(ctx context.Context, text extract.Text) ([]extract.Proposal, Report, error) {
	found, err := r.rules.Read(ctx, text)
	if err != nil {
		return nil, newReport(r.client.o.Model, nil), err
	}
	more, report, err := r.client.Read(ctx, text)
	if ctx.Err() != nil {
		return nil, report, ctx.Err()
	}
	if err != nil {
		return found, report, nil
	}
	return r.client.Merge(found, more), report, nil
}

// Client returns the model's part.
func (r *Reader) Client() *Client { return r.client }
