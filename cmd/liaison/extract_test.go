package main_test

import (
	"encoding/json"
	"strconv"
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
	p.write("folder/.keep", "")
	for _, wrong := range []struct {
		args []string
		want string
		code int
	}{
		{[]string{"extract"}, "needs a FILE", 2},
		{[]string{"extract", file, file, "--title", "Talks"}, "are of one text", 2},
		{[]string{"extract", p.file("folder"), "--source", "one"}, "may hold many", 2},
		{[]string{"extract", p.file("none.txt")}, "none.txt", 1},
		{[]string{"extract", "http://127.0.0.1:1/talks.html"}, "--fetch switches it on", 1},
		{[]string{"extract", "--fetch", "http://127.0.0.1:1/talks.html"}, "not one of the public internet", 1},
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

// TestExtractMany: a folder and lines of texts are read to their end, whatever fails in between, and read again add nothing.
func TestExtractMany(t *testing.T) {
	p := newPlace(t)
	p.write("reports/a.txt", "Poland praised Norway on 3 May 2019.")
	p.write("reports/b/page.html", "<html><body><article><p>Chad accused Mali of shelling Niger on 4 May 2019, and its neighbours wrote about it at length.</p></article><script>alert(1)</script></body></html>")
	p.write("reports/c.txt", "\x00\x01\x02\xff\xfe")
	p.write("reports/picture.png", "no document")
	lines := p.write("archive.ndjson", `{"text":"Ghana thanked Togo.","id":"archive-1","published":"2019-05-07"}
{"text":"Ghana thanked Benin.","published":"someday"}
{"title":"nothing"}

{"text":"Kenya thanked Uganda on Friday.","id":"archive-4","published":"2019-05-07"}
`)
	r := p.call("extract", p.file("reports"), lines, "--run", "spring")
	for _, want := range []string{"a.txt: source text-", "page.html: source text-", "archive-1", "archive-4", "4 texts read: ", "liaison review --run spring"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("%q is missing in\n%s", want, r.out)
		}
	}
	for _, want := range []string{"c.txt", "archive.ndjson:2", "archive.ndjson:3", "3 of 7 texts failed"} {
		if !strings.Contains(r.err, want) {
			t.Errorf("%q is missing in\n%s", want, r.err)
		}
	}
	if strings.Contains(r.err, "picture") || r.code != 1 {
		t.Errorf("exit %d\n%s", r.code, r.err)
	}
	if list := p.must("review", "--source", "archive-4"); !strings.Contains(list, "2019-05-03") {
		t.Errorf("by the publication date of its line:\n%s", list)
	}
	before := p.must("export")
	if r := p.call("extract", p.file("reports"), lines); !strings.Contains(r.out, " 0 new") || p.must("export") != before {
		t.Errorf("read again:\n%s", r.out)
	}
	if r := p.call("extract", p.file("reports/b")); r.code != 0 {
		t.Errorf("a folder of one: %+v", r)
	}
	p.write("empty/picture.png", "no document")
	if r := p.call("extract", p.file("empty")); r.code != 1 || !strings.Contains(r.err, "no document to read") {
		t.Errorf("a folder without documents: %+v", r)
	}
}

// TestExtractOtherLanguages: where no events are read, names and dates are shown.
func TestExtractOtherLanguages(t *testing.T) {
	p := newPlace(t)
	file := p.write("ru.txt", "Россия и Турция провели переговоры 3 мая 2019 года.")
	if got := p.must("extract", "--dry-run", file); !strings.Contains(got, "no events are read") || !strings.Contains(got, "turkey") || !strings.Contains(got, "2019-05-03") {
		t.Errorf("names and dates:\n%s", got)
	}
	if got := p.must("extract", file); !strings.Contains(got, "0 claims found") || !strings.Contains(got, "language is ru") {
		t.Errorf("recorded:\n%s", got)
	}
}

// TestExtractCopies: one event in three hundred copies of a report is told by one witness, as each copy that comes in is found
// to relay the first.
func TestExtractCopies(t *testing.T) {
	p := newPlace(t)
	const report = `Border guards shot at farmers, ministry says

Poland accused Belarus of shelling a village near the border on 3 May 2019, the foreign ministry in Warsaw said in a statement.
The ministry summoned the ambassador and asked for an explanation of what it called the gravest incident in twenty years.
Farmers who had worked in the fields since the early morning told reporters that they had lain in a ditch until noon, and that
two barns had burnt down before firemen could get through. Nobody was hurt, according to the local hospital.
`
	var lines strings.Builder
	for i := range 300 {
		text := strings.ReplaceAll(report, "two barns", []string{"two barns", "some barns", "a few barns"}[i%3]) + "Reported by paper number " + strconv.Itoa(i) + ".\n"
		b, err := json.Marshal(map[string]string{"id": "paper-" + strconv.Itoa(i), "publisher": "Paper " + strconv.Itoa(i), "published": "2019-05-04", "text": text})
		if err != nil {
			t.Fatal(err)
		}
		lines.Write(append(b, '\n'))
	}
	p.must("extract", p.write("copies.ndjson", lines.String()))
	p.must("review", "accept", "--all", "--relation", "ACCUSE", "--by", "me")
	var tie struct {
		Tie struct {
			Claims    int
			Witnesses int
		}
	}
	if err := json.Unmarshal([]byte(p.must("tie", "poland", "belarus", "--json")), &tie); err != nil {
		t.Fatal(err)
	}
	if tie.Tie.Claims < 300 || tie.Tie.Witnesses != 1 {
		t.Errorf("got %+v, want one witness of 300 claims", tie.Tie)
	}
}
