package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// compose is the part of docker-compose.yml that matters here; everything else in it is refused.
type compose struct {
	Services map[string]struct {
		Build       string            `yaml:"build"`
		Image       string            `yaml:"image"`
		Command     []string          `yaml:"command"`
		Environment map[string]string `yaml:"environment"`
		Ports       []string          `yaml:"ports"`
		Volumes     []string          `yaml:"volumes"`
		ReadOnly    bool              `yaml:"read_only"`
		Tmpfs       []string          `yaml:"tmpfs"`
		CapDrop     []string          `yaml:"cap_drop"`
		Security    []string          `yaml:"security_opt"`
		Grace       string            `yaml:"stop_grace_period"`
		Restart     string            `yaml:"restart"`
	} `yaml:"services"`
	Volumes map[string]any `yaml:"volumes"`
}

// TestCompose checks the file without an engine: what it names exists, and it opens no more than it says.
func TestCompose(t *testing.T) {
	top := root(t)
	raw, err := os.ReadFile(filepath.Join(top, "docker-compose.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var c compose
	if err := yaml.UnmarshalWithOptions(raw, &c, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	s, ok := c.Services["liaison"]
	if !ok {
		t.Fatal("there is no service liaison")
	}
	if _, err := os.Stat(filepath.Join(top, s.Build, "Dockerfile")); err != nil {
		t.Errorf("build: %v", err)
	}
	for _, port := range s.Ports {
		if !strings.HasPrefix(port, "127.0.0.1:") {
			t.Errorf("port %q is open to other machines, want it on 127.0.0.1", port)
		}
	}
	for _, v := range s.Volumes {
		name, target, _ := strings.Cut(v, ":")
		if _, ok := c.Volumes[name]; !ok || target != "/data" {
			t.Errorf("volume %q: want a declared one at /data", v)
		}
	}
	if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) {
		t.Errorf("read_only %v, cap_drop %v: want a service that can change nothing but its data", s.ReadOnly, s.CapDrop)
	}
	if !strings.HasPrefix(s.Environment["LIAISON_KEYS"], "${LIAISON_KEYS:?") {
		t.Errorf("LIAISON_KEYS is %q: want it taken from the caller, and refused where it is missing", s.Environment["LIAISON_KEYS"])
	}
	if len(s.Command) == 0 || s.Command[0] != "serve" {
		t.Errorf("command %v: want serve", s.Command)
	}
}

// TestDockerfile checks that the image runs as nobody, asks for its own health, and is built as go.mod asks.
func TestDockerfile(t *testing.T) {
	top := root(t)
	raw, err := os.ReadFile(filepath.Join(top, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	file := string(raw)
	last := file[strings.LastIndex(file, "\nFROM "):]
	for _, want := range []string{"FROM scratch", "USER 65534:65534", `CMD ["/liaison", "health"]`, `ENTRYPOINT ["/liaison"]`} {
		if !strings.Contains(last, want) {
			t.Errorf("the final stage has no %q", want)
		}
	}
	mod, err := os.ReadFile(filepath.Join(top, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindSubmatch(mod)
	if !strings.Contains(file, "FROM golang:"+string(version[1])+"-") {
		t.Errorf("the image is not built with the Go %s of go.mod", version[1])
	}
	for _, from := range regexp.MustCompile(`(?m)^COPY (?:--\S+ )*([^-\s]\S*)`).FindAllStringSubmatch(file, -1) {
		if strings.HasPrefix(from[1], "/") {
			continue // from another stage
		}
		if _, err := os.Stat(filepath.Join(top, from[1])); err != nil && !strings.Contains(from[0], "--from") {
			t.Errorf("%s: %v", from[0], err)
		}
	}
}
