package neo4jtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// user is the one a new Neo4j has, and database the one it gives to those who name none.
const user, database = "neo4j", "neo4j"

// answerTime is how long a started server may take to answer. It takes 5 s on two idle cores.
const answerTime = 60 * time.Second

// Server is a Neo4j of this process's own, on 127.0.0.1. Its methods may be called from any goroutine; they wait for
// each other.
type Server struct {
	options Options
	folder  string

	mu      sync.Mutex
	engine  engine
	sweeper *sweeper
	closed  bool
}

// New starts a server for a test alone, and closes it at the test's end. Without a way to start one the test is skipped,
// or fails where one is required.
func New(t testing.TB, o Options) *Server {
	t.Helper()
	s, err := Start(t.Context(), o)
	if err != nil {
		skipOrFail(t, err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("the test's own Neo4j: %v", err)
		}
	})
	return s
}

// skipOrFail ends a test that has no server.
func skipOrFail(t testing.TB, err error) {
	t.Helper()
	if errors.Is(err, ErrNoWay) && !Required() {
		t.Skip(err)
	}
	t.Fatal(err)
}

// Start starts a server and comes back when it answers. Its first start on a machine fetches Neo4j, which takes minutes.
// The caller closes it. Without a way to start one the error wraps ErrNoWay.
func Start(ctx context.Context, o Options) (*Server, error) {
	w, err := findWay(ctx)
	if err != nil {
		return nil, err
	}
	return start(ctx, w, o)
}

func start(ctx context.Context, w way, o Options) (_ *Server, err error) {
	o, err = o.withDefaults()
	if err != nil {
		return nil, err
	}
	if err := w.fetch(ctx); err != nil {
		if ctx.Err() == nil { // nobody gave up: without a network, there is no way
			err = fmt.Errorf("%w: %w", ErrNoWay, err)
		}
		return nil, err
	}
	folder, err := os.MkdirTemp("", "liaison-neo4j-")
	if err != nil {
		return nil, err
	}
	s := &Server{options: o, folder: folder, engine: w.make(folder, o)}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if s.sweeper, err = startSweeper(s.engine.container(), folder, s.lockFile()); err != nil {
		return nil, err
	}
	if err := s.run(ctx); err != nil {
		return nil, err
	}
	if first := s.engine.firstPassword(); o.Password != "" && first != o.Password {
		if err := s.setPassword(ctx, first); err != nil {
			return nil, fmt.Errorf("setting the password of a new Neo4j: %w", err)
		}
	}
	return s, nil
}

// URI is the server's address for the driver.
func (s *Server) URI() string { return "neo4j://" + s.Address() }

// Address is host and port, for what stands between a client and the server.
func (s *Server) Address() string { return address(s.options.Port) }

// Username is empty where the server asks for none.
func (s *Server) Username() string {
	if s.options.Password == "" {
		return ""
	}
	return user
}

// Password is empty where the server asks for none.
func (s *Server) Password() string { return s.options.Password }

// Database is the one a new server has, beside its own "system".
func (s *Server) Database() string { return database }

// lockFile is what keeps the tests apart that share the server. It goes with the server.
func (s *Server) lockFile() string { return lockName(s.URI(), s.Database()) }

// PID is the number of the server's process, or of its last one; 0 where it runs in Docker.
func (s *Server) PID() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.engine.pid()
}

// Alive says whether the server's process runs. It may be frozen.
func (s *Server) Alive() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.closed && s.engine.alive(context.Background())
}

// Log gives the end of what the server has written about itself.
func (s *Server) Log() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.engine.log(context.Background())
}

// Stop ends the server in good order, or by force after 30 s. Its data stay until Close.
func (s *Server) Stop() error { return s.do("stop", engine.stop) }

// Kill ends the server at once, with no time to write anything. Its data stay until Close.
func (s *Server) Kill() error { return s.do("kill", engine.kill) }

// Pause freezes the server: it keeps its connections and answers nothing.
func (s *Server) Pause() error { return s.do("freeze", engine.pause) }

// Resume lets a frozen server go on.
func (s *Server) Resume() error { return s.do("thaw", engine.resume) }

// Restart starts the server on the data it has, at the address it had, and comes back when it answers. A server that
// runs is stopped first.
func (s *Server) Restart(ctx context.Context) error {
	return s.do("restart", func(e engine, _ context.Context) error {
		if err := e.stop(ctx); err != nil {
			return err
		}
		return s.run(ctx)
	})
}

// Close ends the server and removes all it has. A second Close does nothing.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := errors.Join(s.engine.kill(ctx), s.engine.remove(ctx), os.RemoveAll(s.folder), os.RemoveAll(s.lockFile()))
	if err == nil && s.sweeper != nil {
		return s.sweeper.dismiss()
	}
	return err // the sweeper tries again when this process is gone
}

func (s *Server) do(what string, f func(engine, context.Context) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return fmt.Errorf("cannot %s Neo4j: it is closed", what)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	err := f(s.engine, ctx)
	if !s.engine.alive(ctx) {
		err = errors.Join(err, s.sweeper.watch(0))
	}
	if err != nil {
		return fmt.Errorf("cannot %s Neo4j: %w", what, err)
	}
	return nil
}

// run starts the engine and waits for it to answer.
func (s *Server) run(ctx context.Context) error {
	if err := s.engine.start(ctx); err != nil {
		return fmt.Errorf("starting Neo4j: %w", err)
	}
	if err := s.sweeper.watch(s.engine.pid()); err != nil {
		return err
	}
	late, cancel := context.WithTimeoutCause(ctx, answerTime, fmt.Errorf("it did not answer within %v", answerTime))
	defer cancel()
	for {
		err := s.answers(late)
		if err == nil {
			return nil
		}
		switch {
		case !s.engine.alive(ctx):
			return fmt.Errorf("Neo4j ended while it started; the end of its log:\n%s", s.engine.log(ctx))
		case ctx.Err() != nil:
			return ctx.Err()
		case late.Err() != nil:
			return fmt.Errorf("Neo4j: %w (%w); the end of its log:\n%s", context.Cause(late), err, s.engine.log(ctx))
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-late.Done():
		}
	}
}

// answers asks the server for its database. Only that says it is ready: the port opens a little earlier.
func (s *Server) answers(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	var d net.Dialer
	c, err := d.DialContext(ctx, "tcp", s.Address())
	if err != nil {
		return err
	}
	_ = c.Close() // it was only to see that somebody listens, which costs less than a driver
	err = s.ask(ctx, s.options.Password, database, "RETURN 1", nil)
	if e := (*neo4j.Neo4jError)(nil); errors.As(err, &e) && e.Title() == "Unauthorized" {
		return nil // a new server, whose password is not set yet
	}
	return err
}

func (s *Server) setPassword(ctx context.Context, from string) error {
	return s.ask(ctx, from, "system", "ALTER CURRENT USER SET PASSWORD FROM $from TO $to",
		map[string]any{"from": from, "to": s.options.Password})
}

// ask runs one statement over a connection of its own.
func (s *Server) ask(ctx context.Context, password, database, cypher string, parameters map[string]any) error {
	token := neo4j.NoAuth()
	if s.options.Password != "" {
		token = neo4j.BasicAuth(user, password, "")
	}
	driver, err := openDriver("bolt://"+s.Address(), token)
	if err != nil {
		return err
	}
	defer func() { _ = driver.Close(ctx) }()
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: database})
	defer func() { _ = session.Close(ctx) }()
	result, err := session.Run(ctx, cypher, parameters)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}
