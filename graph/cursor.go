package graph

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
)

// cursor says where an answer goes on: the query it belongs to, the sequence it is answered at, and what was
// returned before (a number of rows, or the last id or sequence).
type cursor struct {
	query    RecordID
	sequence Sequence
	skip     uint64
	after    string
}

const cursorVersion = 1

// String writes the cursor for a URL.
func (c cursor) String() string {
	b := []byte{cursorVersion}
	b = append(b, c.query[:8]...)
	b = binary.AppendUvarint(b, uint64(c.sequence))
	b = binary.AppendUvarint(b, c.skip)
	b = append(b, c.after...)
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads a cursor that must belong to the query, and pins the moment to its sequence. An empty text is the
// beginning.
func parseCursor(text string, query RecordID, m *Moment) (cursor, error) {
	if text == "" {
		return cursor{}, nil
	}
	damaged := func() (cursor, error) {
		return cursor{}, Invalid("cursor", text, "is damaged; use one exactly as an answer gave it")
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) < 11 || b[0] != cursorVersion || len(b) > 512 {
		return damaged()
	}
	if !bytes.Equal(b[1:9], query[:8]) {
		return cursor{}, Invalid("cursor", text, "belongs to another query; ask with the same parameters as the answer that gave it")
	}
	b = b[9:]
	s, n := binary.Uvarint(b)
	if n <= 0 {
		return damaged()
	}
	skip, k := binary.Uvarint(b[n:])
	if k <= 0 || skip > 1<<40 {
		return damaged()
	}
	c := cursor{query: query, sequence: Sequence(s), skip: skip, after: string(b[n+k:])}
	if m.Sequence != nil && *m.Sequence != c.sequence {
		return cursor{}, Invalid("cursor", text, "belongs to an answer at sequence %d, not %d", c.sequence, *m.Sequence)
	}
	m.Sequence, m.KnownAt = &c.sequence, nil
	return c, nil
}
