package main_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// compose is the part of docker-compose.yml that matters here; everything else in it is refused.
type compose struct {
	Services map[string]service `yaml:"services"`
	Volumes  map[string]any     `yaml:"volumes"`
}

type service struct {
	Build       string                                `yaml:"build"`
	Image       string                                `yaml:"image"`
	Command     []string                              `yaml:"command"`
	DependsOn   map[string]struct{ Condition string } `yaml:"depends_on"`
	Environment map[string]string                     `yaml:"environment"`
	Ports       []string                              `yaml:"ports"`
	Volumes     []string                              `yaml:"volumes"`
	Healthcheck struct {
		Test        []string `yaml:"test"`
		Interval    string   `yaml:"interval"`
		Timeout     string   `yaml:"timeout"`
		StartPeriod string   `yaml:"start_period"`
		Retries     int      `yaml:"retries"`
	} `yaml:"healthcheck"`
	ReadOnly bool     `yaml:"read_only"`
	Tmpfs    []string `yaml:"tmpfs"`
	CapDrop  []string `yaml:"cap_drop"`
	Security []string `yaml:"security_opt"`
	Grace    string   `yaml:"stop_grace_period"`
	Restart  string   `yaml:"restart"`
}

// readTop reads a file at the top of the repository.
func readTop(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func readCompose(t *testing.T) compose {
	t.Helper()
	var c compose
	if err := yaml.UnmarshalWithOptions([]byte(readTop(t, "docker-compose.yml")), &c, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return c
}

var variable = regexp.MustCompile(`\$(?:\$|\{(\w+)(?::([-?])([^}]*))?\})`)

// filled puts the caller's environment into a value of docker-compose.yml, as the Compose specification says:
// ${NAME:-default}, ${NAME:?why it is needed}, $$ for a dollar sign. What is needed and not there is missing.
func filled(value string, env map[string]string) (out string, missing []string) {
	out = variable.ReplaceAllStringFunc(value, func(s string) string {
		m := variable.FindStringSubmatch(s)
		switch given := env[m[1]]; {
		case s == "$$":
			return "$"
		case given != "":
			return given
		case m[2] == "-":
			return m[3]
		}
		missing = append(missing, m[1])
		return ""
	})
	return out, missing
}

// TestCompose checks the file without an engine: what it names exists, it opens no more than it says, and it does not
// start without its secrets.
func TestCompose(t *testing.T) {
	c := readCompose(t)
	used := map[string]bool{}
	for name, s := range c.Services {
		for _, port := range s.Ports {
			if !strings.HasPrefix(port, "127.0.0.1:") {
				t.Errorf("%s: port %q is open to other machines, want it on 127.0.0.1", name, port)
			}
		}
		for _, v := range s.Volumes {
			volume, target, _ := strings.Cut(v, ":")
			used[volume] = true
			if _, ok := c.Volumes[volume]; !ok || target != "/data" {
				t.Errorf("%s: volume %q: want a declared one at /data", name, v)
			}
		}
		if !slices.Contains(s.Security, "no-new-privileges:true") || s.Restart != "unless-stopped" || s.Grace == "" {
			t.Errorf("%s: security_opt %v, restart %q, stop_grace_period %q", name, s.Security, s.Restart, s.Grace)
		}
		for other, on := range s.DependsOn {
			if d, ok := c.Services[other]; !ok || on.Condition != "service_healthy" || len(d.Healthcheck.Test) == 0 {
				t.Errorf("%s waits for %s to be %q: want a service with a health check, and its health", name, other, on.Condition)
			}
		}
		for key, value := range s.Environment {
			secret := strings.HasSuffix(key, "KEYS") || strings.HasSuffix(key, "AUTH") || strings.HasSuffix(key, "PASSWORD")
			if _, missing := filled(value, nil); secret != (len(missing) > 0) {
				t.Errorf("%s: %s is %q: want what is secret taken from the caller and refused where it is missing, and nothing else", name, key, value)
			}
		}
	}
	for name := range c.Volumes {
		if !used[name] {
			t.Errorf("volume %s is used by nobody", name)
		}
	}
	if got := slices.Sorted(maps.Keys(c.Services)); !slices.Equal(got, []string{"liaison", "neo4j"}) {
		t.Fatalf("got the services %v", got)
	}
	s := c.Services["liaison"]
	if _, err := os.Stat(filepath.Join(root(t), s.Build, "Dockerfile")); err != nil {
		t.Errorf("build: %v", err)
	}
	if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) || len(s.Volumes) > 0 {
		t.Errorf("read_only %v, cap_drop %v, volumes %v: want a service that can change nothing", s.ReadOnly, s.CapDrop, s.Volumes)
	}
	if !slices.Contains(s.Tmpfs, "/data") {
		t.Errorf("tmpfs %v: want /data, or its image makes a volume that nobody uses", s.Tmpfs)
	}
	if len(s.Command) == 0 || s.Command[0] != "serve" {
		t.Errorf("command %v: want serve", s.Command)
	}
	if _, ok := s.DependsOn["neo4j"]; !ok || s.Environment["LIAISON_STORE"] != "bolt://neo4j" {
		t.Errorf("store %q, waits for %v: want neo4j, by the name of the service", s.Environment["LIAISON_STORE"], s.DependsOn)
	}
	n := c.Services["neo4j"]
	if n.Image != "neo4j:5.26-community" {
		t.Errorf("image %q: want the long-term release of Neo4j Community", n.Image)
	}
	if given, taken := n.Environment["NEO4J_AUTH"], s.Environment["NEO4J_PASSWORD"]; given != "neo4j/"+taken {
		t.Errorf("Neo4j is made with %q, and Liaison comes with the password %q", given, taken)
	}
	// The image makes a setting of every variable NEO4J_..., and Neo4j refuses those that it does not know.
	for key := range n.Environment {
		if key != "NEO4J_AUTH" && !regexp.MustCompile(`^NEO4J_[a-z]+(_[a-z_]+)+$`).MatchString(key) {
			t.Errorf("%s is no setting of Neo4j", key)
		}
	}
	for _, d := range []string{n.Healthcheck.Interval, n.Healthcheck.Timeout, n.Healthcheck.StartPeriod, n.Grace, s.Grace} {
		if v, err := time.ParseDuration(d); err != nil || v <= 0 {
			t.Errorf("%q is no duration", d)
		}
	}
	if n.Healthcheck.Retries < 1 {
		t.Error("the health check never fails")
	}
}

// TestHealthOfNeo4j runs the health check of docker-compose.yml as its container does, with a shell of Neo4j that tells
// how it was called: with the password whole, whatever is in it, and in no argument.
func TestHealthOfNeo4j(t *testing.T) {
	n := readCompose(t).Services["neo4j"]
	test := n.Healthcheck.Test
	if len(test) != 2 || test[0] != "CMD-SHELL" {
		t.Fatalf("test %q: want a command for the shell", test)
	}
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh here")
	}
	p := newPlace(t)
	fake := "#!/bin/sh\n" + `printf '%s|' "$NEO4J_USERNAME" "$NEO4J_PASSWORD" "$@" > "$OUT"` + "\n"
	if err := os.Chmod(p.write("cypher-shell", fake), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, password := range []string{"plain-password", `sp ace $HOME "quote" 'and' \back`, "neo4jneo4j", "ünïcödé"} {
		auth, missing := filled(n.Environment["NEO4J_AUTH"], map[string]string{"NEO4J_PASSWORD": password})
		command, more := filled(test[1], nil)
		if len(missing)+len(more) > 0 {
			t.Fatalf("%q and %q need %v", auth, command, append(missing, more...))
		}
		c := exec.Command(sh, "-c", command)
		c.Env = []string{"PATH=" + p.dir + ":/usr/bin:/bin", "OUT=" + p.file("called"), "NEO4J_AUTH=" + auth, "HOME=/root"}
		if out, err := c.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", command, err, out)
			continue
		}
		if got, want := p.read("called"), "neo4j|"+password+"|--format|plain|RETURN 1|"; got != want {
			t.Errorf("called with %q, want %q", got, want)
		}
	}
}

// TestDockerfile checks that the image runs as nobody, asks for its own health, and is built as go.mod asks.
func TestDockerfile(t *testing.T) {
	top := root(t)
	file := readTop(t, "Dockerfile")
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
