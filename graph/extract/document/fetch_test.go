package document_test

import (
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"liaison/graph/extract/document"
)

// local allows the test's own server and nothing else.
func local(t *testing.T, servers ...*httptest.Server) func(netip.AddrPort) bool {
	t.Helper()
	allowed := map[netip.AddrPort]bool{}
	for _, s := range servers {
		u, err := url.Parse(s.URL)
		if err != nil {
			t.Fatal(err)
		}
		allowed[netip.MustParseAddrPort(u.Host)] = true
	}
	return func(a netip.AddrPort) bool { return allowed[a] }
}

func TestFetch(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "secret") }))
	defer other.Close()
	var seen http.Header
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header
		switch r.URL.Path {
		case "/page":
			w.Header().Set("Content-Type", "text/html; charset=windows-1251")
			io.WriteString(w, "<html><body><p>\xcf\xe5\xf0\xe5\xe3\xee\xe2\xee\xf0\xfb.</p></body></html>")
		case "/moved":
			http.Redirect(w, r, "/page", http.StatusFound)
		case "/away":
			http.Redirect(w, r, other.URL, http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/slow":
			w.Header().Set("Content-Type", "text/plain")
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
		case "/big":
			w.Header().Set("Content-Type", "text/plain")
			for range 200 {
				w.Write(make([]byte, 1<<10))
			}
		case "/bomb":
			w.Header().Set("Content-Type", "text/plain")
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 200 {
				z.Write(make([]byte, 1<<20))
			}
			z.Close()
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			w.Write([]byte("png"))
		case "/plain.md":
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			io.WriteString(w, "The talks.")
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	f := document.Fetching{On: true, Allow: local(t, s), Time: 2 * time.Second, Bytes: 100 << 10}

	for _, path := range []string{"/page", "/moved"} {
		d, err := f.Fetch(t.Context(), s.URL+path)
		if err != nil {
			t.Fatal(err)
		}
		if d.Text != "Переговоры." || d.URL != s.URL+"/page" || d.Format != document.HTML {
			t.Errorf("%s: got %+v", path, d)
		}
	}
	if agent := seen.Get("User-Agent"); agent != "Liaison (document reader)" || seen.Get("Referer") != "" || seen.Get("Cookie") != "" {
		t.Errorf("got headers %v", seen)
	}
	if d, err := f.Fetch(t.Context(), s.URL+"/plain.md"); err != nil || d.Text != "The talks." {
		t.Errorf("got %+v, %v", d, err)
	}
	for _, c := range []struct {
		address string
		reason  document.Reason
		words   string
	}{
		{s.URL + "/away", document.Refused, "not one of the public internet"},
		{s.URL + "/file", document.Refused, "begins with http:// or https://"},
		{s.URL + "/loop", document.FetchFailed, "more than 5 times"},
		{s.URL + "/slow", document.FetchFailed, "in time"},
		{s.URL + "/big", document.TooLarge, "102,400 bytes"},
		{s.URL + "/bomb", document.TooLarge, "102,400 bytes"},
		{s.URL + "/picture", document.Unsupported, "image/png"},
		{s.URL + "/none", document.FetchFailed, "404"},
		{other.URL, document.Refused, "not one of the public internet"},
		{"file:///etc/passwd", document.Refused, "begins with http:// or https://"},
		{"https://", document.Refused, "names no host"},
		{"http://user:word@courier.example/", document.Refused, "holds a user name"},
		{"::", document.Refused, ""},
	} {
		_, err := f.Fetch(t.Context(), c.address)
		refused(t, err, c.reason, c.words)
		if strings.Contains(err.Error(), "word@") {
			t.Errorf("the error tells a password: %v", err)
		}
	}
	none := f
	none.Redirects = -1
	_, err := none.Fetch(t.Context(), s.URL+"/moved")
	refused(t, err, document.FetchFailed, "more than 0 times")
	_, err = document.Fetching{}.Fetch(t.Context(), s.URL+"/page")
	refused(t, err, document.FetchOff, "switched off")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = f.Fetch(ctx, s.URL+"/page")
	refused(t, err, document.FetchFailed, "")
}

// TestFetchPublicOnly checks that no address of this machine or its network is spoken to, however it is written, and that no
// connection is so much as begun.
func TestFetchPublicOnly(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		if c, err := l.Accept(); err == nil {
			t.Error("a connection was made")
			c.Close()
		}
	}()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	f := document.Fetching{On: true, Time: time.Second}
	for _, host := range []string{
		"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
		"10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "[fe80::1]", "[fd00::1]", "224.0.0.1", "255.255.255.255",
	} {
		_, err := f.Fetch(t.Context(), "http://"+host+":"+port+"/")
		if err == nil {
			t.Errorf("%s was fetched", host)
		}
		if strings.Contains(host, "127.0.0.1") {
			refused(t, err, document.Refused, "public internet")
		}
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{
		"93.184.216.34:443": true, "93.184.216.34:80": true, "[2606:2800:220:1::1]:443": true, "93.184.216.34:8080": true,
		"93.184.216.34:22": false, "127.0.0.1:80": false, "10.1.2.3:80": false, "172.31.0.1:80": false, "192.168.1.1:443": false, "169.254.169.254:80": false,
		"0.0.0.0:80": false, "100.64.0.1:80": false, "192.0.2.1:80": false, "198.18.0.1:80": false, "203.0.113.7:80": false, "240.0.0.1:80": false,
		"224.0.0.1:80": false, "255.255.255.255:80": false, "[::1]:80": false, "[::]:80": false, "[fe80::1]:80": false, "[fc00::1]:80": false, "[ff02::1]:80": false,
		"[::ffff:10.0.0.1]:80": false, "[::ffff:93.184.216.34]:80": true, "[64:ff9b::a00:1]:80": false, "[2002:a00:1::]:80": false, "[2001:db8::1]:80": false,
		"[64:ff9b::5db8:d822]:80": true, "[::7f00:1]:80": false, "[fe80::1%25eth0]:80": false,
	} {
		a, err := netip.ParseAddrPort(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := document.Public(a); got != want {
			t.Errorf("%s: got %v, want %v", address, got, want)
		}
	}
}
