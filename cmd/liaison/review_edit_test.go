package main_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReviewEdit: a proposal is recorded with what a person changes, and all else as proposed.
func TestReviewEdit(t *testing.T) {
	p := newPlace(t)
	p.must("import", p.write("found.ndjson", foundLines))
	ids := hash.FindAllString(p.must("review"), -1)
	for _, step := range []struct {
		call []string
		want string
		code int
	}{
		{[]string{"review", "edit", ids[2], "--by", "me"}, "nothing is changed", 2},
		{[]string{"review", "edit", ids[2], "--when", "someday", "--by", "me"}, "when", 2},
		{[]string{"review", "edit", ids[2], "--relation", "visit"}, "--by NAME is missing", 2},
		{[]string{"review", "edit", "--relation", "visit", "--by", "me"}, "name one proposal", 2},
		{[]string{"review", "edit", ids[2], "--relation", "sit", "--by", "me"}, "sit", 1},
		{[]string{"review", "edit", strings.Repeat("0", 31) + "1", "--relation", "visit", "--by", "me"}, "no proposal", 1},
		{[]string{"review", "edit", ids[2], "--relation", "visit", "--when", "2024-05", "--polarity", "asserted", "--by", "me", "--reason", "seen"}, "1 proposal edited, 1 claim recorded", 0},
		{[]string{"review", "edit", ids[1], "--subject", "avaria-ministry", "--by", "me"}, "1 proposal edited, 1 claim recorded", 0},
		{[]string{"review", "edit", ids[0], "--when", "", "--attribution", "a witness", "--by", "me"}, "1 proposal edited, 1 claim recorded", 0},
		{[]string{"review", "edit", ids[0], "--relation", "visit", "--by", "me"}, "was edited already", 1},
	} {
		r := p.call(step.call...)
		if r.code != step.code || !strings.Contains(r.out+r.err, step.want) {
			t.Errorf("liaison %s: exit %d, want %d and %q\n%s%s", strings.Join(step.call, " "), r.code, step.code, step.want, r.out, r.err)
		}
	}
	type claim struct {
		Subject, Relation, Object, When, Polarity, Modality, Attribution string
		Evidence                                                         []struct{ Quote string }
	}
	var got []claim
	for _, line := range strings.Split(p.must("export"), "\n") {
		if strings.Contains(line, `"type":"claim"`) {
			var c claim
			if err := json.Unmarshal([]byte(line), &c); err != nil {
				t.Fatal(err)
			}
			got = append(got, c)
		}
	}
	quote := func(text string) []struct{ Quote string } { return []struct{ Quote string }{{text}} }
	want := []claim{
		{"borduria", "visit", "post", "2024-05", "asserted", "alleged", "", quote("Later shots were heard.")},
		{"avaria-ministry", "meet", "borduria", "", "asserted", "actual", "", nil},
		{"avaria", "meet", "borduria", "", "asserted", "actual", "a witness", quote("Officials from Avaria met their Bordurian counterparts on 3 May 2024.")},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("what is recorded (-want +got)\n%s", d)
	}
}
