// Package events has the data sets that stores are measured with: dated events between actors, a million of them.
package events

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"liaison/graph"
	"liaison/graph/ontology"
)

// Set is a data set, in the order of its file. The busiest actor is 0.
type Set struct {
	Actors          []graph.ActorID
	Subject, Object []uint32 // places in Actors
	Relation        []graph.RelationID
	Day             []graph.Day
	Busy            []uint32     // the actor of the i-th drawn claim end: what people click
	Busiest         int          // how many claims actor 0 has
	Year            graph.Window // the one with the second most claims: of ICEWS 2014, with a tenth of all
}

// Shared names a file of the folder of shared data, which is not part of the repository: LIAISON_SHARED, or the folder
// `shared` beside it. It may be missing.
func Shared(path ...string) string {
	root := os.Getenv("LIAISON_SHARED")
	if root == "" {
		_, here, _, _ := runtime.Caller(0)
		root = filepath.Join(filepath.Dir(here), "../../../../shared")
	}
	return filepath.Join(append([]string{root}, path...)...)
}

// ICEWS gives the real events, or made-up ones of the same shape where the data are not there. It panics on a file that
// cannot be read.
var ICEWS = sync.OnceValue(func() *Set {
	e, err := read(Shared("data", "events", "icews_combined", "icews_combined.tsv.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		e, err = madeUp(982_279)
	}
	if err != nil {
		panic(err)
	}
	e.settle()
	return e
})

func read(file string) (*Set, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	e := &Set{}
	numbers, ids := map[string]uint32{}, map[graph.ActorID]bool{}
	actor := func(name string) uint32 {
		n, ok := numbers[name]
		if !ok {
			n = uint32(len(e.Actors))
			numbers[name] = n
			id := slug(name)
			if ids[id] {
				id = graph.ActorID(fmt.Sprintf("%s-%d", id, n))
			}
			ids[id] = true
			e.Actors = append(e.Actors, id)
		}
		return n
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	lines.Scan() // the header
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		day, err := graph.ParseDay(cells[0])
		if err != nil {
			return nil, err
		}
		r, ok := ontology.ICEWS(cells[2])
		if !ok {
			return nil, fmt.Errorf("no relation for %q", cells[2])
		}
		e.Day, e.Relation = append(e.Day, day), append(e.Relation, r)
		e.Subject, e.Object = append(e.Subject, actor(cells[1])), append(e.Object, actor(cells[3]))
	}
	return e, lines.Err()
}

func slug(name string) graph.ActorID {
	b := []byte("x")[:0]
	for _, r := range graph.Fold(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b = append(b, byte(r))
		} else if len(b) > 0 && b[len(b)-1] != '-' {
			b = append(b, '-')
		}
	}
	if len(b) == 0 {
		b = []byte("x")
	}
	return graph.ActorID(b[:min(len(b), 100)])
}

// settle makes the busiest actor 0, and chooses what is asked.
func (e *Set) settle() {
	degree := make([]int, len(e.Actors))
	for i := range e.Day {
		degree[e.Subject[i]]++
		degree[e.Object[i]]++
	}
	hub := uint32(0)
	for i, d := range degree {
		if d > degree[hub] {
			hub = uint32(i)
		}
	}
	e.Busiest = degree[hub]
	e.Actors[0], e.Actors[hub] = e.Actors[hub], e.Actors[0]
	for i := range e.Day {
		for _, p := range []*uint32{&e.Subject[i], &e.Object[i]} {
			switch *p {
			case hub:
				*p = 0
			case 0:
				*p = hub
			}
		}
	}
	claims := map[int]int{}
	for _, d := range e.Day {
		claims[d.Year()]++
	}
	years := slices.SortedFunc(maps.Keys(claims), func(a, b int) int { return cmp.Compare(claims[b], claims[a]) })
	e.Year.From, _ = graph.NewDay(years[1], 1, 1)
	e.Year.To, _ = graph.NewDay(years[1], 12, 31)
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		i := r.IntN(len(e.Day))
		e.Busy = append(e.Busy, e.Subject[i])
	}
}

// Write imports the events from number from to number to, in batches of 10,000 records, actors before their first one.
func (e *Set) Write(t testing.TB, s graph.Store, from, to int) {
	t.Helper()
	ctx := context.Background()
	const source = "icews"
	kinds := graph.Kinds()
	known := make([]bool, len(e.Actors))
	records := []graph.Record{&graph.Source{ID: source, Publisher: "ICEWS", Kind: "data-set"}}
	flush := func() {
		got, err := s.Append(ctx, graph.Batch{Records: records})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range got {
			if r.Err != nil {
				t.Fatalf("%+v: %v", records[i], r.Err)
			}
		}
		records = records[:0]
	}
	made := graph.MadeBy{Kind: "importer", Name: "events", Run: "bench"}
	for i := from; i < to; i++ {
		for _, a := range [2]uint32{e.Subject[i], e.Object[i]} {
			if !known[a] {
				known[a] = true
				records = append(records, &graph.Actor{ID: e.Actors[a], Name: "The " + string(e.Actors[a]), Kind: kinds[a%4], Country: "USA"})
			}
		}
		records = append(records, &graph.Claim{
			Source: source, Subject: e.Actors[e.Subject[i]], Object: e.Actors[e.Object[i]], Relation: e.Relation[i],
			When: graph.ExactDay(e.Day[i]), Confidence: i * 7919 % 101, MadeBy: made,
		})
		if len(records) >= 10_000 {
			flush()
		}
	}
	flush()
}
