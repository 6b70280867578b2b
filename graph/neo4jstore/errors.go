package neo4jstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/db"

	"liaison/graph"
)

// passing tells whether the connection or the server, and not what was asked, was at fault, so that the same may go well
// at the next try.
func passing(err error) bool {
	var (
		known  *graph.Error
		server *db.Neo4jError
		usage  *neo4j.UsageError
	)
	switch {
	case errors.As(err, &known), errors.As(err, &usage):
		return false
	case errors.As(err, &server):
		return neo4j.IsRetryable(server)
	}
	// The driver gives what happens to a connection as it comes: to neo4j.IsRetryable one that ends between two messages
	// is a reason to try again, and one that ends within a message is not.
	return true
}

// explain gives an error of the driver the meaning that it has for callers. ctx is the caller's: where that has ended,
// nothing else matters.
func (s *Store) explain(ctx context.Context, err error) error {
	var known *graph.Error
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &known):
		return err
	}
	say := func(code graph.Code, format string, args ...any) error {
		return &graph.Error{Code: code, Message: fmt.Sprintf(format, args...), Err: err}
	}
	var server *db.Neo4jError
	if errors.As(err, &server) {
		return s.explainServer(server, say)
	}
	return say(graph.CodeUnavailable, "Neo4j at %s does not answer", s.uri)
}

// explainServer tells what a code of Neo4j means (Neo4j Status Codes, docs/status-codes/current).
func (s *Store) explainServer(e *db.Neo4jError, say func(graph.Code, string, ...any) error) error {
	switch code := e.Code; {
	case code == "Neo.ClientError.Security.AuthenticationRateLimit":
		return say(graph.CodeUnavailable, "Neo4j at %s takes no more logins for some seconds, after too many with a wrong password; wait, and check NEO4J_USERNAME and NEO4J_PASSWORD", s.uri)
	case strings.HasPrefix(code, "Neo.ClientError.Security."):
		return say(graph.CodeUnavailable, "Neo4j at %s refuses the user %q; check NEO4J_USERNAME and NEO4J_PASSWORD", s.uri, s.opt.Username)
	case code == "Neo.ClientError.Database.DatabaseNotFound":
		return say(graph.CodeUnavailable, "Neo4j at %s has no database %q", s.uri, s.database)
	case strings.HasSuffix(code, ".ConstraintCreationFailed"):
		return graph.Invalid("store", s.uri, "%s holds data that Liaison's cannot stand beside; nothing was written: %s", s.Where(), strings.Join(strings.Fields(e.Msg), " "))
	case timedOut(e):
		return say(graph.CodeTimeout, "the time limit passed before Neo4j had the answer; ask for less, for example a shorter time or fewer relations")
	case strings.HasPrefix(code, "Neo.TransientError.General.MemoryPoolOutOfMemory"), strings.HasPrefix(code, "Neo.TransientError.General.OutOfMemory"):
		return say(graph.CodeUnavailable, "Neo4j at %s has no memory for this now; ask for less, or give it more", s.uri)
	case ended(e), strings.HasPrefix(code, "Neo.TransientError."), strings.HasPrefix(code, "Neo.ClientError.Cluster."), strings.HasPrefix(code, "Neo.DatabaseError.Database."):
		return say(graph.CodeUnavailable, "Neo4j at %s cannot answer now", s.uri)
	}
	return fmt.Errorf("neo4j: %w", error(e))
}

// timedOut tells whether the server ended a transaction because its time was up.
func timedOut(err error) bool {
	var e *db.Neo4jError
	return errors.As(err, &e) && strings.HasPrefix(e.Code, "Neo.ClientError.Transaction.TransactionTimedOut")
}

// ended tells whether the server ended a transaction for another reason, or while it waited for a lock: then it does not
// say which.
func ended(err error) bool {
	var e *db.Neo4jError
	return errors.As(err, &e) && slices.Contains([]string{"LockClientStopped", "LockAcquisitionTimeout", "Terminated"}, e.Title())
}

// outwaited is what a writer is told that did not get its turn in the time of a write.
func (s *Store) outwaited(err error) error {
	return &graph.Error{Code: graph.CodeUnavailable, Err: err,
		Message: fmt.Sprintf("others have been writing to Neo4j at %s for %v, as long as a write may take; nothing was recorded, try again", s.uri, s.opt.WriteTime)}
}

func (s *Store) damaged(what string) error {
	return &graph.Error{Code: graph.CodeInternal, Field: "store", Value: s.uri,
		Message: fmt.Sprintf("the data of Liaison in the database %s at %s are damaged: %s", s.database, s.uri, what)}
}
