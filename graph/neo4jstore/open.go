package neo4jstore

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"liaison/graph"
)

// openTime bounds the opening of a store; making all indexes of a new one takes some seconds.
const openTime = 3 * time.Minute

// connectTime bounds the making of a connection.
const connectTime = 3 * time.Second

// The oldest Neo4j that has all that is used here: uniqueness constraints on relationships.
const (
	leastMajor = 5
	leastMinor = 7
)

// Open opens the store in a Neo4j database, and makes it where there is none: neo4j://HOST[:PORT] for a server or a
// cluster, bolt://HOST[:PORT] for that one server, +s for an encrypted connection (+ssc: with any certificate). The
// ontology may add relations to those stored with the data, and is refused where it disagrees with them (see
// graph.Ontology.Check); nil stands for the stored one.
//
// The error is a *graph.Error: CodeUnavailable for a server that does not answer or refuses the user, CodeInvalid
// (field "store") for an address that cannot be, a Neo4j older than 5.7, a database that holds Actor nodes of somebody
// else (see Options.AllowOtherData) or was written by a newer Liaison, CodeNotFound where there is no store and one must
// exist. Nothing was written then.
func Open(ctx context.Context, uri string, o *graph.Ontology, opt Options) (*Store, error) {
	opt.complete()
	if err := checkURI(uri); err != nil {
		return nil, err
	}
	auth := neo4j.NoAuth()
	if opt.Username != "" || opt.Password != "" {
		auth = neo4j.BasicAuth(opt.Username, opt.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(uri, auth, func(c *config.Config) {
		c.MaxConnectionPoolSize = opt.Connections
		c.ConnectionAcquisitionTimeout = opt.AcquireTime
		c.SocketConnectTimeout = connectTime
		c.ConnectionLivenessCheckTimeout = 5 * time.Second
		c.UserAgent = "Liaison"
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, graph.Invalid("store", uri, "%q is not the address of a Neo4j: %v; write neo4j://HOST or bolt://HOST", uri, err)
	}
	s := &Store{
		uri: uri, opt: opt, driver: driver, database: opt.Database, bookmarks: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{}),
		versions: newMemory[graph.Actor](), degrees: newMemory[int](), walkUpTo: walkUpTo,
		connections: make(chan struct{}, opt.Connections), writing: make(chan struct{}, 1),
	}
	s.life, s.end = context.WithCancel(context.Background())
	limited, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	if err := s.start(limited, o); err != nil {
		s.end()
		_ = driver.Close(context.WithoutCancel(ctx))
		if limited.Err() != nil && ctx.Err() == nil {
			err = &graph.Error{Code: graph.CodeUnavailable, Message: fmt.Sprintf("Neo4j at %s was not ready within %v; try again", uri, openTime), Err: err}
		}
		return nil, err
	}
	s.prepare(s.seen.Load())
	return s, nil
}

func checkURI(uri string) error {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" {
		return graph.Invalid("store", uri, "%q is not the address of a Neo4j; write neo4j://HOST or bolt://HOST", uri)
	}
	if u.User != nil {
		return graph.Invalid("store", u.Redacted(), "the address holds a user or password; give them apart from it")
	}
	return nil
}

func (s *Store) start(ctx context.Context, o *graph.Ontology) error {
	if err := s.connect(ctx); err != nil {
		return err
	}
	if err := s.checkVersion(ctx); err != nil {
		return err
	}
	if err := s.findDatabase(ctx); err != nil {
		return err
	}
	fresh, err := s.checkOwner(ctx)
	if err != nil {
		return err
	}
	if o, err = s.checkOntology(ctx, o); err != nil {
		return err
	}
	s.ontology = o
	if err := s.makeSchema(ctx); err != nil {
		return err
	}
	if fresh {
		if err := s.found(ctx); err != nil {
			return err
		}
	}
	if err := s.storeOntology(ctx); err != nil {
		return err
	}
	if err := s.settle(ctx); err != nil {
		return err
	}
	_, err = s.newest(ctx)
	return err
}

// connect finds out whether somebody answers, and whether we may come in.
func (s *Store) connect(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, 2*connectTime)
	defer cancel()
	err := s.driver.VerifyConnectivity(limited)
	if err == nil || ctx.Err() != nil {
		return s.explain(ctx, err)
	}
	told := s.explain(ctx, err)
	if e, ok := told.(*graph.Error); ok && strings.HasSuffix(e.Message, "does not answer") {
		e.Message += "; check that it runs, the address and the port (Bolt's is 7687 unless set otherwise), and whether the connection must be encrypted (+s)"
	}
	return told
}

