package main_test

import (
	"regexp"
	"strings"
	"testing"
)

const foundLines = `{"type":"actor","id":"avaria","name":"Avaria","kind":"state"}
{"type":"actor","id":"avaria-ministry","name":"Ministry of Avaria","kind":"agency"}
{"type":"actor","id":"borduria","name":"Borduria","kind":"state"}
{"type":"source","id":"paper","text":"Officials from Avaria met their Bordurian counterparts on 3 May 2024. Later shots were heard.","published":"2024-05-04"}
{"type":"proposal","source":"paper","subject":"avaria","relation":"meet","object":"borduria","when":"2024-05-03","evidence":[{"quote":"Officials from Avaria met their Bordurian counterparts on 3 May 2024."}],"score":85,"rules":["verb.meet"]}
{"type":"proposal","source":"paper","relation":"meet","object":"borduria","subject_as":{"quote":"Officials","start":0,"end":9,"candidates":["avaria","avaria-ministry"]},"score":60}
{"type":"proposal","source":"paper","subject":"borduria","relation":"ASSAULT","object":"post","polarity":"denied","modality":"alleged","actors":[{"id":"post","name":"A post","kind":"facility"}],"evidence":[{"quote":"Later shots were heard."}],"score":20}
`

var hash = regexp.MustCompile(`\b[0-9a-f]{32}\b`)

// TestReview: what was found is listed, accepted with who is meant, rejected, and taken back.
func TestReview(t *testing.T) {
	p := newPlace(t)
	p.must("import", p.write("found.ndjson", foundLines))
	list := p.must("review")
	ids := hash.FindAllString(list, -1)
	if len(ids) != 3 || !strings.Contains(list, `"Officials"? avaria or avaria-ministry meet borduria`) || !strings.Contains(list, "(denied) (alleged)") || !strings.Contains(list, "3 proposals in all") {
		t.Fatalf("the list:\n%s", list)
	}
	for _, step := range []struct {
		call []string
		want string
		code int
	}{
		{[]string{"review", "accept", "--all", "--min-score", "50", "--by", "me"}, "1 proposal accepted, 1 claim recorded\n", 0},
		{[]string{"review", "accept", ids[1], "--by", "me"}, "say who is meant", 1},
		{[]string{"review", "accept", ids[1], "--subject", "avaria-ministry", "--by", "me"}, "1 proposal accepted, 1 claim recorded", 0},
		{[]string{"review", "reject", ids[2], "--by", "me", "--reason", "only heard"}, "1 proposal rejected", 0},
		{[]string{"review"}, "No proposal of that kind.", 0},
		{[]string{"review", "--state", "rejected"}, "ASSAULT", 0},
		{[]string{"review", "reopen", ids[2], "--by", "me"}, "1 proposal open again", 0},
		{[]string{"review", "reject", "--all", "--relation", "ASSAULT", "--by", "me"}, "1 proposal rejected", 0},
		{[]string{"neighbourhood", "borduria"}, "Ministry of Avaria", 0},
		{[]string{"review", "accept", ids[0]}, "--by NAME is missing", 2},
		{[]string{"review", "accept", "--by", "me"}, "name proposals, or say --all", 2},
		{[]string{"review", "accept", ids[0], "--source", "paper", "--by", "me"}, "filters belong to --all", 2},
		{[]string{"review", "accept", "12", "--by", "me"}, "is not an id", 2},
		{[]string{"review", "--state", "lost"}, "state", 2},
		{[]string{"review", "accept", strings.Repeat("0", 31) + "1", "--by", "me"}, "no proposal", 1},
	} {
		r := p.call(step.call...)
		if r.code != step.code || !strings.Contains(r.out+r.err, step.want) {
			t.Errorf("liaison %s: exit %d, want %d and %q\n%s%s", strings.Join(step.call, " "), r.code, step.code, step.want, r.out, r.err)
		}
	}
	// Nothing is lost on the way out and in again.
	out := p.must("export")
	again := newPlace(t)
	again.must("import", "--restore", again.write("all.ndjson", out))
	if got := again.must("export"); got != out {
		t.Errorf("restored:\n%s\nwant\n%s", got, out)
	}
	if !strings.Contains(p.must("import", p.file("found.ndjson")), "nothing new") {
		t.Error("what was decided came back when the lines were read again")
	}
}
