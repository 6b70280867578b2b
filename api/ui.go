package api

import (
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

// pages serves the built UI: an index that is always asked for again, and files whose names hold their hash, which
// never change. What lies beside a file as FILE.br or FILE.gz is its compressed form.
type pages struct {
	files map[string]*page
}

// page is one file in the encodings there are.
type page struct {
	media     string
	immutable bool
	forms     []form // best first; the last one is the file itself
}

type form struct {
	coding string // br, gzip, or empty
	tag    string
	body   []byte
}

// hashedDir is where the build puts files whose names hold their hash.
const hashedDir = "assets/"

// media types that must not depend on the machine's own tables.
var mediaTypes = map[string]string{
	".html":        "text/html; charset=utf-8",
	".js":          "text/javascript; charset=utf-8",
	".mjs":         "text/javascript; charset=utf-8",
	".css":         "text/css; charset=utf-8",
	".json":        "application/json",
	".map":         "application/json",
	".svg":         "image/svg+xml",
	".png":         "image/png",
	".ico":         "image/x-icon",
	".txt":         "text/plain; charset=utf-8",
	".woff2":       "font/woff2",
	".wasm":        "application/wasm",
	".webmanifest": "application/manifest+json",
}

// newPages reads all files of the UI. They are few and small, so they are kept in memory with their tags.
func newPages(ui fs.FS) (*pages, error) {
	p := &pages{files: map[string]*page{}}
	bodies := map[string][]byte{}
	err := fs.WalkDir(ui, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		bodies[name], err = fs.ReadFile(ui, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the UI: %w", err)
	}
	if _, ok := bodies["index.html"]; !ok {
		return nil, fmt.Errorf("the UI has no index.html")
	}
	for name, body := range bodies {
		ext := path.Ext(name)
		if _, plain := bodies[strings.TrimSuffix(name, ext)]; plain && (ext == ".br" || ext == ".gz") {
			continue
		}
		media := mediaTypes[ext]
		if media == "" {
			media = mime.TypeByExtension(ext)
		}
		if media == "" {
			media = "application/octet-stream"
		}
		f := &page{media: media, immutable: strings.HasPrefix(name, hashedDir)}
		for _, c := range []struct{ ext, coding string }{{".br", "br"}, {".gz", "gzip"}} {
			if b, ok := bodies[name+c.ext]; ok {
				f.forms = append(f.forms, form{c.coding, contentTag(b), b})
			}
		}
		f.forms = append(f.forms, form{"", contentTag(body), body})
		p.files["/"+name] = f
	}
	p.files["/"] = p.files["/index.html"]
	return p, nil
}

// serve answers with a file of the UI; false if there is none by that name.
func (p *pages) serve(w http.ResponseWriter, r *http.Request) bool {
	if p == nil || r.Method != http.MethodGet {
		return false
	}
	f := p.files[r.URL.Path]
	if f == nil {
		return false
	}
	chosen := f.forms[len(f.forms)-1]
	for _, form := range f.forms[:len(f.forms)-1] {
		if accepts(r.Header, form.coding) {
			chosen = form
			break
		}
	}
	h := w.Header()
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Content-Type", f.media)
	h.Set("Vary", "Accept-Encoding")
	h.Set("ETag", `"`+chosen.tag+`"`)
	h.Set("Cache-Control", "no-cache")
	if f.immutable {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	for _, line := range r.Header.Values("If-None-Match") {
		for _, form := range f.forms {
			if strings.Contains(line, `"`+form.tag+`"`) {
				h.Set("ETag", `"`+form.tag+`"`)
				h.Del("Content-Type")
				w.WriteHeader(http.StatusNotModified)
				return true
			}
		}
	}
	if chosen.coding != "" {
		h.Set("Content-Encoding", chosen.coding)
	}
	h.Set("Content-Length", strconv.Itoa(len(chosen.body)))
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTimeout))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(chosen.body)
	return true
}
