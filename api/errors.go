package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"liaison/graph"
)

// Problem is an error as its user sees it: RFC 9457 problem details. Code is what programs act on.
type Problem struct {
	Type       string          `json:"type"`
	Title      string          `json:"title"`
	Status     int             `json:"status"`
	Detail     string          `json:"detail"`
	Code       string          `json:"code"`
	Parameter  string          `json:"parameter,omitempty"`
	Value      string          `json:"value,omitempty"`
	Allowed    []string        `json:"allowed,omitempty"`
	Suggestion string          `json:"suggestion,omitempty"`
	RequestID  string          `json:"request_id"`
	Summary    *RecordsSummary `json:"summary,omitempty"`

	cause error  // for the log; never shown
	plain string // what stands for Detail where the caller is who runs the server
	retry int    // seconds after which the same request may do better, for Retry-After; 0: nothing says that it would
}

// When to ask again, in seconds: what other clients do or a record that is under way is over soon, a database that went
// away takes longer to come back.
const (
	retrySoon  = 1
	retryStore = 5
)

func (p *Problem) Error() string {
	if p.cause != nil {
		return p.Detail + " (" + p.cause.Error() + ")"
	}
	return p.Detail
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.cause }

// The codes that only HTTP knows; the others are those of the graph package.
const (
	codeUnauthorized  = "unauthorized"
	codeForbidden     = "forbidden"
	codeNoRoute       = "no-such-route"
	codeMethod        = "method-not-allowed"
	codeMedia         = "unsupported-media-type"
	codeHost          = "host-not-allowed"
	codeUnprocessable = "nothing-accepted"
	codeGone          = "client-gone"
)

// meaning is the status and title of a code.
type meaning struct {
	status int
	title  string
}

// statusClientGone is what the log calls a request whose client left (nginx's number; it is never sent).
const statusClientGone = 499

// meanings is the one table from code to status.
var meanings = map[string]meaning{
	string(graph.CodeInvalid):     {http.StatusBadRequest, "The request cannot be understood"},
	string(graph.CodeNotFound):    {http.StatusNotFound, "There is no such thing"},
	string(graph.CodeConflict):    {http.StatusConflict, "This contradicts what is recorded"},
	string(graph.CodeTooLarge):    {http.StatusRequestEntityTooLarge, "This is too large"},
	string(graph.CodeUnavailable): {http.StatusServiceUnavailable, "The store cannot answer now"},
	string(graph.CodeTimeout):     {http.StatusServiceUnavailable, "The answer took too long"},
	string(graph.CodeFull):        {http.StatusInsufficientStorage, "There is no room to write"},
	string(graph.CodeInternal):    {http.StatusInternalServerError, "Something went wrong here"},
	codeUnauthorized:              {http.StatusUnauthorized, "An API key is needed"},
	codeForbidden:                 {http.StatusForbidden, "This is not allowed"},
	codeNoRoute:                   {http.StatusNotFound, "There is nothing at this address"},
	codeMethod:                    {http.StatusMethodNotAllowed, "This address does not take that method"},
	codeMedia:                     {http.StatusUnsupportedMediaType, "This kind of body is not understood"},
	codeHost:                      {http.StatusMisdirectedRequest, "This server does not answer for that host"},
	codeUnprocessable:             {http.StatusUnprocessableEntity, "Nothing was accepted"},
	codeGone:                      {statusClientGone, "The client left"},
}

// problem makes a problem of a known code. Detail is a sentence that says what is wrong and what is allowed.
func problem(code, detail string, args ...any) *Problem {
	m, ok := meanings[code]
	if !ok {
		code, m = string(graph.CodeInternal), meanings[string(graph.CodeInternal)]
	}
	return &Problem{
		Type:   "urn:liaison:problem:" + code,
		Title:  m.title,
		Status: m.status,
		Detail: fmt.Sprintf(detail, args...),
		Code:   code,
	}
}

// badParameter is the problem of a parameter whose value cannot be used.
func badParameter(name, value, detail string, args ...any) *Problem {
	p := problem(string(graph.CodeInvalid), "%s: %s", name, fmt.Sprintf(detail, args...))
	p.Parameter, p.Value = name, shorten(value)
	return p
}

// problemOf says what an error means to the client. Errors without a meaning are internal: their text goes to the log,
// not to the client.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		return p
	}
	if errors.Is(err, context.Canceled) { // whatever a store makes of it
		p := problem(codeGone, "the client left before the answer")
		p.cause = err
		return p
	}
	var e *graph.Error
	if errors.As(err, &e) && e.Code != graph.CodeInternal {
		return problemOfGraph(e)
	}
	var d *graph.DateError
	switch {
	case errors.As(err, &d):
		p := problem(string(graph.CodeInvalid), "%s", d.Error())
		p.Parameter, p.Value = d.Field, shorten(d.Text)
		return p
	case errors.Is(err, context.DeadlineExceeded):
		p := problem(string(graph.CodeTimeout), "the time for an answer passed; ask for fewer hops, a narrower window or fewer actors")
		p.cause = err
		return p
	}
	p = problem(string(graph.CodeInternal), "the server could not answer; its log says why under the request_id")
	p.cause = err
	return p
}

// fieldStore is the field of errors about the store itself, which is no parameter of any call.
const fieldStore = "store"

// problemOfGraph says what an error with a meaning means to the client.
func problemOfGraph(e *graph.Error) *Problem {
	if e.Field == "" || e.Field == fieldStore {
		return problemOfStore(e)
	}
	p := problem(string(e.Code), "%s: %s", e.Field, e.Message)
	p.Parameter, p.Value, p.cause = e.Field, shorten(e.Value), e.Err
	if e.Code == graph.CodeUnavailable { // a record that is waited for
		p.retry = retrySoon
	}
	return p
}

// problemOfStore is problemOfGraph for errors about no parameter. Those of a store that cannot answer or write tell where
// it is, which is nobody's business but that of who runs the server: the client is told it in the log only.
func problemOfStore(e *graph.Error) *Problem {
	p := problem(string(e.Code), "%s", e.Message)
	p.cause = e.Err
	switch e.Code {
	case graph.CodeUnavailable:
		p.Detail, p.retry = "the store cannot answer now; the server's log says why under the request_id", retryStore
	case graph.CodeFull:
		p.Detail = "the store has no room for more records; what is recorded can be read"
	default:
		return p
	}
	p.plain, p.cause = e.Message, e
	return p
}

// silent is the problem of a store that does not say where it stands.
func silent(err error) *Problem {
	p := problem(string(graph.CodeUnavailable), "the store does not answer")
	p.cause, p.retry = err, retryStore
	return p
}

// shorten keeps a problem readable when the value is not: at most 80 bytes, cut between runes.
func shorten(s string) string {
	const most = 80
	if len(s) <= most {
		return toValid(s)
	}
	cut := most
	for cut > 0 && s[cut]&0xC0 == 0x80 {
		cut--
	}
	return toValid(s[:cut]) + "…"
}
