package llm

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
	"time"
	"unicode"
	"unicode/utf8"
)

// failure is why a request gave no answer.
type failure struct {
	what   string // "answered with status 500"
	said   string // the server's own words, made fit to show; may be empty
	status int
	again  bool          // trying again may help
	wait   time.Duration // that the server asks for before that; 0: it does not say
	local  bool          // of this part of the text: other parts may be answered
}

func (f *failure) Error() string {
	if f.said == "" {
		return "the model's server " + f.what
	}
	return "the model's server " + f.what + ": " + f.said
}

const (
	firstWait = time.Second
	mostWait  = time.Minute // a server that asks for more is given up
)

// ask sends messages until there is an answer, or trying again is no use. The error is a *failure, or the context's.
func (c *Client) ask(ctx context.Context, messages []message, tally *tally) (completion, error) {
	withFormat := !c.noFormat.Load()
	for tried := 0; ; {
		body, err := c.body(messages, withFormat)
		if err != nil {
			return completion{}, err
		}
		tally.request()
		got, err := c.once(ctx, body)
		var f *failure
		if err == nil || !errors.As(err, &f) {
			if err == nil && !withFormat {
				c.noFormat.Store(true)
			}
			return got, err
		}
		switch {
		case withFormat && (f.status == http.StatusBadRequest || f.status == http.StatusUnprocessableEntity):
			withFormat = false // some servers know no schema; what they answer is checked all the same
		case f.again && tried < c.o.MaxRetries && f.wait <= mostWait:
			tally.retry()
			if err := c.o.Sleep(ctx, max(f.wait, backoff(tried))); err != nil {
				return completion{}, err
			}
			tried++
		default:
			return completion{}, err
		}
	}
}

// backoff is how long to wait after the n-th try, from 0: 1, 2, 4 seconds and so on.
func backoff(n int) time.Duration { return min(firstWait<<min(n, 10), mostWait) }

// once makes one request.
func (c *Client) once(ctx context.Context, body []byte) (completion, error) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return completion{}, ctx.Err()
	}
	limited, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(limited, http.MethodPost, c.url.String(), bytes.NewReader(body))
	if err != nil {
		return completion{}, &failure{what: "has an address that cannot be asked"}
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	req.Header.Set("User-Agent", "liaison")
	c.authorise(req)
	res, err := c.http.Do(req)
	if err != nil {
		return completion{}, c.onTheWay(ctx, err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return completion{}, c.refused(res)
	}
	text, err := io.ReadAll(io.LimitReader(res.Body, c.o.MaxReply+1))
	switch {
	case int64(len(text)) > c.o.MaxReply:
		return completion{}, &failure{what: fmt.Sprintf("answered with more than %d bytes", c.o.MaxReply), local: true}
	case err != nil:
		return completion{}, c.onTheWay(ctx, err)
	}
	got, f := readCompletion(text)
	if f != nil {
		return got, f
	}
	return got, nil
}

// onTheWay tells of a request that got no whole answer. Errors of net/http have the address in them, which may hold a key of its own,
// so only their cause is kept.
func (c *Client) onTheWay(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var timeout interface{ Timeout() bool }
	if errors.As(err, &timeout) && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return &failure{what: fmt.Sprintf("did not answer within %v", c.o.Timeout), again: true}
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return &failure{what: "cannot be reached, or broke off", said: c.presentable(err.Error()), again: true}
}

// refused tells of a status that is no answer.
func (c *Client) refused(res *http.Response) error {
	f := &failure{what: fmt.Sprintf("answered with status %d", res.StatusCode), status: res.StatusCode}
	switch s := res.StatusCode; {
	case s >= 300 && s < 400:
		f.what = fmt.Sprintf("answered with status %d, a redirect, which is not followed so that the key goes nowhere else", s)
		if to, err := res.Location(); err == nil {
			f.said = c.presentable("it points to " + to.Scheme + "://" + to.Host)
		}
		return f
	case s == http.StatusTooManyRequests, s == http.StatusRequestTimeout, s == http.StatusTooEarly, s >= 500 && s != http.StatusNotImplemented:
		f.again, f.wait = true, retryAfter(res.Header.Get("Retry-After"), c.o.Now())
	case s == http.StatusRequestEntityTooLarge:
		f.local = true
	}
	text, _ := io.ReadAll(io.LimitReader(res.Body, 8192))
	f.said = c.presentable(serverMessage(text))
	return f
}

// retryAfter reads the header: seconds, or a date; 0: it says nothing that is understood.
func retryAfter(text string, now time.Time) time.Duration {
	text = strings.TrimSpace(text)
	if at, err := http.ParseTime(text); err == nil {
		return max(0, at.Sub(now))
	}
	d, err := time.ParseDuration(text + "s")
	if err != nil || d < 0 {
		return 0
	}
	return d
}

// serverMessage finds the message in the body of an error, in the shapes that such servers use.
func serverMessage(body []byte) string {
	var long struct {
		Error struct {
			Message string `json:"message"`
		} `json:"error"`
		Message string `json:"message"`
	}
	var short struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(body, &long) == nil && long.Error.Message+long.Message != "" {
		return long.Error.Message + long.Message
	}
	if json.Unmarshal(body, &short) == nil {
		return short.Error
	}
	return ""
}

// presentable makes words of a server or a model fit to be shown: one short line, and nothing at all if a part of the key is in it.
func (c *Client) presentable(text string) string {
	const most = 200
	if c.tells(text) {
		return "(its words are left out, as they have a part of the key)"
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= most {
		return text
	}
	cut := most
	for !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
