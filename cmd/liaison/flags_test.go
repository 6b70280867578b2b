package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	liaison "liaison/cmd/liaison"
)

// apiParams reads the query parameters of a call from the API's description.
func apiParams(t *testing.T, call string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root(t), "api", "openapi.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	type parameter struct {
		Ref  string `yaml:"$ref"`
		Name string `yaml:"name"`
		In   string `yaml:"in"`
	}
	var doc struct {
		Paths map[string]struct {
			Get struct {
				Parameters []parameter `yaml:"parameters"`
			} `yaml:"get"`
		} `yaml:"paths"`
		Components struct {
			Parameters map[string]parameter `yaml:"parameters"`
		} `yaml:"components"`
	}
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range doc.Paths["/api/v1"+call].Get.Parameters {
		if p.Ref != "" {
			p = doc.Components.Parameters[strings.TrimPrefix(p.Ref, "#/components/parameters/")]
		}
		if p.In == "query" {
			out = append(out, strings.ReplaceAll(p.Name, "_", "-"))
		}
	}
	if len(out) == 0 {
		t.Fatalf("the API's description has no call %s with parameters", call)
	}
	return out
}

// TestFlagsAreParameters: what the API takes, a command takes, under the same name.
func TestFlagsAreParameters(t *testing.T) {
	own := []string{"help", "json", "claims", "store", "relations", "allow-other-data"}
	for command, calls := range map[string][]string{
		"neighbourhood": {"/neighbourhood"},
		"tie":           {"/ties/{a}/{b}"},
		"claim":         {"/claims/{id}"},
		"stats":         {"/stats"},
		"search":        {"/actors", "/claims"},
	} {
		var want []string
		for _, call := range calls {
			want = append(want, apiParams(t, call)...)
		}
		want = slices.DeleteFunc(want, func(name string) bool { return name == "q" }) // the words of a search
		slices.Sort(want)
		want = slices.Compact(want)
		c, _, err := liaison.Root().Find([]string{command})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if !slices.Contains(own, f.Name) {
				got = append(got, f.Name)
			}
		})
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("flags of %s (-parameters +flags):\n%s", command, diff)
		}
	}
}

// TestExamples: every command shows examples, and each is a call that its flags allow.
func TestExamples(t *testing.T) {
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			visit(sub)
		}
		if c.Name() == "liaison" || c.Name() == "help" || c.Name() == "completion" || c.Parent().Name() == "completion" {
			return
		}
		if c.Example == "" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		for _, line := range strings.Split(c.Example, "\n") {
			_, call, ok := strings.Cut(line, "liaison ")
			if !ok {
				t.Errorf("%s: the example %q does not call liaison", c.CommandPath(), line)
				continue
			}
			call, _, _ = strings.Cut(call, " | ")
			call, _, _ = strings.Cut(call, " > ")
			found, args, err := liaison.Root().Find(strings.Fields(call))
			if err != nil {
				t.Errorf("%q: %v", line, err)
				continue
			}
			if err := found.ParseFlags(args); err != nil {
				t.Errorf("%q: %v", line, err)
			}
		}
	}
	root := liaison.Root()
	root.InitDefaultCompletionCmd()
	visit(root)
}

func TestCompletion(t *testing.T) {
	p := newPlace(t)
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if out := p.must("completion", shell); !strings.Contains(out, "liaison") {
			t.Errorf("completion for %s does not name liaison", shell)
		}
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"neighbourhood", "--rank", ""}, "corroborated\n"},
		{[]string{"neighbourhood", "--relation", "share-int"}, "share-intelligence\t"},
		{[]string{"search", "--kind", ""}, "armed-group\n"},
		{[]string{"import", "--format", ""}, "gdelt\n"},
		{[]string{"ne"}, "neighbourhood\t"},
	} {
		if out := p.must(append([]string{"__complete"}, c.args...)...); !strings.Contains(out, c.want) {
			t.Errorf("completion of %q: got %q, want it to offer %q", c.args, out, c.want)
		}
	}
}

// TestUnderscores: the API's own spelling is understood.
func TestUnderscores(t *testing.T) {
	p := withSeeds(t)
	dashes := p.must("neighbourhood", "usa", "--min-witnesses", "2", "--avoid-degree", "40", "--json")
	underscores := p.must("neighbourhood", "usa", "--min_witnesses", "2", "--avoid_degree", "40", "--json")
	if dashes != underscores {
		t.Error("--min_witnesses is not --min-witnesses")
	}
	if commas, repeated := p.must("neighbourhood", "usa", "--kind", "person,agency", "--json"), p.must("neighbourhood", "usa", "--kind", "agency", "--kind", "person", "--json"); commas != repeated {
		t.Error("--kind person,agency is not --kind agency --kind person")
	}
}
