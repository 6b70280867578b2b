package graph

import "slices"

// ActorID names an actor: [a-z0-9][a-z0-9._-]{0,127}.
type ActorID string

// Actor is a node: whoever or whatever claims are about. An actor record is a version: the newest one at a sequence
// holds.
type Actor struct {
	ID          ActorID  `json:"id"`
	Name        string   `json:"name"`
	Kind        Kind     `json:"kind"`
	Aliases     []string `json:"aliases,omitempty"`     // other names, in any script
	Country     string   `json:"country,omitempty"`     // ISO 3166-1 alpha-3, or the importer's code
	Codes       []string `json:"codes,omitempty"`       // "scheme:code", such as "cameo:USAGOV"
	Valid       string   `json:"valid,omitempty"`       // the period in which it exists, EDTF (see ParsePeriod)
	Description string   `json:"description,omitempty"` // in plain words
}

// Type is TypeActor.
func (a *Actor) Type() RecordType { return TypeActor }

// Normalize trims the texts and drops empty and repeated aliases and codes.
func (a *Actor) Normalize() {
	a.Name, a.Country, a.Description = clean(a.Name), clean(a.Country), clean(a.Description)
	a.Aliases = cleanList(a.Aliases)
	a.Codes = cleanList(a.Codes)
	if p, err := ParsePeriod(a.Valid); err == nil {
		a.Valid = p.String()
	}
}

// Validate checks ids, kind, names and the period.
func (a *Actor) Validate() error {
	if err := checkID("id", string(a.ID)); err != nil {
		return err
	}
	if a.Name == "" {
		return Invalid("name", "", "is missing; an actor needs a name")
	}
	if err := checkLine("name", a.Name, MaxName); err != nil {
		return err
	}
	if err := oneOf("kind", a.Kind, Kinds()); err != nil {
		return err
	}
	if err := checkLines("aliases", a.Aliases); err != nil {
		return err
	}
	if err := checkLines("codes", a.Codes); err != nil {
		return err
	}
	if err := checkLine("country", a.Country, MaxID); err != nil {
		return err
	}
	if _, err := ParsePeriod(a.Valid); err != nil {
		return Invalid("valid", a.Valid, "%v", err)
	}
	return checkProse("description", a.Description, MaxLong)
}

// RecordID hashes all fields.
func (a *Actor) RecordID() RecordID {
	h := newHasher("liaison/actor/1")
	for _, s := range []string{string(a.ID), a.Name, string(a.Kind), a.Country, a.Valid, a.Description} {
		h.text(s)
	}
	hashTexts(h, a.Aliases)
	hashTexts(h, a.Codes)
	return h.sum()
}

func checkLines(field string, list []string) error {
	if err := tooMany(field, len(list)); err != nil {
		return err
	}
	for _, s := range list {
		if err := checkLine(field, s, MaxName); err != nil {
			return err
		}
	}
	return nil
}

// cleanList cleans every text, and drops the empty ones and repeats; the order stays. The argument is left alone.
func cleanList(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	out := make([]string, 0, len(list))
	for _, s := range list {
		if s = clean(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
