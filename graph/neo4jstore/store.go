package neo4jstore

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"liaison/graph"
)

// Options of a store. The zero value is usable against a server without authentication.
type Options struct {
	Clock              func() time.Time // default time.Now
	ID                 string           // of a new store: 32 hex digits; default random
	Database           string           // default: the server's own default
	Username, Password string           // both empty: no authentication
	MustExist          bool             // do not make a store where there is none
	AllowOtherData     bool             // accept a database that holds Actor nodes of somebody else
	QueryTime          time.Duration    // the longest that one read may take; default 30 s
	WriteTime          time.Duration    // the longest that one append may take; default 5 min
	Connections        int              // how many connections there may be; default 50
	AcquireTime        time.Duration    // how long to wait for one when all are in use; default 5 s
}

func (o *Options) complete() {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.QueryTime <= 0 {
		o.QueryTime = 30 * time.Second
	}
	if o.WriteTime <= 0 {
		o.WriteTime = 5 * time.Minute
	}
	if o.Connections <= 0 {
		o.Connections = 50
	}
	if o.AcquireTime <= 0 {
		o.AcquireTime = 5 * time.Second
	}
}

// Store is a graph.Store in a Neo4j database. Several stores, in one process or in many, may have one database open:
// what they keep in memory is only what never changes. Make it with Open.
type Store struct {
	uri      string
	opt      Options
	driver   neo4j.DriverWithContext
	database string
	// bookmarks make every session see what earlier ones of this store have seen, whichever server of a cluster it
	// reaches.
	bookmarks neo4j.BookmarkManager
	// connections holds a token for each connection in use: waiting for one is ours, so that it ends with a clear error.
	connections chan struct{}
	id          string
	ontology    *graph.Ontology

	seen    atomic.Pointer[head] // the newest head that was read
	writing chan struct{}        // holds one token; a writer of this process takes it before the database's lock
	sums    sumsCache            // what Stats has counted

	versions memory[graph.Actor] // of actors
	degrees  memory[int]         // and how many claim ends they have

	walkUpTo int      // see chooseWay
	recall   recall   // what Expand has learned for Ties
	texts    sync.Map // statements that find claims, see question.statement

	life    context.Context // ends when Close is called; for what no caller waits for
	end     context.CancelFunc
	closing sync.RWMutex // held for reading by every call, for writing by Close
	closed  bool
}

// head is what is visible: nothing above its sequence was applied whole.
type head struct {
	graph.AsOf
	types []string // the relationship types in use, sorted
	vague []string // those of claims whose slot is not of the class exactDay, sorted
	rare
}

// rare tells which things there are at all, so that they cost nothing where there are none.
type rare struct{ denials, pairs, withdrawals, additions, relays, proposals bool }

func rareOf(names []string) rare {
	has := func(name string) bool { return slices.Contains(names, name) }
	return rare{has("denials"), has("pairs"), has("withdrawals"), has("additions"), has("relays"), has("proposals")}
}

func (r rare) names() []string {
	names := []string{}
	for name, there := range map[string]bool{"denials": r.denials, "pairs": r.pairs, "withdrawals": r.withdrawals, "additions": r.additions, "relays": r.relays, "proposals": r.proposals} {
		if there {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// ID names this set of records.
func (s *Store) ID() string { return s.id }

// Ontology gives the relations stored with the data.
func (s *Store) Ontology() *graph.Ontology { return s.ontology }

// Where tells people where the data are.
func (s *Store) Where() string { return "the database " + s.database + " at " + s.uri }

// Close waits for calls under way and gives the connections back.
func (s *Store) Close() error {
	s.end()
	s.closing.Lock()
	defer s.closing.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return s.driver.Close(ctx)
}

// enter keeps the store open until leave is called.
func (s *Store) enter(ctx context.Context) (leave func(), err error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.closing.RLock()
	if s.closed {
		s.closing.RUnlock()
		return nil, &graph.Error{Code: graph.CodeUnavailable, Message: "the store is closed"}
	}
	return s.closing.RUnlock, nil
}

// newest reads the head.
func (s *Store) newest(ctx context.Context) (*head, error) {
	// The sequence is read before the types: they are written first, so that there are never too few.
	rows, err := s.read(ctx, `MATCH (h:Head {liaison: 'head'}) WITH h.sequence AS sequence, h.recorded AS recorded
		MATCH (s:Store {liaison: 'store'}) RETURN sequence, recorded, s.types, s.vague, s.rare`, nil)
	if err != nil {
		return nil, err
	}
	if len(rows) != 1 {
		return nil, s.damaged("its Head node is missing")
	}
	r := rows[0]
	h := &head{AsOf: graph.AsOf{Sequence: graph.Sequence(r.int(0)), Recorded: r.time(1)}, types: r.texts(2), vague: r.texts(3), rare: rareOf(r.texts(4))}
	slices.Sort(h.types)
	slices.Sort(h.vague)
	s.see(h)
	return h, nil
}

// see remembers a head, unless a newer one is known.
func (s *Store) see(h *head) {
	for {
		known := s.seen.Load()
		if known != nil && known.Sequence >= h.Sequence || s.seen.CompareAndSwap(known, h) {
			return
		}
	}
}

// point is where in known time a question is answered.
type point struct {
	sequence graph.Sequence // at most the newest
	types    []string       // the relationship types that claims may have by then, sorted
	vague    []string       // those that may have claims of another class than exactDay, sorted
	rare
}

// at turns the sequence asked for into one that is recorded. It asks the database only where the sequence is above
// all that this store has seen.
func (s *Store) at(ctx context.Context, sequence graph.Sequence) (point, error) {
	h := s.seen.Load()
	if h == nil || sequence > h.Sequence {
		var err error
		if h, err = s.newest(ctx); err != nil {
			return point{}, err
		}
	}
	return point{sequence: min(sequence, h.Sequence), types: h.types, vague: h.vague, rare: h.rare}, nil
}

// enterAt is enter for a call about a sequence.
func (s *Store) enterAt(ctx context.Context, sequence graph.Sequence) (p point, leave func(), err error) {
	if leave, err = s.enter(ctx); err != nil {
		return point{}, nil, err
	}
	if p, err = s.at(ctx, sequence); err != nil {
		leave()
		return point{}, nil, err
	}
	return p, leave, nil
}
