package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"liaison/graph"
	"liaison/graph/neo4jstore"
	"liaison/graph/sqlitestore"
)

// storeNeed says what a command needs of the store.
type storeNeed int

const (
	toRead  storeNeed = iota // it must be there
	toWrite                  // it is made where it is not there
)

// openStore is a store with what differs between backends.
type openStore struct {
	graph.Store
	where string // for people
	batch int    // records that one write of an import takes; 0: what suits most
}

// neo4jBatch is how many records go into one transaction of an import: larger ones gain little and keep others waiting.
const neo4jBatch = 5_000

// open opens the store that --store names: this is the one place that knows backends.
func (p *program) open(ctx context.Context, need storeNeed) (*openStore, error) {
	scheme, rest, err := p.config.scheme()
	if err != nil {
		return nil, err
	}
	switch scheme {
	case "sqlite":
		return p.openSQLite(rest, need)
	case "memory":
		o, err := p.config.ontology()
		if err != nil {
			return nil, err
		}
		s, err := sqlitestore.OpenMemory(o, sqlitestore.Options{})
		if err != nil {
			return nil, err
		}
		return &openStore{Store: s, where: "memory, and gone when the program ends"}, nil
	case "http", "https":
		return nil, wrong("--store %q is a server, which answers questions only; this needs sqlite:FILE, memory: or neo4j://HOST", p.config.store)
	}
	if isNeo4j(scheme) {
		return p.openNeo4j(ctx, need)
	}
	return nil, wrong("--store %q: there is no store of the kind %q; write sqlite:FILE, memory:, neo4j://HOST, or http://HOST of a server to ask", p.config.store, scheme)
}

// scheme takes the name of the store apart.
func (c *config) scheme() (scheme, rest string, err error) {
	scheme, rest, ok := strings.Cut(c.store, ":")
	if !ok {
		return "", "", wrong("--store %q has no scheme; write sqlite:%s for that file, or memory:", c.store, c.store)
	}
	if scheme == "sqlite" {
		rest = strings.TrimPrefix(rest, "//")
		if rest == "" {
			return "", "", wrong("--store %q names no file; write sqlite:FILE, such as %s", c.store, defaultStore)
		}
	}
	return scheme, rest, nil
}

// noStore is the file of a store that is not there.
type noStore string

func (n noStore) Error() string {
	return fmt.Sprintf("there is no store at %s; `liaison import FILE` and `liaison serve --seeds` make one, --store names another", string(n))
}

func (n noStore) Is(target error) bool { return target == fs.ErrNotExist }

// onDisk checks that a file may be a store.
func (c *config) onDisk(file string, need storeNeed) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && need == toRead:
		return noStore(file)
	case err == nil && info.IsDir():
		return wrong("--store %q is a folder; a store is a file", c.store)
	}
	return nil
}

func (p *program) openSQLite(file string, need storeNeed) (*openStore, error) {
	if err := p.config.onDisk(file, need); err != nil {
		return nil, err
	}
	o, err := p.config.ontology()
	if err != nil {
		return nil, err
	}
	s, err := sqlitestore.Open(file, o, sqlitestore.Options{})
	if graph.CodeOf(err) == graph.CodeUnavailable {
		return nil, fmt.Errorf("%w; a server that has it open answers too, with --store http://%s", err, defaultAddr)
	}
	if err != nil {
		return nil, err
	}
	return &openStore{Store: s, where: file}, nil
}

// isNeo4j tells the schemes of Neo4j: for a cluster or one server, plain, encrypted, or encrypted with any certificate.
func isNeo4j(scheme string) bool {
	return slices.Contains([]string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"}, scheme)
}

func (p *program) openNeo4j(ctx context.Context, need storeNeed) (*openStore, error) {
	uri, database, err := p.config.neo4jAddress()
	if err != nil {
		return nil, err
	}
	o, err := p.config.ontology()
	if err != nil {
		return nil, err
	}
	opt := neo4jstore.Options{Database: or(database, p.config.neo4j.database), AllowOtherData: p.config.otherData, MustExist: need == toRead}
	if p.config.neo4j.password != "" {
		opt.Username, opt.Password = p.config.neo4j.username, p.config.neo4j.password
	}
	s, err := neo4jstore.Open(ctx, uri, o, opt)
	if err != nil {
		return nil, err
	}
	return &openStore{s, s.Where(), neo4jBatch}, nil
}

// neo4jAddress takes SCHEME://HOST[:PORT][/DATABASE] apart, for cluster routing with ?NAME=VALUE behind it. What may hold
// a password is refused without repeating it.
func (c *config) neo4jAddress() (uri, database string, err error) {
	scheme, _, _ := strings.Cut(c.store, ":")
	if strings.Contains(c.store, "@") {
		return "", "", wrong("--store %s://...: a user or a password in the address would be seen in lists of processes and in logs; set %s and %s instead", scheme, envNeo4jUser, envNeo4jPassword)
	}
	u, err := url.Parse(c.store)
	if err != nil || u.Hostname() == "" || u.Fragment != "" || !isPort(u.Port()) {
		return "", "", wrong("--store %q is not the address of a Neo4j; write %s://HOST, %s://HOST:PORT or %s://HOST/DATABASE", c.store, scheme, scheme, scheme)
	}
	if u.RawQuery != "" && strings.HasPrefix(scheme, "bolt") {
		return "", "", wrong("--store %q: what follows ? chooses among the servers of a cluster, for which the address begins with neo4j", c.store)
	}
	database = strings.Trim(u.Path, "/")
	if strings.Contains(database, "/") {
		return "", "", wrong("--store %q: %q is not the name of a database; write %s://HOST/DATABASE", c.store, database, scheme)
	}
	u.Path, u.RawPath = "", ""
	return u.String(), database, nil
}

// isPort tells whether the port of an address can be one; an empty one stands for the usual.
func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return s == "" || err == nil && n > 0
}

// backup copies the store to a new file.
func (p *program) backup(ctx context.Context, to string) error {
	scheme, from, err := p.config.scheme()
	if err != nil {
		return err
	}
	switch {
	case isNeo4j(scheme):
		return wrong("--store %s:... is a Neo4j database, which has no file to copy here; `liaison export -o FILE` writes all records, and `neo4j-admin database dump` copies the database itself", scheme)
	case scheme != "sqlite":
		return wrong("--store %q has no file to back up", p.config.store)
	}
	if err := p.config.onDisk(from, toRead); err != nil {
		return err
	}
	return sqlitestore.Backup(ctx, from, to)
}
