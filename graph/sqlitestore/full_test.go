package sqlitestore_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"liaison/graph"
	"liaison/graph/sqlitestore"
)

// until writes batches until one fails, and gives how many claims were acknowledged, and the error.
func until(t *testing.T, s *sqlitestore.Store, name string) (int, error) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	claims := 0
	for i := range 10_000 {
		n := 1 + r.IntN(100)
		got, err := s.Append(context.Background(), graph.Batch{Records: crashBatch(r, fmt.Sprintf("%s %d", name, i), n)})
		if err != nil {
			return claims, err
		}
		claims += len(got)
	}
	t.Fatal("the disk never got full")
	return 0, nil
}

// whole checks that a store holds what was acknowledged, and that it answers.
func whole(t *testing.T, s *sqlitestore.Store, claims int) {
	t.Helper()
	ctx := context.Background()
	head, err := s.Head(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	st, err := s.Stats(ctx, head.Sequence)
	if err != nil {
		t.Fatal(err)
	}
	if st.Claims != claims {
		t.Errorf("%d claims are there, %d were acknowledged", st.Claims, claims)
	}
	if n := len(journal(t, s)); n != int(head.Sequence) {
		t.Errorf("the journal has %d records, the newest sequence is %d", n, head.Sequence)
	}
	x, err := s.Expand(ctx, head.Sequence, &graph.Filter{}, graph.Hop{Frontier: []graph.ActorID{"a1"}})
	if err != nil || claims > 1000 && len(x.Rows) < 20 {
		t.Errorf("%d rows around an actor (%v)", len(x.Rows), err)
	}
}

func full(t *testing.T, file string, fillUp, makeRoom func(*sqlitestore.Store)) {
	s := small(t, file)
	if _, err := s.Append(context.Background(), graph.Batch{Records: crashNames()}); err != nil {
		t.Fatal(err)
	}
	fillUp(s)
	claims, err := until(t, s, "first")
	if graph.CodeOf(err) != graph.CodeFull {
		t.Fatalf("got %v, want the code %s", err, graph.CodeFull)
	}
	whole(t, s, claims)
	if more, err := until(t, s, "again"); graph.CodeOf(err) != graph.CodeFull {
		t.Errorf("while it is full: got %v after %d claims, want the code %s", err, more, graph.CodeFull)
	} else {
		claims += more // what is small may still find room
	}
	whole(t, s, claims)

	makeRoom(s)
	got, err := s.Append(context.Background(), graph.Batch{Records: append(crashBatch(rand.New(rand.NewPCG(9, 9)), "after", 50),
		&graph.Actor{ID: "new", Name: "N", Kind: graph.KindState}, &graph.Claim{Source: "s", Subject: "new", Relation: "SANCTION", Object: "a1"})})
	if err != nil {
		t.Fatalf("with room again: %v", err)
	}
	for _, r := range got {
		if r.Status != graph.Accepted {
			t.Fatalf("with room again: %s (%v)", r.Status, r.Err)
		}
	}
	claims += 51
	whole(t, s, claims)
	if err := s.Check(context.Background()); err != nil {
		t.Error(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = small(t, file)
	whole(t, s, claims)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFullFile(t *testing.T) {
	limit := func(pages int64) func(*sqlitestore.Store) {
		return func(s *sqlitestore.Store) {
			if err := s.LimitPages(pages); err != nil {
				t.Fatal(err)
			}
		}
	}
	full(t, filepath.Join(t.TempDir(), "full.db"), limit(300), limit(0))
}

func TestFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs a small file system that can be mounted")
	}
	dir := t.TempDir()
	if err := mountSmall(dir, 6<<20); err != nil {
		t.Skipf("needs a small file system, which this user cannot mount: %v", err)
	}
	defer unmount(dir)
	filler := filepath.Join(dir, "filler")
	if err := os.WriteFile(filler, make([]byte, 2<<20), 0o644); err != nil {
		t.Fatal(err)
	}
	full(t, filepath.Join(dir, "full.db"), func(*sqlitestore.Store) {}, func(*sqlitestore.Store) {
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
	})
}
