package main_test

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"liaison/graph/neo4jstore/neo4jtest"
)

// TestComposedWithoutDocker starts what docker-compose.yml starts, without an engine: a Neo4j with the settings of its
// service, and the server with the variables of its own, the service's name replaced by an address of this machine. The
// demonstration data are there, a question is answered to who has the key, and the server outlives its database.
func TestComposedWithoutDocker(t *testing.T) {
	if err := neo4jtest.Check(t.Context()); err != nil && !neo4jtest.Required() {
		t.Skip(err)
	}
	const password, key = "p$ss word'\"\\ü8", "0123456789abcdef-compose"
	caller := map[string]string{"NEO4J_PASSWORD": password, "LIAISON_KEYS": "me:admin:" + key, "NEO4J_HEAP": "512m", "NEO4J_PAGECACHE": "64m"}
	environment := func(s service) map[string]string {
		out := map[string]string{}
		for name, value := range s.Environment {
			v, missing := filled(value, caller)
			if len(missing) > 0 {
				t.Fatalf("%s needs %v", name, missing)
			}
			out[name] = v
		}
		return out
	}
	c := readCompose(t)
	database, program := environment(c.Services["neo4j"]), environment(c.Services["liaison"])
	if got, want := database["NEO4J_AUTH"], "neo4j/"+password; got != want {
		t.Errorf("NEO4J_AUTH is %q, want %q", got, want)
	}
	delete(database, "NEO4J_AUTH")
	options := neo4jtest.Options{Password: password, Heap: caller["NEO4J_HEAP"], PageCache: caller["NEO4J_PAGECACHE"], Settings: map[string]string{}}
	for name, value := range database { // as the image does
		name = strings.ReplaceAll(strings.TrimPrefix(name, "NEO4J_"), "_", ".")
		options.Settings[strings.ReplaceAll(name, "..", "_")] = value
	}
	// A setting that Neo4j does not know ends it.
	options.Settings["server.config.strict_validation.enabled"] = "true"
	neo := neo4jtest.New(t, options)

	store, err := url.Parse(program["LIAISON_STORE"])
	if err != nil || store.Port() != "" {
		t.Fatalf("LIAISON_STORE %q: %v", program["LIAISON_STORE"], err)
	}
	store.Host = neo.Address()
	env := imageEnv(t)
	maps.Copy(env, program)
	env["LIAISON_STORE"] = store.String()
	command := c.Services["liaison"].Command
	s := serve(t, env, command[1:]...) // with an address of this machine
	if status, _ := get(t, s.url+"/api/v1/stats", ""); status != http.StatusUnauthorized {
		t.Errorf("without a key: got %d", status)
	}
	const question = "/api/v1/neighbourhood?actor=usa&actor=syria-new-authorities&relation=share-intelligence&rank=corroborated"
	status, first := get(t, s.url+question, key)
	if status != http.StatusOK || !strings.Contains(first, `"name":"New Syrian authorities"`) || !strings.Contains(first, `"as_of":{"sequence":240,`) {
		t.Fatalf("got %d %s", status, first)
	}
	p := newPlace(t)
	p.env["LIAISON_ADDR"] = strings.TrimPrefix(s.url, "http://")
	if r := p.call("health"); r.code != 0 {
		t.Errorf("health: exit %d %s", r.code, r.err)
	}

	if err := neo.Stop(); err != nil {
		t.Fatal(err)
	}
	if r := p.call("health"); r.code != 1 || !strings.Contains(r.err, "503") {
		t.Errorf("health without the database: exit %d %s", r.code, r.err)
	}
	if status, body := get(t, s.url+question, key); status != http.StatusServiceUnavailable || strings.Contains(body, neo.Address()) {
		t.Errorf("without the database: got %d %s", status, body)
	}
	if err := neo.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	if r := p.call("health"); r.code != 0 {
		t.Errorf("health with the database again: exit %d %s", r.code, r.err)
	}
	if status, again := get(t, s.url+question, key); status != http.StatusOK || again != first {
		t.Errorf("with the database again: got %d %s, want %s", status, again, first)
	}

	// The next start finds its data.
	if code, out, stderr := s.stop(); code != 0 || !strings.Contains(out, "Loaded the demonstration data") || strings.Contains(out+stderr, password) || strings.Contains(out+stderr, key) {
		t.Errorf("stopped with %d: %s%s", code, out, stderr)
	}
	s = serve(t, env, command[1:]...)
	if status, again := get(t, s.url+question, key); status != http.StatusOK || again != first {
		t.Errorf("after a new start: got %d %s", status, again)
	}
	if _, out, _ := s.stop(); strings.Contains(out, "Loaded") {
		t.Errorf("the demonstration data were loaded twice: %s", out)
	}
}

// imageEnv are the variables of the image, but for the address, which is one of its container's.
func imageEnv(t *testing.T) map[string]string {
	t.Helper()
	env := map[string]string{}
	for _, m := range regexp.MustCompile(`(LIAISON_[A-Z]+)=(\S+)`).FindAllStringSubmatch(readTop(t, "Dockerfile"), -1) {
		env[m[1]] = m[2]
	}
	if env["LIAISON_ADDR"] != "0.0.0.0:8080" || len(env) != 3 {
		t.Errorf("the image sets %v", env)
	}
	delete(env, "LIAISON_ADDR")
	return env
}
