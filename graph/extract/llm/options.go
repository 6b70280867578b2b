package llm

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"liaison/graph"
	"liaison/graph/extract"
)

// Options say which model to ask, and how patiently. The zero value of a field means its default.
type Options struct {
	// URL is where the model is: "http://127.0.0.1:11434", "https://host/v1", or the whole address of chat completions. It is given by
	// whoever runs this program, so it may be a private address.
	URL   string
	Model string // its name as the server knows it
	Key   Secret // sent as a bearer token to the host of URL and to no other; empty: none is sent

	Rules     *extract.Reader // required: finds sentences, actors and what names mean
	Ontology  *graph.Ontology // required: the relations that the model may use, and the codebook that it is shown
	RootsOnly bool            // the codebook has roots only: for models that read little at once

	HTTP        *http.Client                               // its transport is used; redirects are never followed, cookies never kept
	Timeout     time.Duration                              // of one request, answer included; default 2 minutes
	Total       time.Duration                              // of one text; default 15 minutes
	MaxRetries  int                                        // of a request that was refused for a time or failed on the way; default 3, negative: none
	Concurrency int                                        // requests at once over all texts; default 2
	MaxReply    int64                                      // bytes of one answer; default 1 MiB
	MaxChunks   int                                        // parts of one text that are asked about; default 64
	ChunkBytes  int                                        // bytes of the sentences in one part; default 4,000
	Now         func() time.Time                           // default time.Now; only for dates in Retry-After
	Sleep       func(context.Context, time.Duration) error // waits, or returns the context's error; default does so
}

func (o *Options) setDefaults() {
	setDefault(&o.Timeout, 2*time.Minute)
	setDefault(&o.Total, 15*time.Minute)
	setDefault(&o.Concurrency, 2)
	setDefault(&o.MaxReply, 1<<20)
	setDefault(&o.MaxChunks, 64)
	setDefault(&o.ChunkBytes, 4000)
	switch {
	case o.MaxRetries < 0:
		o.MaxRetries = 0
	case o.MaxRetries == 0:
		o.MaxRetries = 3
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
}

func setDefault[T ~int | ~int64](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// check says what is wrong with the options; no message has the key or the whole URL, which may hold one.
func (o *Options) check() error {
	switch {
	case o.Rules == nil:
		return graph.Invalid("rules", "", "is missing; the model's answers are checked against what the rules find")
	case o.Ontology == nil:
		return graph.Invalid("ontology", "", "is missing; the model chooses among its relations")
	case strings.TrimSpace(o.Model) == "" || len(o.Model) > 200 || strings.ContainsFunc(o.Model, unicode.IsControl):
		return graph.Invalid("model", o.Model, "must be the name of a model, on one line of at most 200 bytes")
	case strings.ContainsFunc(string(o.Key), func(r rune) bool { return r <= ' ' || r > '~' }):
		return graph.Invalid("key", "", "has a character that a key cannot have; allowed are printable ASCII characters without blanks")
	}
	return nil
}

// endpoint makes the address of chat completions of what an operator gives.
func endpoint(text string) (*url.URL, error) {
	const allowed = "must be an address such as http://127.0.0.1:11434 or https://host/v1"
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return nil, graph.Invalid("url", "", "is no address; it %s", allowed)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, graph.Invalid("url", "", "lacks http:// or https:// and a host; it %s", allowed)
	}
	if u.User != nil {
		return nil, graph.Invalid("url", "", "has a user or a password in it; a key has an option of its own")
	}
	u.Fragment = ""
	path := strings.TrimRight(u.Path, "/")
	switch {
	case strings.HasSuffix(path, "/chat/completions"):
	case path == "":
		path = "/v1/chat/completions"
	default:
		path += "/chat/completions"
	}
	u.Path, u.RawPath = path, ""
	return u, nil
}

// place shows an address without what may be secret in it.
func place(u *url.URL) string { return u.Scheme + "://" + u.Host + u.Path }
