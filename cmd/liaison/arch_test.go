package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers says what each package may import of this module, besides the standard library. A package that is not listed
// has no place yet: give it one here, in the same change.
var layers = map[string][]string{
	"graph":                  {},
	"graph/ontology":         {"graph"},
	"graph/index":            {"graph"},
	"graph/resolve":          {"graph"},
	"graph/exchange":         {"graph", "graph/ontology"},
	"graph/extract":          {"graph", "graph/ontology", "graph/extract/grammar", "graph/extract/dates", "graph/extract/gazetteer", "graph/extract/lexicon"},
	"graph/extract/grammar":  {},
	"graph/extract/dates":    {"graph"},
	"graph/extract/lexicon":  {"graph", "graph/ontology"},
	"graph/extract/document": {"graph", "graph/extract/document/pdf"},
	// Files of which nothing is known; it can be used by itself.
	"graph/extract/document/pdf": {},
	"graph/extract/evaluate":     {"graph", "graph/extract"},
	"graph/extract/llm":          {"graph", "graph/extract", "graph/extract/dates"},
	"graph/extract/gazetteer":    {"graph"},
	"graph/algo":                 {"graph"},
	"graph/memstore":             {"graph"},
	"graph/sqlitestore":          {"graph", "graph/index"},
	"graph/neo4jstore":           {"graph"},
	// A server for tests; nothing but its own command and tests may know it.
	"graph/neo4jstore/neo4jtest":      {},
	"graph/neo4jstore/neo4jtest/with": {"graph/neo4jstore/neo4jtest"},
	// The reference store is what the others are compared with, and all are asked for the best paths.
	"graph/storetest":        {"graph", "graph/memstore", "graph/algo"},
	"graph/storetest/events": {"graph", "graph/ontology"},
	"api":                    {"graph", "graph/ontology"},
	"ui":                     {},
	"seeds":                  {},
	"cmd/liaison": {"api", "ui", "seeds", "graph", "graph/ontology", "graph/resolve", "graph/exchange", "graph/extract", "graph/extract/evaluate", "graph/extract/llm", "graph/extract/document", "graph/algo",
		"graph/memstore", "graph/sqlitestore", "graph/neo4jstore"},
}

// programs are the only files that may end the process.
var programs = []string{"cmd/liaison/main.go", "graph/neo4jstore/neo4jtest/with/main.go"}

// homes says where a module may be imported, besides the folders below: replacing it must touch one place.
var homes = []struct{ module, home, reason string }{
	{"github.com/gin-gonic/gin", "api", "only api speaks HTTP"},
	{"github.com/neo4j/", "graph/neo4jstore", "only its store knows Neo4j"},
	{"modernc.org/sqlite", "graph/sqlitestore", "only its store knows SQLite"},
	{"github.com/mattn/go-sqlite3", "graph/sqlitestore", "only its store knows SQLite"},
	{"github.com/ncruces/go-sqlite3", "graph/sqlitestore", "only its store knows SQLite"},
	{"zombiezen.com/go/sqlite", "graph/sqlitestore", "only its store knows SQLite"},
	{"database/sql", "graph/sqlitestore", "only a store knows SQL"},
	{"github.com/dominikbraun/graph", "graph/algo", "it holds one edge a pair, so it is for algorithms over a view and nothing else"},
	{"github.com/prometheus/", "api", "what is measured is a request"},
	{"github.com/spf13/", "cmd/liaison", "only the command line has commands"},
	{"github.com/jedib0t/go-pretty", "cmd/liaison", "only the command line prints tables"},
	{"github.com/mozillazg/go-unidecode", "graph/resolve", "only names are transliterated"},
	{"github.com/jdkato/prose", "graph/extract/grammar", "only the grammar reads words and tags"},
}

// topLevel is what may lie at the top of the repository.
var topLevel = []string{
	".ci", ".dockerignore", ".git", ".gitattributes", ".gitignore", "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile", "README.md",
	"api", "cmd", "docker-compose.yml", "docs", "go.mod", "go.sum", "graph", "seeds", "staticcheck.conf", "ui",
	"bin", ".cache", // made here, never committed
}

// noPlace are names of folders that say nothing about what is in them.
var noPlace = []string{"internal", "pkg", "utils", "util", "common", "helpers", "scripts", "misc", "lib"}

const (
	modulePath = "liaison"
	maxLines   = 400 // of a file that is not a test
)

// source is one Go file of the repository.
type source struct {
	name   string // slashes, from the root
	folder string
	test   bool
	ast    *ast.File
	lines  int
	set    *token.FileSet
}

func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

