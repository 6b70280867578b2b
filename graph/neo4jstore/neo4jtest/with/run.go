package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"liaison/graph/neo4jstore/neo4jtest"
)

// Exit codes of with itself; all others are the command's.
const (
	codeFailed = 1
	codeUsage  = 2
	codeNoWay  = 3
)

// patience is how long a command may go on after it was told to end.
const patience = 10 * time.Second

// run is the program. It gives its exit code.
func run(ctx context.Context, args, environ []string, signals <-chan os.Signal, stderr io.Writer) int {
	say := func(format string, args ...any) { fmt.Fprintf(stderr, "with: "+format+"\n", args...) }

	flags := flag.NewFlagSet("with", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "Usage: with [flags] -- COMMAND [ARGUMENTS]")
		flags.PrintDefaults()
	}
	var o neo4jtest.Options
	check := flags.Bool("check", false, "only see whether there is a way to have a server; exit with 3 if not")
	flags.StringVar(&o.Password, "password", "liaison-tests", "`password` of the server's user neo4j; empty: none is asked for")
	flags.StringVar(&o.Heap, "heap", "1g", "most `memory` for Java's heap")
	flags.StringVar(&o.PageCache, "pagecache", "128m", "`memory` for Neo4j's page cache")
	flags.BoolVar(&o.LongRun, "long", false, "for long runs and for measuring: Java compiles as well as it can")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return codeUsage
	}
	command := flags.Args()
	if *check {
		if err := neo4jtest.Check(ctx); err != nil {
			say("%v", err)
			return codeNoWay
		}
		return 0
	}
	if len(command) == 0 {
		flags.Usage()
		return codeUsage
	}
	if os.Getenv("NEO4J_URI") != "" {
		return await(command, environ, signals, say)
	}

	server, err := start(ctx, o, signals)
	switch {
	case errors.Is(err, errSignal):
		return codeFailed
	case errors.Is(err, neo4jtest.ErrNoWay) && !neo4jtest.Required():
		say("%v. What needs one is skipped.", err)
		return await(command, environ, signals, say)
	case err != nil:
		say("%v", err)
		return codeFailed
	}
	defer func() {
		if err := server.Close(); err != nil {
			say("%v", err)
		}
	}()
	say("Neo4j answers at %s", server.URI())
	code := await(command, append(environ,
		"NEO4J_URI="+server.URI(),
		"NEO4J_USERNAME="+server.Username(),
		"NEO4J_PASSWORD="+server.Password(),
		"NEO4J_DATABASE="+server.Database(),
		"LIAISON_NEO4J_MAY_EMPTY=true",
	), signals, say)
	if code != 0 && !server.Alive() {
		say("Neo4j ended before the command did; the end of its log:\n%s", server.Log())
	}
	return code
}

var errSignal = errors.New("ended by a signal")

// start gives a server, or errSignal when a signal comes first.
func start(ctx context.Context, o neo4jtest.Options, signals <-chan os.Signal) (*neo4jtest.Server, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	started := make(chan struct{})
	defer close(started)
	go func() {
		select {
		case <-signals:
			cancel(errSignal)
		case <-started:
		}
	}()
	server, err := neo4jtest.Start(ctx, o)
	if errors.Is(context.Cause(ctx), errSignal) {
		if err == nil {
			err = server.Close()
		}
		return nil, errors.Join(errSignal, err)
	}
	return server, err
}

// await runs the command in a group of its own, passes on to the whole group what signals come, and gives its exit code.
func await(command, environ []string, signals <-chan os.Signal, say func(string, ...any)) int {
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = environ, os.Stdin, os.Stdout, os.Stderr
	cmd.SysProcAttr = ownGroup()
	if err := cmd.Start(); err != nil {
		say("%v", err)
		return codeFailed
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	var late <-chan time.Time
	for {
		select {
		case err := <-ended:
			if code := (*exec.ExitError)(nil); err != nil && !errors.As(err, &code) {
				say("%v", err)
			}
			return exitCode(cmd.ProcessState)
		case s := <-signals:
			signalGroup(cmd.Process, s)
			late = time.After(patience)
		case <-late:
			signalGroup(cmd.Process, syscall.SIGKILL)
		}
	}
}

// exitCode is as a shell gives it: 128 and the signal's number for a command that a signal ended.
func exitCode(s *os.ProcessState) int {
	if s == nil {
		return codeFailed
	}
	if n := endedBy(s); n != 0 {
		return 128 + n
	}
	return s.ExitCode()
}
