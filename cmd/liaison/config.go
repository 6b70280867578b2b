package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/ontology"
)

// The environment variables; a flag goes before its variable.
const (
	envStore     = "LIAISON_STORE"
	envRelations = "LIAISON_RELATIONS" // files, separated as in PATH
	envAddr      = "LIAISON_ADDR"
	envKeys      = "LIAISON_KEYS" // keys, separated by commas, blanks or line ends
	envHosts     = "LIAISON_HOSTS"
	envLog       = "LIAISON_LOG"
	envKey       = "LIAISON_KEY" // the key with which to ask a server
)

// The environment variables of Neo4j's own tools.
const (
	envNeo4jUser     = "NEO4J_USERNAME"
	envNeo4jPassword = "NEO4J_PASSWORD"
	envNeo4jDatabase = "NEO4J_DATABASE"
)

// The defaults. The store is a visible file where one works, so that each investigation may have its folder.
const (
	defaultStore = "sqlite:liaison.db"
	defaultAddr  = "127.0.0.1:8080"
	defaultUser  = "neo4j" // what Neo4j calls the one that it makes
)

// config is what every command may be told.
type config struct {
	store     string
	relations []string
	key       string // with which to ask a server
	otherData bool   // a Neo4j database may hold somebody else's actors
	neo4j     struct {
		username, password, database string
	}
}

func (c *config) bind(flags *pflag.FlagSet, getenv func(string) string) {
	flags.StringVar(&c.store, "store", or(getenv(envStore), defaultStore), "the `store`: sqlite:FILE; neo4j://HOST[:PORT][/DATABASE] or bolt://..., with user and password in NEO4J_USERNAME and NEO4J_PASSWORD; memory: for one that does not last; http://HOST for a server to ask (LIAISON_STORE)")
	flags.BoolVar(&c.otherData, "allow-other-data", false, "keep the data in a Neo4j database beside somebody else's Actor nodes")
	c.neo4j.username = or(getenv(envNeo4jUser), defaultUser)
	c.neo4j.password = getenv(envNeo4jPassword)
	c.neo4j.database = getenv(envNeo4jDatabase)
	c.key = getenv(envKey)
	var files []string
	if list := getenv(envRelations); list != "" {
		files = strings.Split(list, string(os.PathListSeparator))
	}
	flags.StringArrayVar(&c.relations, "relations", files, "`FILE` of further relations, NDJSON (repeats; LIAISON_RELATIONS)")
}

// ontology loads the built-in relations and those of the files.
func (c *config) ontology() (*graph.Ontology, error) {
	var files []io.Reader
	for _, name := range c.relations {
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("relations: %w", err)
		}
		defer f.Close()
		files = append(files, f)
	}
	return ontology.Load(files...)
}

// readKeys gives the API keys of the environment and of a file, which has one a line and comments after #.
func readKeys(file string, getenv func(string) string) ([]api.Key, error) {
	var keys []api.Key
	add := func(where, text string) error {
		k, err := api.ParseKey(text)
		if err != nil {
			return wrong("%s: %w", where, err)
		}
		keys = append(keys, k)
		return nil
	}
	for i, text := range strings.FieldsFunc(getenv(envKeys), func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' || r == '\r' }) {
		if err := add(fmt.Sprintf("%s, key %d", envKeys, i+1), text); err != nil {
			return nil, err
		}
	}
	if file == "" {
		return keys, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("API keys: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		text, _, _ := strings.Cut(lines.Text(), "#")
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if err := add(fmt.Sprintf("%s, line %d", file, n), text); err != nil {
			return nil, err
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(keys) == 0 {
		return nil, wrongCall{errors.New(file + " has no keys; one is written NAME:ROLE:SECRET, a line each")}
	}
	return keys, nil
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}
