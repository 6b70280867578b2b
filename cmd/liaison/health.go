package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

// newHealth makes the hidden command by which a container asks whether its server answers: an image without a shell has
// nothing else to ask with.
func newHealth(_ *program, getenv func(string) string) *cobra.Command {
	addr := or(getenv(envAddr), defaultAddr)
	c := &cobra.Command{
		Use:     "health",
		Hidden:  true,
		Short:   "Ask a running server whether it answers",
		Example: `  liaison health --addr 127.0.0.1:8080`,
		Args:    noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx, cancel := context.WithTimeout(c.Context(), 3*time.Second)
			defer cancel()
			hosts := hostList(getenv(envHosts))
			return checkHealth(ctx, addr, append(hosts, "")[0])
		},
	}
	c.Flags().StringVar(&addr, "addr", addr, "`address` of the server (LIAISON_ADDR)")
	return c
}

// checkHealth asks /readyz, under the name that the server answers to where it has one.
func checkHealth(ctx context.Context, addr, name string) error {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return wrong("--addr %q: %w", addr, err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1" // where a server that listens everywhere is near
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	req.Host = name
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answered %s", req.URL, res.Status)
	}
	return nil
}
