package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"liaison/api"
	"liaison/graph"
	"liaison/graph/algo"
	"liaison/graph/resolve"
)

// asker asks the API: of the store, without a network, or of a server. What a flag means, what is refused and what is
// answered is the API's either way.
type asker struct {
	base string // before the path
	key  string // API key; may be empty
	do   func(*http.Request) (status int, body []byte, err error)
}

// mostAnswer bounds what is read of a server's answer, in bytes.
const mostAnswer = 256 << 20

// withStore opens the store, calls f, and closes it.
func (p *program) withStore(ctx context.Context, need storeNeed, f func(ctx context.Context, s *openStore) error) error {
	s, err := p.open(ctx, need)
	if err != nil {
		return err
	}
	err = f(ctx, s)
	if closed := s.Close(); err == nil && closed != nil {
		err = fmt.Errorf("closing the store: %w", closed)
	}
	return err
}

// withAPI calls f with whom to ask.
func (p *program) withAPI(ctx context.Context, f func(ctx context.Context, a asker) error) error {
	if scheme, _, err := p.config.scheme(); err == nil && (scheme == "http" || scheme == "https") {
		return f(ctx, asker{strings.TrimRight(p.config.store, "/"), p.config.key, overNetwork})
	}
	return p.withStore(ctx, toRead, func(ctx context.Context, s *openStore) error {
		server, err := api.New(api.Config{Explorer: s.explorer(), Version: version})
		if err != nil {
			return err
		}
		return f(ctx, asker{"http://localhost", "", func(req *http.Request) (int, []byte, error) {
			w := &recorder{header: http.Header{}}
			server.ServeHTTP(w, req)
			return w.status, w.body.Bytes(), nil
		}})
	})
}

func overNetwork(req *http.Request) (int, []byte, error) {
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(io.LimitReader(res.Body, mostAnswer))
	return res.StatusCode, body, err
}

func (s *openStore) explorer() *graph.Explorer {
	return graph.NewExplorer(s.Store, resolve.New(), graph.Limits{}).Use(algo.Paths{})
}

// get gives the body of an answer. A problem is an error: a wrong call where the API refuses the question.
func (a asker) get(ctx context.Context, path string, query url.Values) ([]byte, error) {
	u := a.base + "/api/v1" + path
	if len(query) > 0 {
		u += "?" + query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u, nil)
	if err != nil {
		return nil, wrongCall{err}
	}
	return a.send(ctx, req)
}

// post sends a question or a decision as JSON, and gives the body of the answer.
func (a asker) post(ctx context.Context, path string, what any) ([]byte, error) {
	b, err := json.Marshal(what)
	if err != nil {
		return nil, wrongCall{err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.base+"/api/v1"+path, bytes.NewReader(b))
	if err != nil {
		return nil, wrongCall{err}
	}
	req.Header.Set("Content-Type", "application/json")
	return a.send(ctx, req)
}

func (a asker) send(ctx context.Context, req *http.Request) ([]byte, error) {
	if a.key != "" {
		req.Header.Set("Authorization", "Bearer "+a.key)
	}
	status, body, err := a.do(req)
	if err := errors.Join(err, ctx.Err()); err != nil {
		return nil, err
	}
	if status == http.StatusOK {
		return body, nil
	}
	var problem api.Problem
	if err := json.Unmarshal(body, &problem); err != nil || problem.Detail == "" {
		return nil, fmt.Errorf("%s answered %d %s", a.base, status, http.StatusText(status))
	}
	return nil, problemError(&problem)
}

// problemError is what to tell of a problem.
func problemError(p *api.Problem) error {
	detail := p.Detail
	if p.Parameter != "" && !strings.Contains(detail, p.Parameter) {
		detail = p.Parameter + ": " + detail
	}
	err := &answered{p, detail}
	if p.Status == http.StatusBadRequest {
		return wrongCall{err}
	}
	return err
}

// answered is a problem that the API answered with.
type answered struct {
	problem *api.Problem
	detail  string
}

func (e *answered) Error() string { return e.detail }

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

func (r *recorder) Write(b []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(b)
}
