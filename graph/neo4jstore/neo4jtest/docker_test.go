//go:build unix

package neo4jtest_test

import (
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/neo4jstore/neo4jtest"
)

// A Docker that has the image and writes down what it is asked to do.
const docker = `#!/bin/sh
echo "$*" >> "$DOCKER_CALLS"
case $1 in
inspect) echo true ;;
logs) echo "a log" ;;
esac
`

// TestDocker holds what is asked of Docker against what its command takes; the server behind the port is the shared one.
func TestDocker(t *testing.T) {
	shared := neo4jtest.Shared(t)
	uri, err := url.Parse(shared.URI)
	if err != nil {
		t.Fatal(err)
	}
	top := t.TempDir()
	calls := filepath.Join(top, "calls")
	if err := os.WriteFile(filepath.Join(top, "docker"), []byte(docker), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", top+":"+os.Getenv("PATH"))
	t.Setenv("DOCKER_CALLS", calls)
	t.Setenv("DOCKER_HOST", "")
	t.Setenv("LIAISON_NEO4J", "docker")

	port := forward(t, uri.Host)
	s, err := neo4jtest.Start(t.Context(), neo4jtest.Options{Port: port, Password: shared.Password,
		Settings: map[string]string{"db.lock.acquisition.timeout": "3s"}})
	if err != nil {
		t.Fatal(err)
	}
	name := s.Container()
	if got := s.Log(); got != "a log\n" {
		t.Errorf("got the log %q", got)
	}
	for _, step := range []func() error{s.Pause, s.Resume, s.Stop, s.Kill, s.Close} {
		if err := step(); err != nil {
			t.Error(err)
		}
	}
	raw, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(string(raw)), "\n") {
		if strings.HasPrefix(line, "inspect ") {
			continue // asked whenever it matters
		}
		if strings.HasPrefix(line, "run ") {
			for _, want := range []string{
				"--env NEO4J_server_memory_heap_max__size=1g ", "--env NEO4J_server_memory_pagecache_size=128m ",
				"--env NEO4J_db_lock_acquisition_timeout=3s ", "--env NEO4J_dbms_usage__report_enabled=false ",
				fmt.Sprintf("--env NEO4J_server_bolt_advertised__address=127.0.0.1:%d ", port),
			} {
				if !strings.Contains(line, want) {
					t.Errorf("%s\nhas no %s", line, want)
				}
			}
			line, _, _ = strings.Cut(line, " --env NEO4J_d")
		}
		got = append(got, line)
	}
	auth := "none"
	if shared.Password != "" {
		auth = "neo4j/" + shared.Password
	}
	want := []string{
		"version --format {{.Server.Version}}",
		"image inspect neo4j:5.26-community",
		fmt.Sprintf("run --detach --name %s --publish 127.0.0.1:%d:7687 --env NEO4J_AUTH=%s", name, port, auth),
		"logs --tail 60 " + name,
		"pause " + name, "unpause " + name,
		"unpause " + name, "stop -t 30 " + name,
		"unpause " + name, "kill " + name,
		"unpause " + name, "kill " + name, "rm --force --volumes " + name,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("asked of Docker (-want +got):\n%s", diff)
	}
}

// forward gives a port of this machine that leads to an address, until the test ends.
func forward(t *testing.T, to string) (port int) {
	t.Helper()
	if !strings.Contains(to, ":") {
		to += ":7687"
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return // closed
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				_ = in.Close()
				continue
			}
			pass := func(a, b net.Conn) {
				_, _ = io.Copy(a, b)
				_, _ = a.Close(), b.Close()
			}
			go pass(in, out)
			go pass(out, in)
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}
