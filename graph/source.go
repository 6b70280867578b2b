package graph

import "strings"

// SourceID names a source: [a-z0-9][a-z0-9._-]{0,127}.
type SourceID string

// Source is where claims were published. A source record is a version: the newest one at a sequence holds; its text
// is given once and never changes.
type Source struct {
	ID        SourceID `json:"id"`
	Publisher string   `json:"publisher,omitempty"`
	Title     string   `json:"title,omitempty"`
	URL       string   `json:"url,omitempty"`       // http or https
	Published string   `json:"published,omitempty"` // EDTF instant (see ParsePublished); empty when unknown
	Language  string   `json:"language,omitempty"`  // BCP 47
	Kind      string   `json:"kind,omitempty"`      // newspaper, news-agency, data-set, ...
	Relays    SourceID `json:"relays,omitempty"`    // the source whose report this one passes on or copies
	Text      string   `json:"text,omitempty"`      // held text; valid UTF-8, at most MaxText bytes
	Summary   bool     `json:"summary,omitempty"`   // the held text is a summary in other words, not the publisher's text
}

// Type is TypeSource.
func (s *Source) Type() RecordType { return TypeSource }

// Normalize trims all but the text, whose bytes are what quotes point into.
func (s *Source) Normalize() {
	s.Publisher, s.Title, s.URL = clean(s.Publisher), clean(s.Title), strings.TrimSpace(s.URL)
	s.Language, s.Kind = clean(s.Language), clean(s.Kind)
	if p, err := ParsePublished(s.Published); err == nil {
		s.Published = p.String()
	}
}

// Validate checks ids, texts, the publication date and the URL.
func (s *Source) Validate() error {
	if err := checkID("id", string(s.ID)); err != nil {
		return err
	}
	if s.Relays != "" {
		if err := checkID("relays", string(s.Relays)); err != nil {
			return err
		}
	}
	for _, f := range []struct{ name, value string }{
		{"publisher", s.Publisher}, {"title", s.Title}, {"language", s.Language}, {"kind", s.Kind},
	} {
		if err := checkLine(f.name, f.value, MaxName); err != nil {
			return err
		}
	}
	if err := checkLine("url", s.URL, MaxLong); err != nil {
		return err
	}
	if s.URL != "" && !strings.HasPrefix(s.URL, "http://") && !strings.HasPrefix(s.URL, "https://") {
		return Invalid("url", s.URL, "%q is not a web address; it must start with http:// or https://", shorten(s.URL))
	}
	if _, err := ParsePublished(s.Published); err != nil {
		return Invalid("published", s.Published, "%v", err)
	}
	return checkBytes("text", s.Text, MaxText)
}

// RecordID hashes all fields, the text by its own hash.
func (s *Source) RecordID() RecordID {
	h := newHasher("liaison/source/1")
	for _, f := range []string{string(s.ID), s.Publisher, s.Title, s.URL, s.Published, s.Language, s.Kind, string(s.Relays)} {
		h.text(f)
	}
	h.text(s.Text)
	if s.Summary {
		h.text("summary")
	}
	return h.sum()
}

// Relay says what a source relays, apart from the source's own record: found by comparing texts, or said by a
// person. The newest statement about a source's relays holds, whichever record makes it; a source record without
// relays states nothing against a relay record.
type Relay struct {
	Source     SourceID `json:"source"`
	Relays     SourceID `json:"relays,omitempty"`     // empty: it relays nobody, which takes an earlier finding back
	Similarity int      `json:"similarity,omitempty"` // per mille of shared five-word shingles (Jaccard), where texts were compared
	Reason     string   `json:"reason,omitempty"`
	By         string   `json:"by"`
	At         string   `json:"at,omitempty"`
}

// Type is TypeRelay.
func (r *Relay) Type() RecordType { return TypeRelay }

// Normalize trims the texts.
func (r *Relay) Normalize() { r.Reason, r.By, r.At = clean(r.Reason), clean(r.By), clean(r.At) }

// Validate checks the fields.
func (r *Relay) Validate() error {
	if err := checkID("source", string(r.Source)); err != nil {
		return err
	}
	if r.Relays != "" {
		if err := checkID("relays", string(r.Relays)); err != nil {
			return err
		}
	}
	if r.Similarity < 0 || r.Similarity > 1000 {
		return Invalid("similarity", "", "%d is not a share per mille; allowed are 0 to 1000", r.Similarity)
	}
	return checkDecision(r.Reason, r.By, r.At, false)
}

// RecordID hashes all fields.
func (r *Relay) RecordID() RecordID {
	h := newHasher("liaison/relay/1")
	for _, f := range []string{string(r.Source), string(r.Relays), r.Reason, r.By, r.At} {
		h.text(f)
	}
	h.number(r.Similarity)
	return h.sum()
}
