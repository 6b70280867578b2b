package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"strings"

	"liaison/graph"
)

// bodyFormat changes whenever a body says the same thing with other bytes.
const bodyFormat = "1"

// tagger makes entity tags. An answer is a pure function of the store, the sequence and the question, so its tag needs
// no answer; version and ontology are in it because a newer program, or other labels, write other bytes.
type tagger struct{ salt []byte }

func newTagger(version, store, ontology string) tagger {
	h := sha256.New()
	for _, s := range []string{"liaison/etag", bodyFormat, version, store, ontology} {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(s))))
		h.Write([]byte(s))
	}
	return tagger{h.Sum(nil)}
}

// tag is the entity tag of the answer to a canonical question at a sequence.
func (t tagger) tag(question []byte, s graph.Sequence) string {
	b := make([]byte, 0, 512)
	b = append(b, t.salt...)
	b = binary.BigEndian.AppendUint64(b, uint64(s))
	b = append(b, question...)
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// contentTag is the entity tag of ready bytes.
func contentTag(b []byte) string {
	sum := sha256.Sum256(b)
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}

// zippedMark tells the compressed bytes of an answer from the plain ones: a strong tag names bytes.
const zippedMark = "-gzip"

func quoteTag(tag string, zipped bool) string {
	if zipped {
		return `"` + tag + zippedMark + `"`
	}
	return `"` + tag + `"`
}

// held finds the tag by which the client holds the answer, in either encoding, as it was sent (with quotes).
func held(h http.Header, tag string) (string, bool) {
	for _, line := range h.Values("If-None-Match") {
		for part := range strings.SplitSeq(line, ",") {
			part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
			switch part {
			case "*", quoteTag(tag, false):
				return quoteTag(tag, false), true
			case quoteTag(tag, true):
				return part, true
			}
		}
	}
	return "", false
}
