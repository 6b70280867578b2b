package sqlitestore

import (
	"context"
	"fmt"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
)

// conn is a connection to the file. One goroutine at a time uses it.
type conn struct{ *sqlite.Conn }

// args binds the parameters of a statement in order.
func args(st *sqlite.Stmt, values ...any) {
	for i, v := range values {
		n := i + 1
		switch v := v.(type) {
		case nil:
			st.BindNull(n)
		case int:
			st.BindInt64(n, int64(v))
		case int64:
			st.BindInt64(n, v)
		case uint32:
			st.BindInt64(n, int64(v))
		case graph.Sequence:
			st.BindInt64(n, int64(v))
		case bool:
			st.BindBool(n, v)
		case string:
			st.BindText(n, v)
		case []byte:
			st.BindBytes(n, v)
		case graph.RecordID:
			st.BindBytes(n, v[:])
		default:
			panic(fmt.Sprintf("sqlitestore: a parameter of type %T", v)) // a fault of this package
		}
	}
}

// exec runs a statement without rows.
func (c conn) exec(query string, values ...any) error {
	return c.rows(query, func(*sqlite.Stmt) error { return nil }, values...)
}

// rows runs a statement and calls f for each row, until it returns an error.
func (c conn) rows(query string, f func(*sqlite.Stmt) error, values ...any) error {
	st, err := c.Prepare(query)
	if err != nil {
		return err
	}
	defer st.Reset()
	args(st, values...)
	for {
		more, err := st.Step()
		if err != nil || !more {
			return err
		}
		if err := f(st); err != nil {
			return err
		}
	}
}

// row runs a statement of one row at most; false where there is none.
func (c conn) row(query string, f func(*sqlite.Stmt), values ...any) (bool, error) {
	found := false
	err := c.rows(query, func(st *sqlite.Stmt) error {
		found = true
		f(st)
		return nil
	}, values...)
	return found, err
}

// number runs a statement that gives one number; 0 where it gives none.
func (c conn) number(query string, values ...any) (int64, error) {
	var n int64
	_, err := c.row(query, func(st *sqlite.Stmt) { n = st.ColumnInt64(0) }, values...)
	return n, err
}

// recordID reads an id.
func recordID(st *sqlite.Stmt, col int) graph.RecordID {
	var id graph.RecordID
	st.ColumnBytes(col, id[:])
	return id
}

func sequence(st *sqlite.Stmt, col int) graph.Sequence { return graph.Sequence(st.ColumnInt64(col)) }

func number(st *sqlite.Stmt, col int) uint32 { return uint32(st.ColumnInt64(col)) }

// pool holds the connections of readers. They are made when they are first needed.
type pool struct {
	open  func() (conn, error)
	free  chan conn
	slots chan struct{} // one for each connection that may yet be made
	done  chan struct{} // closed with the pool
	size  int
}

func newPool(size int, open func() (conn, error)) *pool {
	p := &pool{open: open, free: make(chan conn, size), slots: make(chan struct{}, size), done: make(chan struct{}), size: size}
	for range size {
		p.slots <- struct{}{}
	}
	return p
}

// take gives a connection whose statements end with the context.
func (p *pool) take(ctx context.Context) (conn, error) {
	if err := ctx.Err(); err != nil {
		return conn{}, err
	}
	select {
	case <-p.done:
		return conn{}, errClosed()
	default:
	}
	var c conn
	select {
	case c = <-p.free:
	default:
		select {
		case c = <-p.free:
		case <-p.slots:
			var err error
			if c, err = p.open(); err != nil {
				p.slots <- struct{}{}
				return conn{}, err
			}
		case <-ctx.Done():
			return conn{}, ctx.Err()
		case <-p.done:
			return conn{}, errClosed()
		}
	}
	c.SetInterrupt(ctx.Done())
	return c, nil
}

func (p *pool) put(c conn) {
	c.SetInterrupt(nil)
	p.free <- c
}

// close waits until all connections are back and closes them.
func (p *pool) close() error {
	close(p.done)
	var first error
	for range p.size {
		select {
		case c := <-p.free:
			if err := c.Close(); err != nil && first == nil {
				first = err
			}
		case <-p.slots:
		}
	}
	return first
}