// checkVersion refuses what is too old before anything of it is used.
func (s *Store) checkVersion(ctx context.Context) error {
	rows, err := s.read(ctx, `CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]`, nil)
	if err != nil {
		return err
	}
	if len(rows) != 1 {
		return graph.Invalid("store", s.uri, "the server at %s does not say which Neo4j it is", s.uri)
	}
	version := rows[0].text(0)
	if tooOld(version) {
		return graph.Invalid("store", s.uri, "the server at %s is Neo4j %s; Liaison needs %d.%d or newer, best the 5.26 LTS", s.uri, version, leastMajor, leastMinor)
	}
	return nil
}

func tooOld(version string) bool {
	parts := strings.SplitN(version, ".", 3)
	major, err := strconv.Atoi(parts[0])
	if err != nil || len(parts) < 2 {
		return true
	}
	minor, err := strconv.Atoi(strings.TrimFunc(parts[1], func(r rune) bool { return r < '0' || r > '9' }))
	return err != nil || major < leastMajor || major == leastMajor && minor < leastMinor
}

// findDatabase gives the default database its name, so that no later call has to ask for it.
func (s *Store) findDatabase(ctx context.Context) error {
	rows, err := s.read(ctx, `CALL db.info() YIELD name RETURN name`, nil)
	if err == nil && len(rows) == 1 {
		s.database = rows[0].text(0)
	}
	return err
}

// checkOwner tells whether the database is ours, or empty (fresh). Anybody else's is refused, unless that is allowed.
func (s *Store) checkOwner(ctx context.Context) (fresh bool, err error) {
	rows, err := s.read(ctx, `OPTIONAL MATCH (s:Store {liaison: 'store'}) RETURN s.id, s.version, EXISTS { MATCH (:Actor) }`, nil)
	if err != nil {
		return false, err
	}
	r := rows[0]
	switch version := r.int(1); {
	case !r.null(0) && version > schemaVersion:
		return false, graph.Invalid("store", s.uri, "%s was written by a newer Liaison (its data have version %d, this program knows %d); open it with that one", s.Where(), version, schemaVersion)
	case !r.null(0):
		s.id = r.text(0)
		return false, nil
	case r.bool(2) && !s.opt.AllowOtherData:
		return false, &graph.Error{Code: graph.CodeInvalid, Field: "store", Value: s.uri, Message: s.Where() + " holds Actor nodes that are not Liaison's; nothing was written. " +
			"Choose an empty database, or allow Liaison to keep its data beside them (--allow-other-data)"}
	case s.opt.MustExist:
		return false, graph.NotFound("store", s.uri, "there is no store in %s; `liaison import FILE` and `liaison serve --seeds` make one", s.Where())
	}
	return true, nil
}

var idPattern = regexp.MustCompile(`^[0-9a-f]{32}$`)

// found makes the nodes that every store has one of. Of two that do so at once one finds the other's.
func (s *Store) found(ctx context.Context) error {
	id := s.opt.ID
	if id == "" {
		var b [16]byte
		_, _ = rand.Read(b[:]) // never fails, by its contract
		id = hex.EncodeToString(b[:])
	}
	if !idPattern.MatchString(id) {
		return graph.Invalid("id", id, "is not the id of a store; one has 32 hex digits")
	}
	err := s.write(ctx, func(t *tx) error {
		rows, err := t.run(ctx, `MERGE (s:Store {liaison: 'store'}) ON CREATE SET s.id = $id, s.version = $version, s.written = 0, s.types = [], s.vague = []
			MERGE (h:Head {liaison: 'head'}) ON CREATE SET h.sequence = 0
			RETURN s.id`, map[string]any{"id": id, "version": schemaVersion})
		if err == nil {
			s.id = rows[0].text(0)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("making the store: %w", err)
	}
	return nil
}
