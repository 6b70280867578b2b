package sqlitestore

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"liaison/graph"
)

// readerCount bounds the connections of readers. The index answers most questions, so few are needed.
const readerCount = 8

// Open opens the store in a file and makes it where there is none. The ontology may add relations to those stored with
// the data, and is refused where it disagrees with them (see graph.Ontology.Check); nil stands for the stored one. Only
// one Store at a time, in any process, has a file open.
//
// The error of a file that is in use, cannot be read or written, is not ours, was made by a newer version, or is
// damaged is a *graph.Error that names it.
func Open(path string, o *graph.Ontology, opt Options) (*Store, error) {
	return openFile(path, o, opt, migrations)
}

func openFile(path string, o *graph.Ontology, opt Options, steps []string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, &graph.Error{Code: graph.CodeInvalid, Field: "store", Value: path, Message: fmt.Sprintf("%s is a folder; a store is a file", path)}
	}
	l, err := takeLock(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, lock: l}
	s.readers = newPool(readerCount, func() (conn, error) {
		return dial(path, `PRAGMA query_only = 1; PRAGMA cache_size = -16384;`)
	})
	w, err := dial(path, "")
	if err == nil {
		err = s.start(w, o, opt, steps)
	}
	if err != nil {
		_ = s.readers.close()
		_ = l.release()
		return nil, explain(path, err)
	}
	return s, nil
}

// OpenMemory makes an empty store that is kept in memory and gone when it is closed.
func OpenMemory(o *graph.Ontology, opt Options) (*Store, error) {
	c, err := sqlite.OpenConn(":memory:", sqlite.OpenReadWrite|sqlite.OpenCreate)
	if err != nil {
		return nil, err
	}
	s := &Store{path: "the store in memory"}
	// There is one connection, which readers and the writer lend each other.
	s.readers = newPool(1, func() (conn, error) { return conn{c}, nil })
	if err := s.start(conn{c}, o, opt, migrations); err != nil {
		_ = s.readers.close()
		return nil, explain(s.path, err)
	}
	return s, nil
}

// dial opens a connection to a file.
func dial(path, script string) (conn, error) {
	c, err := sqlite.OpenConn(path, sqlite.OpenReadWrite|sqlite.OpenCreate)
	if err != nil {
		return conn{}, err
	}
	c.SetBusyTimeout(5 * time.Second)
	if err := sqlitex.ExecuteScript(c, script, nil); err != nil {
		_ = c.Close()
		return conn{}, err
	}
	return conn{c}, nil
}

// start brings the file up to date, reads it, and begins to take writes. On an error it closes the connection.
func (s *Store) start(c conn, o *graph.Ontology, opt Options, steps []string) (err error) {
	inMemory := s.lock == nil
	defer func() {
		if err != nil && !inMemory {
			_ = c.Close()
		}
	}()
	if opt.Clock == nil {
		opt.Clock = time.Now
	}
	if err := s.prepare(c, steps); err != nil {
		return err
	}
	if s.id, err = storeID(c, opt.ID); err != nil {
		return err
	}
	if s.ontology, s.numbers, err = settleOntology(c, o); err != nil {
		return err
	}
	for _, r := range s.ontology.All() {
		s.relations = append(s.relations, r.ID)
	}
	w := &writer{s: s, c: c, clock: opt.Clock, lent: inMemory}
	if inMemory {
		err = s.load(w, []conn{c})
	} else {
		err = s.loadFrom(w)
	}
	if err != nil {
		return err
	}
	if err := w.open(); err != nil {
		return err
	}
	s.writer, s.queue, s.stopped = w, make(chan *request, 256), make(chan struct{})
	go w.run(s.queue)
	return nil
}

// loadFrom reads the file through readers' connections.
func (s *Store) loadFrom(w *writer) error {
	var conns []conn
	for range 3 {
		c, err := s.readers.take(context.Background())
		if err != nil {
			return err
		}
		defer s.readers.put(c)
		conns = append(conns, c)
	}
	return s.load(w, conns)
}

// prepare checks that the file is ours, and brings its tables to the newest version.
func (s *Store) prepare(c conn, steps []string) error {
	app, err := c.number(`PRAGMA application_id`)
	if err != nil {
		return err
	}
	version, err := c.number(`PRAGMA user_version`)
	if err != nil {
		return err
	}
	tables, err := c.number(`SELECT count(*) FROM sqlite_schema`)
	if err != nil {
		return err
	}
	refuse := func(format string, args ...any) error {
		return &graph.Error{Code: graph.CodeInvalid, Field: "store", Value: s.path, Message: fmt.Sprintf(format, args...)}
	}
	if app != applicationID && (app != 0 || tables > 0) {
		return refuse("%s is an SQLite database, but not a store of Liaison", s.path)
	}
	if version > int64(len(steps)) {
		return refuse("%s was written by a newer Liaison (its tables have version %d, this program knows %d); open it with that one", s.path, version, len(steps))
	}
	for _, pragma := range []string{
		`PRAGMA journal_mode = WAL`, `PRAGMA synchronous = FULL`, `PRAGMA foreign_keys = ON`, `PRAGMA cache_size = -65536`,
		`PRAGMA temp_store = MEMORY`, `PRAGMA wal_autocheckpoint = 4096`,
	} {
		if err := c.exec(pragma); err != nil {
			return err
		}
	}
	for n := int(version); n < len(steps); n++ {
		if err := migrate(c, steps[n], n+1); err != nil {
			return err
		}
	}
	return writable(c)
}

