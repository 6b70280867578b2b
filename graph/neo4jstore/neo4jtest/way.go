package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
)

// ErrNoWay is what Start returns, wrapped in the reasons, where this machine has no way to start a server.
var ErrNoWay = errors.New("there is no way to start a Neo4j here")

// Required says whether the lack of a server is a failure: where CI or LIAISON_NEO4J is set, but for LIAISON_NEO4J=off.
func Required() bool {
	if mode := os.Getenv("LIAISON_NEO4J"); mode != "" {
		return mode != "off"
	}
	ci := strings.ToLower(os.Getenv("CI"))
	return ci != "" && ci != "false" && ci != "0"
}

// Check says whether tests here have a server, or a way to start one. It starts nothing. Its error wraps ErrNoWay.
func Check(ctx context.Context) error {
	if os.Getenv("NEO4J_URI") != "" {
		return nil
	}
	_, err := findWay(ctx)
	return err
}

// way is one means to run servers, with what was found out about it once.
type way interface {
	// fetch brings what servers need, once for all of them, and may take minutes.
	fetch(ctx context.Context) error
	// make prepares a server; nothing runs yet. The folder is the server's own.
	make(folder string, o Options) engine
}

// engine is one server, made by a way. Its methods are called by one goroutine at a time.
type engine interface {
	start(ctx context.Context) error // on what the last run left, if there was one
	stop(ctx context.Context) error  // in good order
	kill(ctx context.Context) error  // at once, as in a power failure of the process
	pause(ctx context.Context) error // it keeps its connections, and answers nothing
	resume(ctx context.Context) error
	remove(ctx context.Context) error // what is left outside the folder
	alive(ctx context.Context) bool
	firstPassword() string // of the user of a new server, where one is asked for
	pid() int              // 0 where the process cannot be seen from here
	log(ctx context.Context) string
	container() string // its name, whether it is there or not; empty where the server is a process
}

func findWay(ctx context.Context) (way, error) {
	mode := os.Getenv("LIAISON_NEO4J")
	switch mode {
	case "", "required", "docker", "java":
	case "off":
		return nil, fmt.Errorf("%w: LIAISON_NEO4J is off", ErrNoWay)
	default:
		return nil, fmt.Errorf("LIAISON_NEO4J is %q; it may be required, docker, java or off", mode)
	}
	if !canSweep {
		return nil, fmt.Errorf("%w: servers are started on Unix only; set NEO4J_URI to the address of one", ErrNoWay)
	}
	var reasons []string
	if mode != "java" {
		d, err := findDocker(ctx)
		if err == nil {
			return d, nil
		}
		reasons = append(reasons, err.Error())
	}
	if mode != "docker" {
		j, err := findJava(ctx)
		if err == nil {
			return j, nil
		}
		reasons = append(reasons, err.Error())
	}
	return nil, fmt.Errorf("%w (%s); set NEO4J_URI, or install Docker, or Java 17 or 21 and Maven", ErrNoWay, strings.Join(reasons, "; "))
}
