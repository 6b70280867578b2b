package llm

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync/atomic"

	"liaison/graph/extract/dates"
)

// Client reads texts with one model. It does not change once made but for what it learns of the server, and may be used by several
// goroutines at once: at most Options.Concurrency requests are under way at any time.
type Client struct {
	o         Options // without the key
	url       *url.URL
	http      *http.Client
	authorise func(*http.Request)
	tells     func(string) bool // whether words of a server have a part of the key
	slots     chan struct{}
	prompt    string
	schema    []byte
	times     *dates.Finder
	words     *wordLists
	scores    scores
	noFormat  atomic.Bool // the server refuses a schema
}

// New makes a client. No request is made. It fails on options that are missing or wrong; the error names the field, and never shows
// the key.
func New(o Options) (*Client, error) {
	if err := o.check(); err != nil {
		return nil, fmt.Errorf("llm: %w", err)
	}
	u, err := endpoint(o.URL)
	if err != nil {
		return nil, fmt.Errorf("llm: %w", err)
	}
	o.setDefaults()
	key := o.Key
	o.Key, o.URL = "", place(u)
	c := &Client{
		o: o, url: u, http: &http.Client{}, slots: make(chan struct{}, o.Concurrency), tells: key.tellsOf,
		authorise: func(r *http.Request) {
			if key != "" {
				r.Header.Set("Authorization", "Bearer "+string(key))
			}
		},
	}
	if o.HTTP != nil {
		c.http.Transport = o.HTTP.Transport
	}
	c.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if c.times, err = dates.New(); err != nil {
		return nil, fmt.Errorf("llm: %w", err)
	}
	if c.words, err = loadWords(); err != nil {
		return nil, fmt.Errorf("llm: %w", err)
	}
	if c.scores, err = loadScores(); err != nil {
		return nil, fmt.Errorf("llm: %w", err)
	}
	book := newCodebook(o.Ontology, o.RootsOnly)
	c.prompt = book.instructions()
	if c.schema, err = book.schema(); err != nil {
		return nil, fmt.Errorf("llm: %w", err)
	}
	return c, nil
}

// String says which model is asked, and where.
func (c *Client) String() string { return c.o.Model + " at " + c.o.URL }

// Format writes String for all verbs, so that no way of printing a client goes into its fields.
func (c *Client) Format(w fmt.State, _ rune) { _, _ = io.WriteString(w, c.String()) }
