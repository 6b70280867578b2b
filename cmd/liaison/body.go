package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// The parts of the API's bodies that tables show.

type asOfBody struct {
	Sequence int     `json:"sequence"`
	KnownAt  *string `json:"known_at"`
}

type keyClaims struct {
	Key    string `json:"key"`
	Claims int    `json:"claims"`
}

type actorBody struct {
	ID          string   `json:"id"`
	Name        string   `json:"name"`
	Kind        string   `json:"kind"`
	Country     *string  `json:"country"`
	Hop         int      `json:"hop"`
	Degree      int      `json:"degree"`
	Members     []string `json:"members"`
	Description *string  `json:"description"`
}

type whenBody struct {
	EDTF  *string `json:"edtf"`
	Basis string  `json:"basis"`
}

type claimBody struct {
	ID         string   `json:"id"`
	Subject    string   `json:"subject"`
	Relation   string   `json:"relation"`
	Object     string   `json:"object"`
	When       whenBody `json:"when"`
	Certainty  *string  `json:"certainty"`
	Polarity   string   `json:"polarity"`
	Modality   string   `json:"modality"`
	Confidence int      `json:"confidence"`
	Source     string   `json:"source"`
	Disputed   bool     `json:"disputed"`
	Statement  *string  `json:"statement"`
	Withdrawn  bool     `json:"withdrawn"`
}

type tieBody struct {
	A         string      `json:"a"`
	B         string      `json:"b"`
	Hop       int         `json:"hop"`
	Claims    int         `json:"claims"`
	Relations []keyClaims `json:"relations"`
	First     *string     `json:"first"`
	Last      *string     `json:"last"`
	Sources   int         `json:"sources"`
	Witnesses int         `json:"witnesses"`
	Disputed  bool        `json:"disputed"`
}

type totalsBody struct {
	Exact  bool `json:"exact"`
	Claims int  `json:"claims"`
	Actors int  `json:"actors"`
}

type truncatedBody struct {
	Reasons []string `json:"reasons"`
	Shown   struct {
		Actors, Ties, Claims int
	} `json:"shown"`
}

// viewBody is of a neighbourhood, and of a tie, whose single tie is in Tie.
type viewBody struct {
	AsOf      asOfBody       `json:"as_of"`
	Actors    []actorBody    `json:"actors"`
	Ties      []tieBody      `json:"ties"`
	Tie       *tieBody       `json:"tie"`
	Claims    []claimBody    `json:"claims"`
	Totals    totalsBody     `json:"totals"`
	Truncated *truncatedBody `json:"truncated"`
	Cursor    *string        `json:"cursor"`
}

// decode reads a body of the API.
func decode(body []byte, into any) error {
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("reading the API's answer: %w", err)
	}
	return nil
}

// text is a value that may be missing.
func (w whenBody) String() string {
	if w.EDTF == nil {
		return "no date"
	}
	if w.Basis == "publication" {
		return *w.EDTF + " (published)"
	}
	return *w.EDTF
}

func orDash(s *string) string {
	if s == nil || *s == "" {
		return "-"
	}
	return *s
}

// remarks are what sets a claim apart from a plain one.
func (c *claimBody) remarks() string {
	var out []string
	if c.Polarity != "asserted" {
		out = append(out, c.Polarity)
	}
	if c.Modality != "actual" {
		out = append(out, c.Modality)
	}
	if c.Disputed {
		out = append(out, "disputed")
	}
	if c.Withdrawn {
		out = append(out, "withdrawn")
	}
	return strings.Join(out, ", ")
}

// relations names the first few relations of a tie with their counts.
func (t *tieBody) relations() string {
	const most = 3
	var out []string
	for i, r := range t.Relations {
		if i == most {
			out = append(out, "and "+strconv.Itoa(len(t.Relations)-most)+" more")
			break
		}
		name := r.Key
		if r.Claims > 1 {
			name += " x" + strconv.Itoa(r.Claims)
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

// asOf says at what known time an answer holds.
func (a asOfBody) String() string {
	if a.KnownAt == nil {
		return "nothing is recorded yet"
	}
	day, _, _ := strings.Cut(*a.KnownAt, "T")
	return fmt.Sprintf("as of record %s, %s", number(a.Sequence), day)
}
