package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"liaison/api"
	"liaison/graph/exchange"
	"liaison/graph/extract/document"
	"liaison/seeds"
	"liaison/ui"
)

// serveFlags are what a server may be told.
type serveFlags struct {
	addr  string
	keys  string
	hosts []string
	log   string
	seeds bool
	fetch bool
	model modelFlags
}

func newServe(p *program, getenv func(string) string) *cobra.Command {
	f := serveFlags{addr: or(getenv(envAddr), defaultAddr), log: or(getenv(envLog), "text")}
	f.hosts = hostList(getenv(envHosts))
	c := &cobra.Command{
		Use:     "serve",
		GroupID: "serve",
		Short:   "Serve the pages and the API",
		Long: `Serves the pages for a browser and the API, until it is stopped (Ctrl-C).

It listens on 127.0.0.1, where only this machine can reach it. On any other address it
needs API keys with the roles reader, writer and admin: in a file, one a line as
NAME:ROLE:SECRET, or in LIAISON_KEYS.`,
		Example: `  liaison serve --seeds
  liaison serve --store sqlite:work.db --addr 127.0.0.1:9000
  liaison serve --addr 0.0.0.0:8080 --keys keys.txt --host graph.example.org`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := f.model.check(); err != nil {
				return err
			}
			return p.serve(c.Context(), &f, getenv)
		},
	}
	f.model.bind(c, getenv)
	c.Flags().StringVar(&f.addr, "addr", f.addr, "`address` to listen on (LIAISON_ADDR)")
	c.Flags().BoolVar(&f.seeds, "seeds", false, "load the demonstration data if the store is empty")
	c.Flags().BoolVar(&f.fetch, "fetch", false, "let writers have pages of the public internet fetched, to read them")
	c.Flags().StringVar(&f.keys, "keys", "", "`file` of API keys, one NAME:ROLE:SECRET a line (LIAISON_KEYS holds keys themselves)")
	c.Flags().StringSliceVar(&f.hosts, "host", f.hosts, "further `name` under which the server is reached (repeats; LIAISON_HOSTS)")
	c.Flags().StringVar(&f.log, "log", f.log, "`how` to log: text, json or off (LIAISON_LOG)")
	return c
}

func (p *program) serve(ctx context.Context, f *serveFlags, getenv func(string) string) error {
	logger, err := newLogger(f.log, p.err)
	if err != nil {
		return err
	}
	keys, err := readKeys(f.keys, getenv)
	if err != nil {
		return err
	}
	l, err := listen(ctx, f.addr, keys)
	if err != nil {
		return err
	}
	defer l.Close() // Serve closes it as well
	return p.withStore(ctx, toWrite, func(ctx context.Context, s *openStore) error {
		if f.seeds {
			if err := p.loadSeeds(ctx, s); err != nil {
				return err
			}
		}
		files, built := ui.Files()
		explorer := s.explorer()
		server, err := api.New(api.Config{
			Explorer: explorer, Importer: importer{s}, Extractor: &extractor{store: s, explorer: explorer, clock: time.Now, model: f.model},
			Documents: documents{document.Fetching{On: f.fetch}}, UI: files, Keys: keys, Hosts: f.hosts, Logger: logger, Version: version,
		})
		if err != nil {
			return err
		}
		fmt.Fprintf(p.out, "Liaison is at %s\n", address(l.Addr()))
		if !built {
			fmt.Fprintln(p.out, "The pages are not built, so there is only the API; `make build` builds them.")
		}
		fmt.Fprintf(p.out, "The data are in %s. Ctrl-C stops the server.\n", s.where)
		return server.Serve(ctx, l)
	})
}

// hostList reads names separated by commas or blanks.
func hostList(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' })
}

// listen takes the address, or says what to do about it. What may not be listened on is not touched.
func listen(ctx context.Context, addr string, keys []api.Key) (net.Listener, error) {
	resolved, err := net.ResolveTCPAddr("tcp", addr)
	if err != nil {
		return nil, wrong("--addr %q: %w; write HOST:PORT, such as %s", addr, err, defaultAddr)
	}
	if err := api.CheckAddress(resolved, keys); err != nil {
		return nil, wrong("%w (--keys FILE or %s)", err, envKeys)
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", resolved.String())
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return nil, fmt.Errorf("%s is taken, perhaps by another liaison; stop that, or choose another address with --addr, such as --addr 127.0.0.1:0 for any that is free", addr)
	case errors.Is(err, syscall.EACCES):
		return nil, fmt.Errorf("%s needs rights that this program does not have; choose a port above 1023 with --addr", addr)
	}
	return l, err
}

// address is what to open in a browser.
func address(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

func newLogger(how string, w io.Writer) (*slog.Logger, error) {
	switch how {
	case "text":
		return slog.New(slog.NewTextHandler(w, nil)), nil
	case "json":
		return slog.New(slog.NewJSONHandler(w, nil)), nil
	case "off":
		return slog.New(slog.DiscardHandler), nil
	}
	return nil, wrong("--log %q is not known; allowed are text, json, off", how)
}

// loadSeeds puts the demonstration data into an empty store.
func (p *program) loadSeeds(ctx context.Context, s *openStore) error {
	head, err := s.Head(ctx, nil)
	if err != nil {
		return err
	}
	if head.Sequence > 0 {
		return nil // loaded before, or the user's own data, which demonstration data must not mix with
	}
	sum, err := exchange.Import(ctx, s, seeds.Records(), exchange.Options{Name: seedsName, Format: "ndjson", Run: seedsName, BatchSize: s.batch})
	if err != nil {
		return fmt.Errorf("loading the demonstration data: %w", err)
	}
	if sum.Rejected > 0 {
		return fmt.Errorf("loading the demonstration data: %s of them were refused, first: %s", plural(sum.Rejected, "line", "lines"), sum.Problems[0])
	}
	fmt.Fprintf(p.out, "Loaded the demonstration data: %s, %s, %s.\n", plural(sum.Claims, "claim", "claims"), plural(sum.Actors, "actor", "actors"), plural(sum.Sources, "source", "sources"))
	return nil
}

// importer takes the records that clients send.
type importer struct{ store *openStore }

// Import records lines of NDJSON.
func (i importer) Import(ctx context.Context, lines io.Reader) (api.ImportSummary, error) {
	sum, err := exchange.Import(ctx, i.store, lines, exchange.Options{Format: "ndjson", MaxProblems: api.MaxLineProblems, BatchSize: i.store.batch})
	return *apiSummary(&sum), err
}