func sources(t *testing.T) []source {
	t.Helper()
	top := root(t)
	var out []source
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(top, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			switch base := d.Name(); {
			case rel == ".":
			case base == "node_modules" || base == "testdata" || base == "bin" || strings.HasPrefix(base, "."):
				return fs.SkipDir
			case slices.Contains(noPlace, base):
				t.Errorf("%s: a folder called %q says nothing about what is in it; a thing goes where its noun is", rel, base)
			}
			return nil
		}
		if path.Ext(rel) != ".go" {
			return nil
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, rel, raw, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{
			name: rel, folder: path.Dir(rel), test: strings.HasSuffix(rel, "_test.go"), ast: file,
			lines: strings.Count(string(raw), "\n"), set: set,
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (s *source) imports(t *testing.T) []string {
	var out []string
	for _, i := range s.ast.Imports {
		name, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		out = append(out, name)
		if i.Name != nil && i.Name.Name == "." {
			t.Errorf("%s: imports %s with a dot, which hides where names come from", s.name, name)
		}
	}
	return out
}

// TestLayers checks who may know whom.
func TestLayers(t *testing.T) {
	for _, s := range sources(t) {
		allowed, placed := layers[s.folder]
		if !placed {
			t.Errorf("%s: the package %s has no layer; add it to the table of this test, with what it may import", s.name, s.folder)
			continue
		}
		for _, name := range s.imports(t) {
			for _, h := range homes {
				if strings.HasPrefix(name, h.module) && s.folder != h.home && !strings.HasPrefix(s.folder, h.home+"/") {
					t.Errorf("%s imports %s, which belongs in %s alone: %s", s.name, name, h.home, h.reason)
				}
			}
			if err := mayImport(&s, name, allowed); err != nil {
				t.Error(err)
			}
		}
	}
}

func mayImport(s *source, name string, allowed []string) error {
	if s.test {
		return nil // a test may use what is above its package, as an example or as an oracle
	}
	own, ours := strings.CutPrefix(name, modulePath+"/")
	switch {
	case ours && !slices.Contains(allowed, own):
		return fmt.Errorf("%s imports %s; %s may import only %v of this module", s.name, name, s.folder, allowed)
	case !ours && s.folder == "graph" && strings.Contains(strings.Split(name, "/")[0], ".") && !strings.HasPrefix(name, "golang.org/x/text/unicode/norm"):
		return fmt.Errorf("%s imports %s; the domain stands on the standard library and Unicode normalisation alone", s.name, name)
	case (s.folder == "ui" || s.folder == "seeds") && strings.Contains(strings.Split(name, "/")[0], "."):
		return fmt.Errorf("%s imports %s; %s holds files and needs the standard library only", s.name, name, s.folder)
	}
	return nil
}

// TestHouse checks what keeps the code readable and testable.
func TestHouse(t *testing.T) {
	for _, s := range sources(t) {
		if s.lines > maxLines && !s.test {
			t.Errorf("%s has %d lines; beyond %d a file holds more than one thing", s.name, s.lines, maxLines)
		}
		for _, group := range s.ast.Comments {
			for _, mark := range []string{"TO" + "DO", "FIX" + "ME", "XX" + "X:"} {
				if strings.Contains(group.Text(), mark) {
					t.Errorf("%s: %s is work that is not done", s.set.Position(group.Pos()), mark)
				}
			}
		}
		if s.test {
			continue
		}
		ast.Inspect(s.ast, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s: func init runs before anyone can say how; make it a constructor", s.set.Position(n.Pos()))
				}
			case *ast.SelectorExpr:
				x, ok := n.X.(*ast.Ident)
				call := ""
				if ok {
					call = x.Name + "." + n.Sel.Name
				}
				ends := call == "os.Exit" || strings.HasPrefix(call, "log.Fatal")
				if ends && !slices.Contains(programs, s.name) {
					t.Errorf("%s: %s ends the program; only main may, everything else returns an error", s.set.Position(n.Pos()), call)
				}
			}
			return true
		})
	}
}

// TestTop checks that nothing lies at the top without a reason.
func TestTop(t *testing.T) {
	entries, err := os.ReadDir(root(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if !slices.Contains(topLevel, name) && !strings.Contains(name, ".db") { // a store that somebody made while trying things out
			t.Errorf("%s lies at the top of the repository; put it where its noun is, or add it to the table of this test", name)
		}
	}
}

// TestLayersAreChecked shows that the rules catch what they are for.
func TestLayersAreChecked(t *testing.T) {
	for _, c := range []struct {
		file, imports string
		allowed       bool
	}{
		{"graph/store.go", "context", true},
		{"graph/store.go", "golang.org/x/text/unicode/norm", true},
		{"graph/store.go", "golang.org/x/text/language", false},
		{"graph/store.go", "github.com/gin-gonic/gin", false},
		{"graph/store.go", "liaison/graph/index", false},
		{"graph/store_test.go", "liaison/graph/memstore", true},
		{"graph/sqlitestore/store.go", "liaison/graph/index", true},
		{"graph/sqlitestore/store.go", "liaison/graph/neo4jstore", false},
		{"graph/neo4jstore/store.go", "liaison/graph/neo4jstore/neo4jtest", false},
		{"graph/neo4jstore/store_test.go", "liaison/graph/neo4jstore/neo4jtest", true},
		{"graph/neo4jstore/neo4jtest/with/run.go", "liaison/graph/neo4jstore/neo4jtest", true},
		{"cmd/liaison/store.go", "liaison/graph/neo4jstore/neo4jtest", false},
		{"api/api.go", "liaison/graph/sqlitestore", false},
		{"seeds/seeds.go", "liaison/graph", false},
		{"ui/embed.go", "golang.org/x/net/html", false},
	} {
		folder := path.Dir(c.file)
		err := mayImport(&source{name: c.file, folder: folder, test: strings.HasSuffix(c.file, "_test.go")}, c.imports, layers[folder])
		if (err == nil) != c.allowed {
			t.Errorf("%s imports %s: got %v, want allowed %v", c.file, c.imports, err, c.allowed)
		}
	}
}
