package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestDependencies keeps docs/dependencies.md complete: a line for each module and package that is used here, with why,
// and none for any other.
func TestDependencies(t *testing.T) {
	top := root(t)
	page, err := os.ReadFile(filepath.Join(top, "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (.*) \\|$").FindAllStringSubmatch(string(page), -1) {
		if listed[row[1]] {
			t.Errorf("%s is listed twice", row[1])
		}
		listed[row[1]] = true
		if len(strings.TrimSpace(row[2])) < 20 {
			t.Errorf("%s: %q does not say why it is used", row[1], row[2])
		}
	}
	used := append(goModules(t), npmPackages(t)...)
	for _, name := range used {
		if !listed[name] {
			t.Errorf("%s is used, and docs/dependencies.md does not say why", name)
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("%s is in docs/dependencies.md, and nothing uses it", name)
	}
}

// goModules gives the modules that the code imports, tests included, and the tools.
func goModules(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	mod := string(raw)
	var required []string
	for _, line := range regexp.MustCompile(`(?m)^(?:require )?\s*([a-z0-9.-]+\.[a-z]+/\S+) v\S+`).FindAllStringSubmatch(mod, -1) {
		required = append(required, line[1])
	}
	imported := regexp.MustCompile(`(?m)^(?:tool )\s*(\S+)$`).FindAllStringSubmatch(mod, -1)
	var names []string
	for _, i := range imported {
		names = append(names, i[1])
	}
	for _, s := range sources(t) {
		names = append(names, s.imports(t)...)
	}
	var used []string
	for _, name := range names {
		best := ""
		for _, m := range required {
			if (name == m || strings.HasPrefix(name, m+"/")) && len(m) > len(best) {
				best = m
			}
		}
		if best != "" && !slices.Contains(used, best) {
			used = append(used, best)
		}
	}
	slices.Sort(used)
	return used
}

// npmPackages gives what the pages and their tests ask for.
func npmPackages(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root(t), "ui", "package.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Dependencies    map[string]string `json:"dependencies"`
		DevDependencies map[string]string `json:"devDependencies"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, list := range []map[string]string{file.Dependencies, file.DevDependencies} {
		for name, version := range list {
			if strings.ContainsAny(version, "^~*x ") {
				t.Errorf("ui/package.json: %s is %q; want one exact version", name, version)
			}
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
