// With runs a command beside a Neo4j for tests, so that one server serves all packages of a run:
//
//	with [flags] -- go test ./...
//
// The command finds the server in NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. The server stops when the
// command has ended, whatever ends it, and with's exit code is the command's. Where NEO4J_URI is set already, or nothing
// can be started and nothing has to be, the command runs as it is.
//
// With -check it runs nothing, and exits with 3 where there is no way to have a server.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// All of them are passed on to the command, and with ends after it.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	os.Exit(run(context.Background(), os.Args[1:], os.Environ(), signals, os.Stderr))
}
