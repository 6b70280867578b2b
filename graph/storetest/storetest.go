// Package storetest is the conformance suite: what every graph.Store must do, run whole against each of them. A
// backend joins in a few lines:
//
//	func TestConformance(t *testing.T) {
//		storetest.Run(t, func(t testing.TB) storetest.Harness {
//			file := filepath.Join(t.TempDir(), "test.db")
//			return storetest.Harness{
//				Durable: true,
//				Open: func(c storetest.Config) (graph.Store, error) {
//					return sqlitestore.Open(file, sqlitestore.Options{Ontology: c.Ontology, Clock: c.Clock})
//				},
//			}
//		})
//	}
//
// There are three kinds of tests. The cases in testdata/*.txt are plain text that a researcher can read: records,
// questions, answers. The laws are properties, checked over random histories and compared with the reference store.
// The duties are what the interface demands besides: closed stores, ended contexts, readers beside writers.
//
// Everything random comes from seeds that a failure names. LIAISON_SEEDS sets how many histories each law is tried on
// (default 3), LIAISON_SEED tries a single one.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/memstore"
)

// Harness is a place where a backend can keep one store: a file, a database, some memory.
type Harness struct {
	// Open opens the store of this place and makes it where there is none. The suite closes what it opened, and opens a
	// durable place again only after that.
	Open func(Config) (graph.Store, error)
	// Durable: a store opened again finds all that was acknowledged.
	Durable bool
}

// Config is what the suite wants of a store.
type Config struct {
	Ontology *graph.Ontology
	Clock    func() time.Time // the only clock the store may use for known time
}

// Run runs the suite. Every call of open must give a new, empty place; t is for temporary directories and the like.
func Run(t *testing.T, open func(t testing.TB) Harness) {
	t.Helper()
	for _, c := range checks() {
		t.Run(c.name, func(t *testing.T) {
			for _, seed := range c.seeds() {
				if err := try(c, seed, func() Harness { return open(t) }); err != nil {
					t.Fatalf("%v\nrepeat with: LIAISON_SEED=%d go test -run '%s'", err, seed, t.Name())
				}
			}
		})
	}
}

// Failure is a check that a store does not pass.
type Failure struct {
	Check string
	Err   error
}

// Failures runs the checks whose names begin with one of the given beginnings (none: all) and gives those that fail.
// It is for testing the suite itself: what Run reports to testing.T is here a value.
func Failures(open func() Harness, beginnings ...string) []Failure {
	var out []Failure
	for _, c := range checks() {
		wanted := len(beginnings) == 0
		for _, b := range beginnings {
			wanted = wanted || strings.HasPrefix(c.name, b)
		}
		if !wanted {
			continue
		}
		for _, seed := range c.seeds() {
			if err := try(c, seed, open); err != nil {
				out = append(out, Failure{Check: c.name, Err: err})
				break
			}
		}
	}
	return out
}

// check is one test: it fails by returning an error, so that the suite itself can be tested.
type check struct {
	name   string
	seeded bool // false: nothing in it is random
	run    func(context.Context, *lab) error
}

// checks lists all tests of the suite.
func checks() []check {
	var out []check
	out = append(out, caseChecks()...)
	out = append(out, lawChecks()...)
	out = append(out, dutyChecks()...)
	return out
}

func (c check) seeds() []uint64 {
	if !c.seeded {
		return []uint64{1}
	}
	if s, err := strconv.ParseUint(os.Getenv("LIAISON_SEED"), 10, 64); err == nil {
		return []uint64{s}
	}
	n, err := strconv.Atoi(os.Getenv("LIAISON_SEEDS"))
	if err != nil {
		n = 3
	}
	var out []uint64
	for s := range n {
		out = append(out, uint64(s)+1)
	}
	return out
}

// try runs a check once and closes what it opened.
func try(c check, seed uint64, open func() Harness) (err error) {
	l := &lab{open: open, seed: seed}
	defer func() { err = errors.Join(err, l.close()) }()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	return c.run(ctx, l)
}

// lab is where a check gets its stores from.
type lab struct {
	open   func() Harness
	seed   uint64
	opened []graph.Store
}

func (l *lab) close() error {
	var err error
	for _, s := range l.opened {
		err = errors.Join(err, s.Close())
	}
	return err
}

// store opens a store in a new place.
func (l *lab) store(c *clock) (graph.Store, Harness, error) {
	h := l.open()
	s, err := l.openAt(h, c)
	return s, h, err
}

func (l *lab) openAt(h Harness, c *clock) (graph.Store, error) {
	s, err := h.Open(Config{Ontology: Ontology(), Clock: c.now})
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	l.opened = append(l.opened, s)
	return s, nil
}

// reopen closes a durable store and opens it again.
func (l *lab) reopen(h Harness, s graph.Store, c *clock) (graph.Store, error) {
	if err := s.Close(); err != nil {
		return nil, fmt.Errorf("close: %w", err)
	}
	for i, o := range l.opened {
		if o == s {
			l.opened = append(l.opened[:i], l.opened[i+1:]...)
			break
		}
	}
	return l.openAt(h, c)
}

// oracle opens a reference store.
func (l *lab) oracle(c *clock) graph.Store {
	return memstore.New(Ontology(), memstore.Options{Clock: c.now})
}
