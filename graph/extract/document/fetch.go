package document

import (
	"context"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"
)

// Fetching says whether and how pages are fetched. The zero value fetches nothing.
type Fetching struct {
	On        bool          // fetching is switched on
	Time      time.Duration // for all of a page, redirects included; 0: 20 s
	Bytes     int64         // of a page, unpacked; 0: 10 MiB; never above MaxInput
	Redirects int           // 0: 5; below 0: none
	Agent     string        // the User-Agent; empty: "Liaison (document reader)"

	// Allow says which addresses may be spoken to. Nil: only those of the public internet. It is asked for every connection, after
	// names are resolved, so that neither a redirect nor a name that changes its address gets around it.
	Allow func(netip.AddrPort) bool
}

// Fetch gets a page or file and reads it. It never speaks to addresses that Allow refuses, sends no cookies and no referrer, and uses
// no proxy. The error is an *Error, or that of the context.
func (f Fetching) Fetch(ctx context.Context, address string) (*Document, error) {
	if !f.On {
		return nil, fail(FetchOff, address, "is not fetched: fetching is switched off", nil)
	}
	u, err := f.check(address)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, orDuration(f.Time, 20*time.Second))
	defer cancel()
	answer, err := f.get(ctx, u)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if err := f.checkAnswer(answer, address); err != nil {
		return nil, err
	}
	raw, err := f.body(ctx, answer, address)
	if err != nil {
		return nil, err
	}
	final := answer.Request.URL.String()
	return FromBytes(ctx, raw, Hint{Name: address, ContentType: answer.Header.Get("Content-Type"), URL: final})
}

// check reads an address: http or https, a host, no user and password.
func (f Fetching) check(address string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	switch {
	case err != nil:
		return nil, fail(Refused, quoted(address), "is no address of the web", nil)
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, fail(Refused, quoted(address), "is not fetched: an address begins with http:// or https://", nil)
	case u.Host == "":
		return nil, fail(Refused, quoted(address), "is not fetched: it names no host", nil)
	case u.User != nil:
		return nil, fail(Refused, u.Redacted(), "is not fetched: it holds a user name", nil)
	}
	return u, nil
}

// errPrivate is what a connection to an address that is not allowed ends with.
var errPrivate = errors.New("the address is not one of the public internet")

func (f Fetching) get(ctx context.Context, u *url.URL) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fail(Refused, u.Redacted(), "is no address that can be asked for", err)
	}
	agent := f.Agent
	if agent == "" {
		agent = "Liaison (document reader)"
	}
	request.Header.Set("User-Agent", agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, */*;q=0.1")
	client := f.client(agent)
	defer client.CloseIdleConnections()
	answer, err := client.Do(request)
	if err == nil {
		return answer, nil
	}
	var refused *Error
	switch {
	case errors.As(err, &refused):
		return nil, refused
	case errors.Is(err, errPrivate):
		return nil, fail(Refused, u.Redacted(), "is not fetched: it leads to an address that is not one of the public internet", nil)
	case ctx.Err() != nil:
		return nil, fail(FetchFailed, u.Redacted(), "did not answer in time", ctx.Err())
	}
	return nil, fail(FetchFailed, u.Redacted(), "cannot be fetched", err)
}

// client makes a client for one page. Its dialer looks at each address just before it connects.
func (f Fetching) client(agent string) *http.Client {
	allow := f.Allow
	if allow == nil {
		allow = Public
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil || !strings.HasPrefix(network, "tcp") || !allow(netip.AddrPortFrom(to.Addr().Unmap(), to.Port())) {
			return errPrivate
		}
		return nil
	}}
	most := f.Redirects
	if most == 0 {
		most = 5
	}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: 20 * time.Second,
			MaxResponseHeaderBytes: 1 << 20, DisableKeepAlives: true, ForceAttemptHTTP2: true,
		},
		CheckRedirect: func(next *http.Request, via []*http.Request) error {
			if len(via) > max(most, 0) {
				return fail(FetchFailed, via[0].URL.Redacted(), "leads from page to page more than "+plain(max(most, 0))+" times", nil)
			}
			if _, err := f.check(next.URL.String()); err != nil {
				return err
			}
			next.Header.Del("Referer")
			next.Header.Set("User-Agent", agent)
			return nil
		},
	}
}

// checkAnswer refuses what is no document before it is read.
func (f Fetching) checkAnswer(answer *http.Response, address string) error {
	if answer.StatusCode != http.StatusOK {
		return fail(FetchFailed, address, "is not given: the server answers "+answer.Status, nil)
	}
	if answer.ContentLength > f.bytes() {
		return fail(TooLarge, address, "has "+count(int(answer.ContentLength))+" bytes; at most "+count(int(f.bytes()))+" are fetched", nil)
	}
	kind, _, err := mime.ParseMediaType(first(answer.Header.Get("Content-Type"), "application/octet-stream"))
	if err != nil {
		kind = "application/octet-stream"
	}
	switch kind {
	case "application/pdf", "application/xhtml+xml", "message/rfc822", "application/octet-stream",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document":
		return nil
	}
	if strings.HasPrefix(kind, "text/") && kind != "text/css" && kind != "text/javascript" && kind != "text/csv" {
		return nil
	}
	return fail(Unsupported, address, "is "+quoted(kind)+", which is no document that is read", nil)
}

func (f Fetching) bytes() int64 {
	if f.Bytes <= 0 {
		return 10 << 20
	}
	return min(f.Bytes, MaxInput)
}

// body reads a page up to the limit, which counts what comes out of its compression.
func (f Fetching) body(ctx context.Context, answer *http.Response, address string) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(contextReader{ctx, answer.Body}, f.bytes()+1))
	switch {
	case int64(len(raw)) > f.bytes():
		return nil, fail(TooLarge, address, "has more than "+count(int(f.bytes()))+" bytes, which is the most that is fetched", nil)
	case ctx.Err() != nil:
		return nil, fail(FetchFailed, address, "did not come to its end in time", ctx.Err())
	case err != nil:
		return nil, fail(FetchFailed, address, "broke off", err)
	}
	return raw, nil
}

func orDuration(d, other time.Duration) time.Duration {
	if d <= 0 {
		return other
	}
	return d
}
