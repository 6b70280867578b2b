// Command liaison serves, fills and asks a graph of sourced claims. `liaison help` says what it does.
//
// It only wires: each command turns flags into one call of another package and shows what comes back. store.go is the
// one place that knows the backends, ask.go the one that asks the API.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the call was understood, and failed
	exitWrong  = 2 // the call itself is wrong
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	err := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}, os.Getenv)
	stop()
	os.Exit(report(err, os.Stderr))
}

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run executes one call. The error is what to tell the user; see exitCode for what to exit with.
func run(ctx context.Context, args []string, s streams, getenv func(string) string) error {
	root := newRoot(s, getenv)
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
}

// report tells the user about an error and gives the exit code.
func report(err error, stderr io.Writer) int {
	var said *saidError
	switch {
	case err == nil || errors.As(err, &said):
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(stderr, "liaison: interrupted; what was recorded before stays, in whole batches")
	default:
		fmt.Fprintf(stderr, "liaison: %s\n", printable(err.Error()))
	}
	return exitCode(err)
}

// wrongCall marks an error as the caller's: a flag, an argument or a parameter that cannot be accepted.
type wrongCall struct{ error }

func (e wrongCall) Unwrap() error { return e.error }

func wrong(format string, args ...any) error { return wrongCall{fmt.Errorf(format, args...)} }

// saidError is a failure that the command's own output has told already.
type saidError struct{ what string }

func (e *saidError) Error() string { return e.what }

func exitCode(err error) int {
	var call wrongCall
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &call):
		return exitWrong
	}
	return exitFailed
}
