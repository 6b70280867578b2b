package graph

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
)

// RecordID is the hash of a record's content: the first 16 bytes of a SHA-256, written as 32 hex digits.
type RecordID [16]byte

// ClaimID is the RecordID of a claim.
type ClaimID = RecordID

func (id RecordID) String() string { return hex.EncodeToString(id[:]) }

// IsZero tells whether there is no id.
func (id RecordID) IsZero() bool { return id == RecordID{} }

// MarshalText writes 32 hex digits, nothing for no id.
func (id RecordID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return hex.AppendEncode(nil, id[:]), nil
}

// UnmarshalText reads what MarshalText writes.
func (id *RecordID) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*id = RecordID{}
		return nil
	}
	got, err := ParseRecordID(string(b))
	*id = got
	return err
}

// ParseRecordID reads 32 lower-case hex digits.
func ParseRecordID(s string) (RecordID, error) {
	var id RecordID
	if len(s) != 32 {
		return id, Invalid("id", s, "%q is not an id, which has 32 hex digits", shorten(s))
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return id, Invalid("id", s, "%q is not an id, which has 32 hex digits; byte %d is not one of 0-9, a-f", shorten(s), i)
		}
	}
	_, _ = hex.Decode(id[:], []byte(s)) // the digits were just checked
	return id, nil
}

// hasher collects length-prefixed fields. A prefix of four bytes (big endian) keeps ("ab","c") and ("a","bc") apart.
type hasher struct{ buf []byte }

func newHasher(tag string) *hasher {
	h := &hasher{buf: make([]byte, 0, 512)}
	h.text(tag)
	return h
}

func (h *hasher) text(s string) {
	h.buf = binary.BigEndian.AppendUint32(h.buf, uint32(len(s)))
	h.buf = append(h.buf, s...)
}

func (h *hasher) number(n int) { h.text(strconv.Itoa(n)) }

func (h *hasher) id(id RecordID) {
	if id.IsZero() {
		h.text("")
		return
	}
	h.text(id.String())
}

func hashTexts[T ~string](h *hasher, list []T) {
	h.number(len(list))
	for _, s := range list {
		h.text(string(s))
	}
}

func (h *hasher) sum() RecordID {
	full := sha256.Sum256(h.buf)
	return RecordID(full[:16])
}
