package graph

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Explorer answers every question about the graph, the same way over every store: the meaning of queries is here,
// once. It is safe for concurrent use. Make it with NewExplorer.
type Explorer struct {
	store  Store
	namer  Namer
	limits Limits
	finder Pathfinder // may be nil

	mu   sync.Mutex // guards the logs; never held while the store is asked
	logs logs

	// reading is the turn to read on in the store's logs: whoever puts a value in has it, and takes it out. A store far
	// away may be slow or silent, so that waiting for the turn ends with the context.
	reading  chan struct{}
	namesGot Sequence // names are known up to here; belongs to who has the turn
}

// Limits bound what one query may cost.
type Limits struct {
	Time    time.Duration // for the hops of a neighbourhood; default 5 s
	Degrees int           // see MaxDegrees, the default
	Wait    time.Duration // for MinSequence; default 5 s
}

// NewExplorer makes an Explorer over a store. The namer finds actors by name; it is filled from the store.
func NewExplorer(store Store, namer Namer, limits Limits) *Explorer {
	if limits.Time <= 0 {
		limits.Time = 5 * time.Second
	}
	if limits.Degrees <= 0 {
		limits.Degrees = MaxDegrees
	}
	if limits.Wait <= 0 {
		limits.Wait = 5 * time.Second
	}
	return &Explorer{store: store, namer: namer, limits: limits, reading: make(chan struct{}, 1)}
}

// Use gives the Explorer what finds the best paths; without it they are refused. It is called before the first question.
func (e *Explorer) Use(finder Pathfinder) *Explorer {
	e.finder = finder
	return e
}

// StoreID names the set of records for ever (see Store.ID).
func (e *Explorer) StoreID() string { return e.store.ID() }

// Ontology gives the relations in use.
func (e *Explorer) Ontology() *Ontology { return e.store.Ontology() }

// Append records a batch (see Store.Append).
func (e *Explorer) Append(ctx context.Context, b Batch) ([]Receipt, error) {
	return e.store.Append(ctx, b)
}

// Resolve turns a moment into the point in known time at which the query is answered.
func (e *Explorer) Resolve(ctx context.Context, m Moment) (AsOf, error) {
	if m.Sequence != nil && m.KnownAt != nil {
		return AsOf{}, Invalid("known_at", m.KnownAt.Format(time.RFC3339), "cannot be given together with sequence; both say at what known time to answer")
	}
	head, err := e.waitFor(ctx, m.MinSequence)
	if err != nil {
		return AsOf{}, err
	}
	switch {
	case m.Sequence != nil:
		if *m.Sequence > head.Sequence {
			return AsOf{}, Invalid("sequence", fmt.Sprint(*m.Sequence), "%d is not recorded yet; the newest record has the sequence %d", *m.Sequence, head.Sequence)
		}
		return e.store.At(ctx, *m.Sequence)
	case m.KnownAt != nil:
		return e.store.Head(ctx, m.KnownAt)
	}
	return head, nil
}

// waitFor gives the head once it has reached a sequence.
func (e *Explorer) waitFor(ctx context.Context, least Sequence) (AsOf, error) {
	deadline := time.Now().Add(e.limits.Wait)
	for {
		head, err := e.store.Head(ctx, nil)
		if err != nil || head.Sequence >= least {
			return head, err
		}
		if time.Now().After(deadline) {
			return head, &Error{Code: CodeUnavailable, Field: "min_sequence", Value: fmt.Sprint(least), Message: fmt.Sprintf("the store has come to sequence %d only", head.Sequence)}
		}
		select {
		case <-ctx.Done():
			return head, ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// sight is a point in known time with who is who and what goes back to whom there.
type sight struct {
	AsOf
	identity *Identity
	origins  *Origins
}

func (e *Explorer) sight(ctx context.Context, m Moment) (sight, error) {
	as, err := e.Resolve(ctx, m)
	if err != nil {
		return sight{}, err
	}
	if err := e.follow(ctx, as.Sequence); err != nil {
		return sight{}, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	return sight{AsOf: as, identity: e.logs.identity(as.Sequence), origins: e.logs.origins(as.Sequence)}, nil
}

// follow brings the logs up to a sequence.
func (e *Explorer) follow(ctx context.Context, s Sequence) error {
	if e.followed() >= s {
		return nil
	}
	if err := e.takeTurn(ctx); err != nil {
		return err
	}
	defer e.endTurn()
	from := e.followed() // who had the turn before may have read it
	if from >= s {
		return nil
	}
	rows, err := readLogs(ctx, e.store, from, s)
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.logs.add(rows)
	return nil
}

func (e *Explorer) followed() Sequence {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.logs.upto
}

func (e *Explorer) takeTurn(ctx context.Context) error {
	select {
	case e.reading <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (e *Explorer) endTurn() { <-e.reading }

// filter turns criteria into what stores understand.
func (e *Explorer) filter(c *Criteria, s sight) *Filter {
	f := &Filter{
		Direction: c.Direction, Window: c.Window, Windowed: c.Windowed, Certain: c.Certainty == Certain,
		Polarities: c.Polarities, Modalities: c.Modalities, Sources: c.Sources, MinConfidence: c.MinConfidence,
		Identity: s.identity, Origins: s.origins,
	}
	for _, r := range c.Relations {
		f.Relations = append(f.Relations, e.Ontology().Expand(r)...)
	}
	f.Relations = sortedSet(f.Relations)
	return f
}

// resolveActor finds the cluster of a recorded actor.
func (e *Explorer) resolveActor(ctx context.Context, s sight, field string, id ActorID) (ActorID, error) {
	found, err := e.store.Actors(ctx, s.Sequence, []ActorID{id})
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", NotFound(field, string(id), "no actor %q was recorded by sequence %d; search for actors by name to find its id", shorten(string(id)), s.Sequence)
	}
	return s.identity.Of(id), nil
}

// names brings the namer up to date with the newest actor records. What was read stays when the time is up: the next
// search reads on from there, so that a store with many actors far away is known in the end.
func (e *Explorer) names(ctx context.Context) error {
	head, err := e.store.Head(ctx, nil)
	if err != nil {
		return err
	}
	if err := e.takeTurn(ctx); err != nil {
		return err
	}
	defer e.endTurn()
	if head.Sequence <= e.namesGot {
		return nil
	}
	err = e.store.Journal(ctx, []RecordType{TypeActor}, e.namesGot, head.Sequence, func(en Entry) error {
		if a, ok := en.Record.(*Actor); ok {
			e.namer.Put(*a)
			e.namesGot = en.Sequence
		}
		return nil
	})
	if err == nil {
		e.namesGot = head.Sequence
	}
	return err
}

// timedOut tells whether err comes from the end of the time that a question had, by its context or by the store's own
// limit, while its caller still waits.
func timedOut(err error, parent context.Context) bool {
	return (errors.Is(err, context.DeadlineExceeded) || CodeOf(err) == CodeTimeout) && parent.Err() == nil
}
