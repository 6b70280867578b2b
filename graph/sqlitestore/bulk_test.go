package sqlitestore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/sqlitestore"
)

func hasClaimIndex(t *testing.T, s *sqlitestore.Store) bool {
	t.Helper()
	has, err := s.HasClaimIndex()
	if err != nil {
		t.Fatal(err)
	}
	return has
}

// An import into an empty store puts off the index of claims, without anybody noticing but by the time it takes.
func TestBulk(t *testing.T) {
	ctx := context.Background()
	begins := map[string]func(*sqlitestore.Store) error{
		"recognized": func(*sqlitestore.Store) error { return nil },
		"announced":  func(s *sqlitestore.Store) error { return s.BeginBulk(ctx) },
	}
	ends := map[string]func(*testing.T, *sqlitestore.Store, string) *sqlitestore.Store{
		"ended": func(t *testing.T, s *sqlitestore.Store, _ string) *sqlitestore.Store {
			if err := s.EndBulk(ctx); err != nil {
				t.Fatal(err)
			}
			return s
		},
		"closed": func(t *testing.T, s *sqlitestore.Store, file string) *sqlitestore.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return small(t, file)
		},
	}
	for begin, beginBulk := range begins {
		for end, endBulk := range ends {
			t.Run(begin+" and "+end, func(t *testing.T) {
				file := filepath.Join(t.TempDir(), "bulk.db")
				s := small(t, file)
				if err := beginBulk(s); err != nil {
					t.Fatal(err)
				}
				r := rand.New(rand.NewPCG(3, 4))
				var first []graph.Record
				for i := range 3 {
					batch := crashBatch(r, fmt.Sprint("batch ", i), 1200)
					if i == 0 {
						first = batch
						batch = append(crashNames(), batch...)
					}
					if _, err := s.Append(ctx, graph.Batch{Records: batch}); err != nil {
						t.Fatal(err)
					}
				}
				if hasClaimIndex(t, s) {
					t.Error("the index is made while the import goes on")
				}
				known := func(when string) {
					t.Helper()
					c := first[7].(*graph.Claim)
					c.Normalize()
					id := c.ID()
					got, err := s.Claims(ctx, 1<<40, []graph.ClaimID{id, {1}})
					if err != nil || len(got) != 1 || got[0].ID != id {
						t.Errorf("%s: a claim is not found by its id (%v)", when, err)
					}
					receipts, err := s.Append(ctx, graph.Batch{Records: first[7:9]})
					if err != nil || receipts[0].Status != graph.Known || receipts[1].Status != graph.Known {
						t.Errorf("%s: claims written again are %v (%v), want known", when, receipts, err)
					}
				}
				known("during the import")
				s = endBulk(t, s, file)
				if !hasClaimIndex(t, s) {
					t.Error("there is no index after the import")
				}
				known("after the import")
				if err := s.Check(ctx); err != nil {
					t.Error(err)
				}
				if err := s.BeginBulk(ctx); err != nil || !hasClaimIndex(t, s) {
					t.Errorf("a store with claims lost its index to another import (%v)", err)
				}
			})
		}
	}
}

// An import that nobody ends is over when it has been quiet.
func TestBulkEndsByItself(t *testing.T) {
	s := small(t, filepath.Join(t.TempDir(), "bulk.db"))
	if _, err := s.Append(context.Background(), graph.Batch{Records: append(crashNames(), crashBatch(rand.New(rand.NewPCG(3, 4)), "b", 1200)...)}); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); !hasClaimIndex(t, s); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("there is no index long after the last batch")
		}
	}
}
