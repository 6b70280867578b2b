package api

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Limits of connections. A client must send its header soon and keep it small; bodies and answers have limits of their
// own, where they are read and written.
const (
	headerTimeout = 5 * time.Second
	idleTimeout   = 60 * time.Second
	headerBytes   = 64 << 10
)

// Serve answers requests from l until ctx ends; then it takes no more, lets those under way finish within Limits.Stop,
// and cuts the rest. It returns nil after such a stop. It closes l. On an address that other machines can reach it
// refuses to serve without keys.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	if len(s.keys) == 0 {
		if err := CheckAddress(l.Addr(), nil); err != nil {
			_ = l.Close()
			return err
		}
	}
	// Requests outlive ctx by the time to stop; then they are cancelled together with what they ask of the store.
	base, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    headerBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return base },
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(base, s.limits.Stop)
	defer cancel()
	err := srv.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.Warn("answers under way were cut", "after", s.limits.Stop)
		cut()
		err = srv.Close()
	}
	<-failed
	return err
}
