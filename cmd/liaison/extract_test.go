package main_test

import (
	"encoding/json"
	"strings"
	"testing"
)

const talks = `Poland and Norway sign gas agreement

Poland and Norway signed an agreement on gas on Friday. Poland accused Russia of threatening Lithuania.
`

// TestExtract: a text becomes a source with proposals; read again, nothing is new; what cannot be read is told.
func TestExtract(t *testing.T) {
	p := newPlace(t)
	file := p.write("talks.txt", talks)
	dry := p.must("extract", "--dry-run", file, "--published", "2024-05-06")
	if !strings.Contains(dry, "poland") || !strings.Contains(dry, "2024-05-03") {
		t.Errorf("what would be found:\n%s", dry)
	}
	first := p.must("extract", file, "--published", "2024-05-06", "--publisher", "The Daily", "--source", "daily-1", "--run", "morning")
	if !strings.Contains(first, "source daily-1") || strings.Contains(first, " 0 new") || !strings.Contains(first, "liaison review --source daily-1") {
		t.Errorf("read for the first time:\n%s", first)
	}
	list := p.must("review", "--source", "daily-1", "--run", "morning")
	if !strings.Contains(list, "poland") || !strings.Contains(list, "norway") {
		t.Errorf("what was found:\n%s", list)
	}
	if again := p.must("extract", file, "--published", "2024-05-06", "--publisher", "The Daily", "--source", "daily-1"); !strings.Contains(again, " 0 new") || !strings.Contains(again, "proposed before") {
		t.Errorf("read again:\n%s", again)
	}
	p.must("review", "accept", "--all", "--by", "me")
	if got := p.must("neighbourhood", "poland"); !strings.Contains(got, "Norway") {
		t.Errorf("what was accepted:\n%s", got)
	}
	var body struct {
		Source    string
		Found     int
		Proposals []struct{ State string }
	}
	if err := json.Unmarshal([]byte(p.must("extract", "--json", p.write("other.txt", "Chad praised Niger on 3 May 2019."))), &body); err != nil || body.Found != 1 || len(body.Proposals) != 1 || !strings.HasPrefix(body.Source, "text-") {
		t.Errorf("as JSON: %+v (%v)", body, err)
	}
	if r := p.callWith("Chad praised Niger on 3 May 2019.", "extract", "-"); r.code != 0 || !strings.Contains(r.out, "1 proposed before") {
		t.Errorf("from the standard input: %+v", r)
	}
	for _, wrong := range []struct {
		args []string
		want string
		code int
	}{
		{[]string{"extract"}, "needs a FILE", 2},
		{[]string{"extract", file, file, "--title", "Talks"}, "are of one text", 2},
		{[]string{"extract", p.file("none.txt")}, "none.txt", 1},
		{[]string{"extract", p.write("empty.txt", " \n")}, "empty", 1},
		{[]string{"extract", p.write("binary.txt", "\x00\x01\x02\xff\xfe")}, "binary.txt", 1},
		{[]string{"extract", p.write("fresh.txt", "Chad praised Mali."), "--published", "yesterday"}, "published", 1},
		{[]string{"extract", p.write("changed.txt", "Other words."), "--source", "daily-1"}, "text", 1},
	} {
		if r := p.call(wrong.args...); r.code != wrong.code || !strings.Contains(r.err, wrong.want) {
			t.Errorf("liaison %s: exit %d, want %d and %q\n%s%s", strings.Join(wrong.args, " "), r.code, wrong.code, wrong.want, r.out, r.err)
		}
	}
}
