package api

import (
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// minGzip is the size from which compression pays: below it the header of a packet outweighs what is saved.
const minGzip = 1024

// zippers are pooled: making one costs more than compressing an answer. Level 1 is six times as fast as the default for
// an eighth more bytes.
var zippers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil { // only for a level that does not exist
		panic(err)
	}
	return w
}}

// appender is an io.Writer onto a slice.
type appender struct{ b []byte }

func (a *appender) Write(p []byte) (int, error) {
	a.b = append(a.b, p...)
	return len(p), nil
}

// appendGzip appends b, compressed, to dst. The bytes are the same for the same b.
func appendGzip(dst, b []byte) []byte {
	a := &appender{dst}
	w := zippers.Get().(*gzip.Writer)
	defer zippers.Put(w)
	w.Reset(a)
	_, _ = w.Write(b) // an appender does not fail
	_ = w.Close()
	return a.b
}

// acceptsGzip reads Accept-Encoding: gzip is named, or *, with a weight above 0.
func acceptsGzip(h http.Header) bool { return accepts(h, "gzip") }

func accepts(h http.Header, coding string) bool {
	star := false
	for _, line := range h.Values("Accept-Encoding") {
		for part := range strings.SplitSeq(line, ",") {
			name, weight, _ := strings.Cut(part, ";")
			name = strings.TrimSpace(name)
			switch {
			case strings.EqualFold(name, coding):
				return positive(weight)
			case name == "*":
				star = positive(weight)
			}
		}
	}
	return star
}

// positive says whether a weight such as "q=0.5" is above 0; none is 1.
func positive(weight string) bool {
	q, ok := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
	if !ok {
		return true
	}
	f, err := strconv.ParseFloat(q, 64)
	return err == nil && f > 0
}