// migrate takes one step, whole or not at all.
func migrate(c conn, script string, version int) error {
	if err := c.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	err := sqlitex.ExecuteScript(c.Conn, script, nil)
	if err == nil {
		err = sqlitex.ExecuteScript(c.Conn, fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d;`, applicationID, version), nil)
	}
	if err == nil {
		err = c.exec(`COMMIT`)
	}
	if err != nil {
		_ = c.exec(`ROLLBACK`)
	}
	return err
}

// writable finds out whether the file can be written to, before somebody's write does.
func writable(c conn) error {
	if err := c.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	return c.exec(`ROLLBACK`)
}

var idPattern = regexp.MustCompile(`^[0-9a-f]{32}$`)

// storeID reads the id of the store, or gives it one.
func storeID(c conn, wish string) (string, error) {
	var id string
	if found, err := c.row(`SELECT value FROM meta WHERE key = 'id'`, func(st *sqlite.Stmt) { id = st.ColumnText(0) }); err != nil || found {
		return id, err
	}
	if wish == "" {
		var b [16]byte
		_, _ = rand.Read(b[:]) // never fails, by its contract
		wish = hex.EncodeToString(b[:])
	}
	if !idPattern.MatchString(wish) {
		return "", graph.Invalid("id", wish, "is not the id of a store; one has 32 hex digits")
	}
	return wish, c.exec(`INSERT INTO meta (key, value) VALUES ('id', ?)`, wish)
}

// settleOntology compares the ontology with the relations stored, and stores what is new in it.
func settleOntology(c conn, o *graph.Ontology) (*graph.Ontology, relationNumbers, error) {
	var (
		stored  []graph.Relation
		numbers relationNumbers
		bodies  = map[graph.RelationID]string{}
		place   = map[graph.RelationID]uint32{}
	)
	err := c.rows(`SELECT number, id, body FROM relation ORDER BY number`, func(st *sqlite.Stmt) error {
		var r graph.Relation
		if err := json.Unmarshal([]byte(st.ColumnText(2)), &r); err != nil {
			return fmt.Errorf("relation %s as stored: %w", st.ColumnText(1), err)
		}
		stored, bodies[r.ID], place[r.ID] = append(stored, r), st.ColumnText(2), number(st, 0)
		return nil
	})
	if err != nil {
		return nil, numbers, err
	}
	if o == nil {
		if len(stored) == 0 {
			return nil, numbers, errors.New("sqlitestore: a new store needs an ontology")
		}
		if o, err = graph.NewOntology(stored); err != nil {
			return nil, numbers, err
		}
	} else if err := o.Check(stored); err != nil {
		return nil, numbers, err
	}
	if err := storeRelations(c, o, bodies, place); err != nil {
		return nil, numbers, err
	}
	numbers.place = make([]int32, len(place)+1)
	numbers.number = make([]uint32, o.Len())
	for i := range numbers.place {
		numbers.place[i] = -1
	}
	for i, r := range o.All() {
		n := place[r.ID]
		numbers.number[i], numbers.place[n] = n, int32(i)
	}
	return o, numbers, nil
}

// storeRelations writes the relations that are new or worded anew. Numbers count from 1.
func storeRelations(c conn, o *graph.Ontology, bodies map[graph.RelationID]string, place map[graph.RelationID]uint32) (err error) {
	if err := c.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = c.exec(`ROLLBACK`)
		}
	}()
	for _, r := range o.All() {
		body, err := json.Marshal(r)
		if err != nil {
			return err
		}
		if bodies[r.ID] == string(body) {
			continue
		}
		if _, known := place[r.ID]; !known {
			place[r.ID] = uint32(len(place) + 1)
		}
		err = c.exec(`INSERT INTO relation (number, id, body) VALUES (?, ?, ?) ON CONFLICT (number) DO UPDATE SET body = excluded.body`,
			place[r.ID], string(r.ID), string(body))
		if err != nil {
			return err
		}
	}
	return c.exec(`COMMIT`)
}

func damaged(path string, err error) error {
	return &graph.Error{Code: graph.CodeInternal, Field: "store", Value: path,
		Message: fmt.Sprintf("%s is damaged; restore it from a backup", path), Err: err}
}
