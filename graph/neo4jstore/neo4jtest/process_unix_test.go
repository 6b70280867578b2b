//go:build unix

package neo4jtest_test

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"liaison/graph/neo4jstore/neo4jtest"
)

// childVariable tells a test binary to be the child of a test.
const childVariable = "NEO4JTEST_CHILD"

// TestChild is what the other process of a test does. Alone it is nothing.
func TestChild(t *testing.T) {
	switch os.Getenv(childVariable) {
	case "":
		t.Skip("runs as the other process of a test")
	case "server": // has a server until it is killed
		s, err := neo4jtest.Start(t.Context(), neo4jtest.Options{Heap: "256m", PageCache: "16m"})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println("has", s.PID(), s.Home())
		time.Sleep(time.Hour)
	case "place": // has the place until it is killed
		p := neo4jtest.Shared(t)
		p.Query(t, "CREATE (:Left)", nil)
		fmt.Println("has it")
		time.Sleep(time.Hour)
	case "look":
		fmt.Println("has", len(neo4jtest.Shared(t).Query(t, "MATCH (n) RETURN n", nil)))
	case "twice":
		neo4jtest.Shared(t)
		t.Run("part", func(t *testing.T) { neo4jtest.Shared(t) })
	case "in turn":
		for _, name := range []string{"one", "other"} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				p := neo4jtest.Shared(t)
				p.Query(t, "CREATE (:Mine)", nil)
				time.Sleep(50 * time.Millisecond)
				if n := len(p.Query(t, "MATCH (n) RETURN n", nil)); n != 1 {
					t.Errorf("got %d nodes, want my own", n)
				}
			})
		}
	}
}

// child is another process that runs TestChild.
type child struct {
	cmd   *exec.Cmd
	lines chan string // what it prints
}

func startChild(t *testing.T, does string, environ ...string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestChild$", "-test.v", "-test.count=1", "-test.timeout=5m")
	cmd.Env = append(os.Environ(), append(environ, childVariable+"="+does)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	c := &child{cmd, make(chan string, 1000)}
	go func() {
		defer close(c.lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			c.lines <- s.Text()
		}
	}()
	t.Cleanup(c.kill)
	return c
}

// says waits for a line that begins so; it gives the line, or all there was where there is none in time.
func (c *child) says(begin string, within time.Duration) (string, bool) {
	late := time.After(within)
	var all []string
	for {
		select {
		case line, open := <-c.lines:
			if !open {
				return strings.Join(all, "\n"), false
			}
			if strings.HasPrefix(line, begin) {
				return line, true
			}
			all = append(all, line)
		case <-late:
			return strings.Join(all, "\n"), false
		}
	}
}

func (c *child) kill() {
	_ = c.cmd.Process.Kill() // fails where it has ended
	_ = c.cmd.Wait()
}

// gone says whether a process has ended. One that nobody has waited for yet has.
func gone(pid int) bool {
	if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
		return true
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && strings.Contains(string(stat), ") Z ")
}

func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("after 20 s it is still not so that %s", what)
		}
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// folders gives what servers have left in a folder for temporary things.
func folders(t *testing.T, temp string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(temp, "liaison-neo4j-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
