package sqlitestore_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"liaison/graph"
	"liaison/graph/sqlitestore"
	"liaison/graph/storetest"
)

// crashChild is the argument with which the test binary writes until it is killed.
const crashChild = "crash-writer"

// crashWriter writes single claims and batches to a file, and says on standard output what was acknowledged: batch,
// its claims, and the newest sequence. The records of a batch share an event, so that a torn one would show.
func crashWriter(args []string) int {
	ctx := context.Background()
	s, err := sqlitestore.Open(args[0], storetest.Ontology(), sqlitestore.Options{})
	if err != nil {
		fmt.Println("ERR", err)
		return 1
	}
	head, err := s.Head(ctx, nil)
	if err != nil {
		return 1
	}
	r := rand.New(rand.NewPCG(uint64(head.Sequence), uint64(os.Getpid())))
	if head.Sequence == 0 {
		if _, err := s.Append(ctx, graph.Batch{Records: crashNames()}); err != nil {
			fmt.Println("ERR", err)
			return 1
		}
	}
	for i := 0; ; i++ {
		n := 1
		switch r.IntN(10) {
		case 0:
			n = 1500 + r.IntN(1500) // an import, on an empty store
		case 1, 2:
			n = 2 + r.IntN(50)
		}
		event := fmt.Sprintf("%d-%d-%d", head.Sequence, os.Getpid(), i)
		got, err := s.Append(ctx, graph.Batch{Records: crashBatch(r, event, n)})
		if err != nil {
			fmt.Println("ERR", err)
			return 1
		}
		last := got[len(got)-1]
		fmt.Println(event, n, last.Sequence, last.ID)
	}
}

func crashNames() []graph.Record {
	out := []graph.Record{&graph.Source{ID: "s", Published: "2024-01-01"}}
	for i := range 20 {
		out = append(out, &graph.Actor{ID: graph.ActorID(fmt.Sprintf("a%d", i)), Name: "A", Kind: graph.KindState})
	}
	return out
}

func crashBatch(r *rand.Rand, event string, n int) []graph.Record {
	var out []graph.Record
	for k := range n {
		out = append(out, &graph.Claim{
			Source: "s", Subject: graph.ActorID(fmt.Sprintf("a%d", r.IntN(20))), Object: graph.ActorID(fmt.Sprintf("a%d", r.IntN(20))),
			Relation: "COOPERATE", Attribution: event + " " + strconv.Itoa(k), Event: event, Statement: "said number " + strconv.Itoa(k),
			Evidence: []graph.Quote{{Text: "words that stand for what the source says"}},
		})
	}
	return out
}

// ack is what a child said it had written.
type ack struct {
	event string
	n     int
	last  graph.Sequence
	id    graph.ClaimID
}

func parseAck(line string) (ack, error) {
	f := strings.Fields(line)
	if len(f) != 4 {
		return ack{}, fmt.Errorf("the writer says %q", line)
	}
	n, err1 := strconv.Atoi(f[1])
	last, err2 := strconv.ParseUint(f[2], 10, 64)
	id, err3 := graph.ParseRecordID(f[3])
	if err1 != nil || err2 != nil || err3 != nil {
		return ack{}, fmt.Errorf("the writer says %q", line)
	}
	return ack{f[0], n, graph.Sequence(last), id}, nil
}

// A process that is killed while it writes has lost nothing that it acknowledged, and left nothing half written.
// LIAISON_KILLS sets how often (default 30, 10 in short mode).
func TestKilledWriters(t *testing.T) {
	kills := 30
	if testing.Short() {
		kills = 10
	}
	if n, err := strconv.Atoi(os.Getenv("LIAISON_KILLS")); err == nil {
		kills = n
	}
	r := rand.New(rand.NewPCG(7, uint64(kills)))
	var (
		file   string
		acks   []ack
		acked  int
		reopen time.Duration
	)
	for i := range kills {
		if i%20 == 0 { // a new file now and then, as imports begin on empty ones
			file, acks = filepath.Join(t.TempDir(), "killed.db"), nil
		}
		said := writeAndKill(t, file, time.Duration(5+r.IntN(120))*time.Millisecond)
		acks = append(acks, said...)
		acked += len(said)

		start := time.Now()
		s, err := sqlitestore.Open(file, storetest.Ontology(), sqlitestore.Options{})
		if err != nil {
			t.Fatalf("after kill %d: %v", i, err)
		}
		reopen += time.Since(start)
		recent := acks[max(0, len(acks)-len(said)-20):]
		if i%20 == 19 || i == kills-1 {
			recent = acks
			if err := s.Check(context.Background()); err != nil {
				t.Errorf("after kill %d: %v", i, err)
			}
		}
		for _, a := range recent {
			checkAck(t, s, a)
		}
		checkWhole(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d acknowledged batches, reopened in %v on average", kills, acked, reopen/time.Duration(kills))
}

// writeAndKill lets a child write for a while after its first acknowledgement, or from its start.
func writeAndKill(t *testing.T, file string, after time.Duration) []ack {
	t.Helper()
	child := exec.Command(os.Args[0], crashChild, file)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	first, lines := make(chan struct{}), make(chan []string)
	go func() {
		var all []string
		in := bufio.NewReader(out)
		for {
			line, err := in.ReadString('\n')
			if err != nil { // a line cut off is no acknowledgement
				if len(all) == 0 {
					close(first)
				}
				lines <- all
				return
			}
			if all = append(all, strings.TrimSpace(line)); len(all) == 1 {
				close(first)
			}
		}
	}()
	<-first
	time.Sleep(after)
	_ = child.Process.Kill()
	said := <-lines
	_ = child.Wait() // killed, as wanted
	var acks []ack
	for _, line := range said {
		a, err := parseAck(line)
		if err != nil {
			t.Fatal(err)
		}
		acks = append(acks, a)
	}
	return acks
}

func checkAck(t *testing.T, s *sqlitestore.Store, a ack) {
	t.Helper()
	ctx := context.Background()
	all := ^graph.Sequence(0)
	got, err := s.Claims(ctx, all, []graph.ClaimID{a.id})
	if err != nil || len(got) != 1 || got[0].Sequence != a.last {
		t.Fatalf("the acknowledged claim %s of sequence %d is lost (%d found, %v)", a.id, a.last, len(got), err)
	}
	batch, err := s.ClaimsPage(ctx, all, graph.ClaimsQuery{Event: a.event}, 0, 5000)
	if err != nil || len(batch) != a.n {
		t.Fatalf("of the acknowledged batch %s %d of %d claims are there (%v)", a.event, len(batch), a.n, err)
	}
}

// checkWhole looks at the newest batch, acknowledged or not: it is there as a whole, so its last claim is the last of
// a batch that numbers its claims from 0.
func checkWhole(t *testing.T, s *sqlitestore.Store) {
	t.Helper()
	ctx := context.Background()
	all := ^graph.Sequence(0)
	newest, err := s.ClaimsPage(ctx, all, graph.ClaimsQuery{}, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(newest) == 0 {
		return
	}
	batch, err := s.ClaimsPage(ctx, all, graph.ClaimsQuery{Event: newest[0].Event}, 0, 5000)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range batch {
		if want := fmt.Sprintf("%s %d", c.Event, len(batch)-1-i); c.Attribution != want || len(c.Evidence) != 1 {
			t.Fatalf("the batch %s is torn: claim %d is %q with %d quotes, want %q", c.Event, i, c.Attribution, len(c.Evidence), want)
		}
	}
}
