package neo4jstore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"liaison/graph"
)

// row is one row of a result.
type row []any

func (r row) int(i int) int {
	n, _ := r[i].(int64)
	return int(n)
}

func (r row) text(i int) string {
	s, _ := r[i].(string)
	return s
}

func (r row) bool(i int) bool {
	b, _ := r[i].(bool)
	return b
}

func (r row) null(i int) bool { return r[i] == nil }

func (r row) time(i int) time.Time { return timeOf(r[i]) }

func (r row) texts(i int) []string { return textsOf(r[i]) }

func (r row) ints(i int) []int { return intsOf(r[i]) }

func (r row) list(i int) []any {
	l, _ := r[i].([]any)
	return l
}

func (r row) props(i int) props {
	switch v := r[i].(type) {
	case map[string]any:
		return v
	case neo4j.Node:
		return v.Props
	case neo4j.Relationship:
		return v.Props
	}
	return nil
}

// props are the properties of a node or a relationship; one that is absent reads as the zero value.
type props map[string]any

func (p props) int(key string) int {
	n, _ := p[key].(int64)
	return int(n)
}

func (p props) day(key string) graph.Day { return graph.Day(p.int(key)) }

func (p props) text(key string) string {
	s, _ := p[key].(string)
	return s
}

func (p props) bool(key string) bool {
	b, _ := p[key].(bool)
	return b
}

func (p props) has(key string) bool { return p[key] != nil }

func (p props) time(key string) time.Time { return timeOf(p[key]) }

func (p props) texts(key string) []string { return textsOf(p[key]) }

func (p props) ints(key string) []int { return intsOf(p[key]) }

func timeOf(v any) time.Time {
	t, _ := v.(time.Time)
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC()
}

func textsOf(v any) []string {
	list, _ := v.([]any)
	if len(list) == 0 {
		return nil
	}
	out := make([]string, len(list))
	for i := range list {
		out[i], _ = list[i].(string)
	}
	return out
}

func intsOf(v any) []int {
	list, _ := v.([]any)
	if len(list) == 0 {
		return nil
	}
	out := make([]int, len(list))
	for i := range list {
		n, _ := list[i].(int64)
		out[i] = int(n)
	}
	return out
}

// The tries of a read: a connection may be found dead only when it is used.
const (
	readTries = 6
	firstWait = 10 * time.Millisecond
)

// lateness is how long after the time of a transaction the server may say that it is up: it looks every 2 s
// (db.transaction.monitor.check.interval). Whoever gave up before would take a slow server for one that is gone.
const lateness = 3 * time.Second

// read runs a statement that reads and gives all of its rows. It is tried again where the connection or the server,
// and not the statement, was at fault; what it gives is whole or an error.
func (s *Store) read(ctx context.Context, cypher string, params map[string]any) ([]row, error) {
	end := time.Now().Add(s.opt.QueryTime)
	limited, cancel := context.WithDeadline(ctx, end.Add(lateness))
	defer cancel()
	var (
		rows []row
		err  error
	)
	for try := range readTries {
		if rows, err = s.readOnce(limited, end, cypher, params); err == nil || !passing(err) || try == readTries-1 {
			break
		}
		if time.Now().After(end) || !pause(limited, firstWait<<try) {
			break
		}
	}
	return rows, s.explain(ctx, err)
}

// readOnce is one try. The server ends what runs longer than until end, or than the context.
func (s *Store) readOnce(ctx context.Context, end time.Time, cypher string, params map[string]any) ([]row, error) {
	session, release, err := s.session(ctx, neo4j.AccessModeRead)
	if err != nil {
		return nil, err
	}
	defer release()
	if d, ok := ctx.Deadline(); ok && d.Before(end) {
		end = d
	}
	result, err := session.Run(ctx, cypher, literal(params), timeUntil(end))
	if err != nil {
		return nil, err
	}
	return all(ctx, result)
}

// literal keeps texts that are not UTF-8 from being taken for others: the server reads what is wrong in them as U+FFFD. So
// do we, and mark it with a NUL, which no record has; where it stands in an order stays the same.
func literal(params map[string]any) map[string]any {
	for key, p := range params {
		switch p := p.(type) {
		case string:
			params[key] = marked(p)
		case []string:
			if slices.ContainsFunc(p, func(s string) bool { return !utf8.ValidString(s) }) {
				p = slices.Clone(p) // it may be the caller's
				for i := range p {
					p[i] = marked(p[i])
				}
				params[key] = p
			}
		}
	}
	return params
}

func marked(s string) string { return strings.ToValidUTF8(s, "\uFFFD\x00") }

// timeUntil gives a transaction the time until a moment, at least the millisecond that Bolt can say: 0 would be no limit.
func timeUntil(end time.Time) func(*neo4j.TransactionConfig) {
	return neo4j.WithTxTimeout(max(time.Until(end).Round(time.Millisecond), time.Millisecond))
}

// all gives the rows of a result.
func all(ctx context.Context, result neo4j.ResultWithContext) ([]row, error) {
	var rows []row
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// session takes one of the connections that there may be, for as long as release is not called.
func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) (session neo4j.SessionWithContext, release func(), err error) {
	wait := time.NewTimer(s.opt.AcquireTime)
	defer wait.Stop()
	full := &graph.Error{Code: graph.CodeUnavailable, Message: fmt.Sprintf("all %d connections to Neo4j at %s are in use; try again", s.opt.Connections, s.uri)}
	select {
	case s.connections <- struct{}{}:
	case <-ctx.Done(): // of the caller's end the caller is told
		return nil, nil, full
	case <-wait.C:
		return nil, nil, full
	}
	session = s.driver.NewSession(ctx, neo4j.SessionConfig{
		AccessMode: mode, DatabaseName: s.database, BookmarkManager: s.bookmarks, FetchSize: 5_000,
	})
	return session, func() {
		// Also when the context of the work has ended. A connection that is dead is noticed by whoever uses it next.
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = session.Close(ctx)
		<-s.connections
	}, nil
}

// pause waits; false when the context ends before.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
