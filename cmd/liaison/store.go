package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"liaison/graph"
	"liaison/graph/sqlitestore"
)

// storeNeed says what a command needs of the store.
type storeNeed int

const (
	toRead  storeNeed = iota // it must be there
	toWrite                  // it is made where it is not there
)

// openStore is a store with what only some backends can do.
type openStore struct {
	graph.Store
	where string // for people
}

// open opens the store that --store names: this is the one place that knows backends.
func (p *program) open(need storeNeed) (*openStore, error) {
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
		return &openStore{s, "memory, and gone when the program ends"}, nil
	case "http", "https":
		return nil, wrong("--store %q is a server, which answers questions only; this needs sqlite:FILE or memory:", p.config.store)
	}
	return nil, wrong("--store %q: there is no store of the kind %q; write sqlite:FILE, memory:, or http://HOST of a server to ask", p.config.store, scheme)
}

// scheme takes the name of the store apart.
func (c *config) scheme() (scheme, rest string, err error) {
	scheme, rest, ok := strings.Cut(c.store, ":")
	if !ok {
		return "", "", wrong("--store %q has no scheme; write sqlite:%s for that file, or memory:", c.store, c.store)
	}
	switch scheme {
	case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
		return "", "", wrong("--store %q: the Neo4j store is not in this build; it has sqlite:FILE and memory:", c.store)
	case "sqlite":
		rest = strings.TrimPrefix(rest, "//")
		if rest == "" {
			return "", "", wrong("--store %q names no file; write sqlite:FILE, such as %s", c.store, defaultStore)
		}
	}
	return scheme, rest, nil
}

// onDisk checks that a file may be a store.
func (c *config) onDisk(file string, need storeNeed) error {
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && need == toRead:
		return fmt.Errorf("there is no store at %s; `liaison import FILE` and `liaison serve --seeds` make one, --store names another", file)
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
	return &openStore{s, file}, nil
}

// backup copies the store to a new file.
func (p *program) backup(ctx context.Context, to string) error {
	scheme, from, err := p.config.scheme()
	if err != nil {
		return err
	}
	if scheme != "sqlite" {
		return wrong("--store %q has no file to back up", p.config.store)
	}
	if err := p.config.onDisk(from, toRead); err != nil {
		return err
	}
	return sqlitestore.Backup(ctx, from, to)
}
