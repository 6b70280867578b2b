package api

import (
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// The content security policies. The page runs only its own files and talks only to this server; an answer of the API
// is never a page.
const (
	pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; " +
		"font-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; " +
		"frame-ancestors 'none'; require-trusted-types-for 'script'"
	answerPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// secured sets the headers that keep a browser from doing anything with an answer but showing it to this origin.
func secured(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", answerPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	c.Next()
}

// hosted refuses requests for a host that is not ours. Without API keys the server trusts whoever reaches it, so a page
// on the web must not reach it by a name that it makes point to 127.0.0.1 (DNS rebinding).
func (s *Server) hosted(c *gin.Context) {
	if s.hostAllowed(c.Request.Host) {
		c.Next()
		return
	}
	s.fail(c, problem(codeHost, "%q is not a name of this server; without API keys it answers for localhost, and for the hosts it was told of",
		shorten(c.Request.Host)))
}

func (s *Server) hostAllowed(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if slices.Contains(s.hosts, host) {
		return true
	}
	if len(s.keys) > 0 {
		return len(s.hosts) == 0
	}
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// sameOrigin refuses what a browser sends on behalf of another site's page.
func (s *Server) sameOrigin(c *gin.Context) {
	if err := s.crossOrigin.Check(c.Request); err != nil {
		p := problem(codeForbidden, "a page of another origin may not write here")
		p.cause = err
		s.fail(c, p)
		return
	}
	c.Next()
}

// hurried bounds the time for a body that no handler reads: net/http reads on for a while after the answer, to keep the
// connection. Handlers that read a body set times of their own.
func (s *Server) hurried(c *gin.Context) {
	if c.Request.ContentLength != 0 {
		_ = http.NewResponseController(c.Writer).SetReadDeadline(time.Now().Add(s.limits.Stall))
	}
	c.Next()
}

// headAsGet lets HEAD find the routes of GET; net/http leaves the body out.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			get := *r
			get.Method = http.MethodGet
			r = &get
		}
		next.ServeHTTP(w, r)
	})
}
