package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

// Role is what an API key allows. Each role allows all that the one before it does.
type Role int

// The roles. Anyone is no role of a key: routes that need it are open.
const (
	Anyone Role = iota
	Reader      // may ask
	Writer      // may also record
	Admin       // may also administer
)

func (r Role) String() string {
	switch r {
	case Anyone:
		return "anyone"
	case Reader:
		return "reader"
	case Writer:
		return "writer"
	case Admin:
		return "admin"
	default:
		return fmt.Sprintf("Role(%d)", int(r))
	}
}

// ParseRole reads reader, writer or admin.
func ParseRole(s string) (Role, error) {
	for _, r := range []Role{Reader, Writer, Admin} {
		if s == r.String() {
			return r, nil
		}
	}
	return Anyone, fmt.Errorf("role %q is not known; allowed are reader, writer, admin", s)
}

// Key is an API key. Name is for the log.
type Key struct {
	Name   string
	Role   Role
	Secret string
}

// MinSecret is the least length of a key's secret, in bytes.
const MinSecret = 16

// ParseKey reads NAME:ROLE:SECRET, or ROLE:SECRET, whose name is the role.
func ParseKey(s string) (Key, error) {
	parts := strings.SplitN(s, ":", 3)
	if len(parts) == 2 {
		parts = []string{parts[0], parts[0], parts[1]}
	}
	if len(parts) != 3 {
		return Key{}, fmt.Errorf("an API key is written NAME:ROLE:SECRET or ROLE:SECRET")
	}
	role, err := ParseRole(parts[1])
	if err != nil {
		return Key{}, err
	}
	k := Key{Name: parts[0], Role: role, Secret: parts[2]}
	return k, k.check()
}

func (k Key) check() error {
	if k.Role < Reader || k.Role > Admin {
		return fmt.Errorf("API key %q: the role is %v; allowed are reader, writer, admin", k.Name, k.Role)
	}
	if len(k.Secret) < MinSecret {
		return fmt.Errorf("API key %q: the secret has %d bytes; at least %d are needed", k.Name, len(k.Secret), MinSecret)
	}
	return nil
}

// storedKey keeps the hash of a secret, so that all comparisons have one length and memory holds no secrets.
type storedKey struct {
	name string
	role Role
	sum  [sha256.Size]byte
}

// caller finds whose secret it is, in a time that does not depend on the secret.
func (s *Server) caller(secret string) (name string, role Role, ok bool) {
	sum := sha256.Sum256([]byte(secret))
	for i := range s.keys {
		k := &s.keys[i]
		if subtle.ConstantTimeCompare(sum[:], k.sum[:]) == 1 && !ok {
			name, role, ok = k.name, k.role, true
		}
	}
	return name, role, ok
}

// sentKey is the secret that came with a request: as a bearer token (RFC 6750), or as the password of basic
// authentication (RFC 7617), which a browser asks its user for; the user name does not matter.
func sentKey(r *http.Request) (secret string, ok bool) {
	if _, password, basic := r.BasicAuth(); basic {
		return password, true
	}
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}

// needs lets a request pass whose key has the role. Without keys everyone has every role.
func (s *Server) needs(role Role) gin.HandlerFunc {
	return func(c *gin.Context) {
		if role == Anyone || len(s.keys) == 0 {
			c.Next()
			return
		}
		secret, sent := sentKey(c.Request)
		if !sent {
			s.fail(c, problem(codeUnauthorized, "send an API key with the role %s or above as `Authorization: Bearer KEY`; a browser asks for it as a password", role))
			return
		}
		name, has, ok := s.caller(secret)
		if !ok {
			s.fail(c, problem(codeUnauthorized, "this API key is not known here"))
			return
		}
		c.Set(keyCaller, name)
		if has < role {
			s.fail(c, problem(codeForbidden, "this needs a key with the role %s or above; yours has the role %s", role, has))
			return
		}
		c.Next()
	}
}

// CheckAddress says whether the server may listen there: without API keys only on a loopback address.
func CheckAddress(addr net.Addr, keys []Key) error {
	if len(keys) > 0 {
		return nil
	}
	switch a := addr.(type) {
	case *net.TCPAddr:
		if a.IP.IsLoopback() {
			return nil
		}
	case *net.UnixAddr:
		return nil
	}
	return fmt.Errorf("%s can be reached from other machines; set an API key first, or listen on 127.0.0.1", addr)
}
