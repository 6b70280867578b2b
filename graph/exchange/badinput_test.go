package exchange_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/exchange"
)

// world is what bad lines are sent to: two actors, and a source with a text.
const world = `{"type":"actor","id":"a","name":"A","kind":"state"}
{"type":"actor","id":"b","name":"B","kind":"state"}
{"type":"source","id":"s","text":"A met B."}
`

func TestBadLines(t *testing.T) {
	claim := func(fields string) string {
		return `{"type":"claim","source":"s","subject":"a","relation":"cameo-040","object":"b"` + fields + `}`
	}
	long := strings.Repeat("n", 10_000)
	for _, c := range []struct{ name, line, want string }{
		{"wrong date", claim(`,"when":"2024-13-01"`), `line 1, column 87 (when): date "2024-13-01", byte 5: the month is 13, not 01 to 12;`},
		{"date as number", claim(`,"when":2024`), `line 1, column 87 (when): is a number; a text belongs here`},
		{"unknown relation", `{"type":"claim","source":"s","subject":"a","relation":"befriends","object":"b"}`, `line 1 (relation): no relation "befriends" is in the ontology`},
		{"unknown actor", `{"type":"claim","source":"s","subject":"z","relation":"cameo-040","object":"b"}`, `line 1 (subject): no actor "z" is recorded; record the actor before what names it`},
		{"unknown source", `{"type":"claim","source":"z","subject":"a","relation":"cameo-040","object":"b"}`, `line 1 (source): no source "z" is recorded; record the source before its claims`},
		{"quote not in the text", claim(`,"evidence":[{"quote":"A hit B"}]`), `line 1 (evidence.quote): does not stand in the text of source s`},
		{"quote at another place", claim(`,"evidence":[{"quote":"A met B","start":1,"end":8}]`), `line 1 (evidence.quote): is not what stands at bytes 1 to 8 of the text of source s; there stands " met B."`},
		{"offsets that do not fit", claim(`,"evidence":[{"quote":"A met B","start":0,"end":3}]`), `line 1, column 91 (evidence.start): the quote has 7 bytes but start and end are 0 and 3; they are byte offsets, end after start`},
		{"another id", claim(`,"id":"00000000000000000000000000000000"`), `line 1, column 85 (id): is 00000000000000000000000000000000, but what the claim says has the id `},
		{"id that is none", claim(`,"id":"x"`), `line 1, column 85 (id): "x" is not an id, which has 32 hex digits`},
		{"judgement of itself", `{"type":"judgement","a":"a","b":"a","verdict":"same","by":"ann"}`, `line 1, column 33 (b): a and b are both "a"; a judgement is about two actors`},
		{"verdict", `{"type":"judgement","a":"a","b":"b","verdict":"equal","by":"ann"}`, `line 1, column 47 (verdict): "equal" is not known; allowed are same, different, unsure`},
		{"unknown field", claim(`,"confidance":5`), `line 1, column 80 (confidance): is no field here (did you mean "confidence"?); allowed are key, type, sequence, recorded, source,`},
		{"unknown field inside", claim(`,"made_by":{"runn":"x"}`), `(made_by.runn): is no field here (did you mean "run"?); allowed are kind, name, version, run`},
		{"unknown type", `{"type":"claims"}`, `line 1, column 9 (type): "claims" is no type of record (did you mean "claim"?); allowed are actor,`},
		{"no type", `{"id":"a"}`, `line 1, column 1 (type): is missing; it says what the line is: actor, source,`},
		{"share as confidence", claim(`,"confidence":0.75`), `line 1, column 93 (confidence): "0.75" is not a whole number that is allowed here`},
		{"confidence in words", claim(`,"confidence":"high"`), `line 1, column 93 (confidence): is a text; a whole number belongs here`},
		{"confidence out of range", claim(`,"confidence":101`), `line 1, column 93 (confidence): 101 is out of range; allowed are whole numbers from 0 to 100`},
		{"text for a list", `{"type":"actor","id":"c","name":"C","kind":"state","aliases":"X"}`, `line 1, column 62 (aliases): is a text; a list of texts belongs here`},
		{"number in a list", `{"type":"actor","id":"c","name":"C","kind":"state","aliases":["X",3]}`, `line 1, column 67 (aliases): is a number; a text belongs here`},
		{"field twice", `{"type":"actor","id":"c","id":"d","name":"C","kind":"state"}`, `line 1, column 26 (id): is given twice`},
		{"kind", `{"type":"actor","id":"c","name":"C","kind":"country"}`, `line 1, column 44 (kind): "country" is not known; allowed are state, government,`},
		{"name of 10,000 characters", `{"type":"actor","id":"c","kind":"state","name":"` + long + `"}`, `line 1, column 48 (name): has 10000 bytes; at most 1000 are allowed`},
		{"right-to-left override", `{"type":"actor","id":"c","kind":"state","name":"Bo` + "\u202E" + `b"}`, `line 1, column 48 (name): has the direction override U+202E at byte 2, which is not allowed in a name`},
		{"NUL byte", "{\"type\":\"actor\",\"id\":\"c\x00\"}", `line 1, column 24: has a NUL at byte 24 of the line`},
		{"NUL as escape", `{"type":"actor","id":"c","kind":"state","name":"C\u0000"}`, `line 1, column 48 (name): has a NUL at byte 1`},
		{"invalid UTF-8", "{\"type\":\"actor\",\"id\":\"\xff\"}", `line 1, column 23: is not valid UTF-8: byte 23 of the line is 0xFF`},
		{"half a surrogate", `{"type":"actor","id":"c","kind":"state","name":"\ud83d"}`, `line 1, column 49 (name): has half of a surrogate pair, \ud83d, which is no character`},
		{"not JSON", `type=actor`, `line 1, column 1: is not a JSON object: "t" stands where { belongs`},
		{"cut", `{"type":"actor","id":"c`, `line 1, column 24 (id): is not JSON: the line ends within a text`},
		{"two objects", `{"type":"actor","id":"c","name":"C","kind":"state"} {}`, `line 1, column 53: holds more than one object; one record a line is expected`},
		{"trailing comma", `{"type":"actor",}`, `line 1, column 17: is not JSON: "}" stands where the name of a field belongs, in double quotes`},
		{"deep", `{"type":"actor","id":` + strings.Repeat("[", 100_000) + `}`, `(id): is nested more than 16 levels deep`},
		{"key of nothing", claim(`,"revises":"#x"`), `line 1, column 90 (revises): "#x": no earlier line bears that key`},
		{"id of an actor", `{"type":"actor","id":"United States","name":"C","kind":"state"}`, `line 1, column 22 (id): "United States" is not an id: byte 0 is "U"; an id is made of a-z, 0-9 and, after the first, '.', '_', '-'`},
		{"retraction of nothing", `{"type":"retraction","reason":"r","by":"ann"}`, `line 1, column 1 (claim): a retraction names either a claim or a run`},
		{"header of another format", `{"type":"header","format":"other","version":1}`, `line 1, column 27 (format): "other" is not the format read here, which is "liaison"`},
	} {
		s := newStore(t)
		importText(t, s, world, exchange.Options{})
		sum := importText(t, s, c.line+"\n", exchange.Options{Format: "ndjson"})
		if sum.Rejected != 1 || len(sum.Problems) != 1 || sum.Changed() {
			t.Errorf("%s: got %+v, want one problem", c.name, sum)
			continue
		}
		if got := sum.Problems[0].String(); !strings.HasPrefix(got, c.want) && !strings.Contains(got, c.want) {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if n := len(entries(t, s)); n != 3 {
			t.Errorf("%s: the store has %d records, want 3 as before", c.name, n)
		}
	}
}

func TestKeysOfRefusedLines(t *testing.T) {
	s := newStore(t)
	text := world + `{"type":"claim","key":"c","source":"s","subject":"a","relation":"cameo-040","object":"b","when":"soon"}
{"type":"retraction","claim":"#c","reason":"r","by":"ann"}
{"type":"actor","key":"k","id":"k","name":"K","kind":"state"}
{"type":"retraction","claim":"#k","reason":"r","by":"ann"}
{"type":"actor","key":"k","id":"l","name":"L","kind":"state"}
`
	sum := importText(t, s, text, exchange.Options{})
	var got []string
	for _, p := range sum.Problems[1:] {
		got = append(got, p.String())
	}
	want := []string{
		`line 5, column 30 (claim): "#c": line 4, which bears that key, was refused`,
		`line 7, column 30 (claim): "#k" is the key of a record of type actor, on line 6; a claim belongs here`,
		`line 8, column 23 (key): "k" was given to line 6; a key stands for one record of a file`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestSpellings: what is read though it is not how Export writes it.
func TestSpellings(t *testing.T) {
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + world, "CR LF": strings.ReplaceAll(world, "\n", "\r\n"), "CR": strings.ReplaceAll(world, "\n", "\r"),
		"empty lines": "\n\n" + strings.ReplaceAll(world, "\n", "\n  \n"), "no last line end": strings.TrimSpace(world),
		"blanks": strings.ReplaceAll(world, ":", " :\t"), "nulls": strings.ReplaceAll(world, "}", `,"key":null}`),
	} {
		s := newStore(t)
		if sum := importText(t, s, text, exchange.Options{}); sum.Accepted != 3 || sum.Rejected != 0 {
			t.Errorf("%s: got %+v", name, sum)
		}
	}
}

// TestLongLine sends a line of 100 MB that nobody holds in memory, between good ones.
func TestLongLine(t *testing.T) {
	s := newStore(t)
	lines := strings.SplitAfter(world, "\n")
	r := io.MultiReader(strings.NewReader(lines[0]+`{"type":"actor","id":"`), io.LimitReader(endless{}, 100<<20), strings.NewReader("\"}\n"+lines[1]))
	sum, err := exchange.Import(context.Background(), s, r, exchange.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if sum.Accepted != 2 || sum.Rejected != 1 {
		t.Errorf("got %+v", sum)
	}
	if got, want := sum.Problems[0].String(), "line 2 (line): has 104857624 bytes; at most 33554432 are allowed"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

var xs = bytes.Repeat([]byte("x"), 1<<20)

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	return copy(b, xs), nil
}

func packed(t testing.TB, data string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestFilesAsAWhole: what cannot be read at all ends the import and leaves the store as it was.
func TestFilesAsAWhole(t *testing.T) {
	many := strings.Repeat(world, 2000)
	good := packed(t, many)
	flipped := bytes.Clone(good)
	flipped[len(flipped)-6] ^= 1 // in the CRC
	for _, c := range []struct {
		name, file string
		data       []byte
		want       string
	}{
		{"truncated gzip", "x.ndjson.gz", good[:len(good)/2], "file: the gzip data of x.ndjson.gz end too early, after "},
		{"gzip with another CRC", "", flipped, "file: the gzip data of the input are broken, after 298000 unpacked bytes; nothing was recorded (gzip: invalid checksum)"},
		{"gzip header only", "", good[:5], "file: the gzip data of the input end too early, after 0 unpacked bytes"},
		{"gzip by name only", "events.gz", []byte(world), `file: events.gz is not gzip data, whatever its name says; it begins with "{\"type\":\"actor\"`},
		{"NDJSON by name only", "x.ndjson", []byte("date\tsource\trelation\ttarget\n"), `file: x.ndjson is not NDJSON, whatever its name says; it begins with "date\tsource\trelation\ttarget"`},
		{"gzip in gzip", "", packed(t, string(good)), "file: the input holds gzip data again; unpack it first"},
		{"bomb", "", packed(t, strings.Repeat("\n", 20<<20)), "file: the input unpacks to more than 100 times its size, or to more than 64 GiB, and was refused"},
		{"image", "events.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR"), "file: events.csv is a PNG image; it needs text: ndjson, table,"},
		{"binary", "", []byte("\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00\x05\x00"), "file: the input is binary data, which begin with 01 00 00 00 02 00 00 00; it needs text"},
		{"UTF-16", "", []byte("\xff\xfe{\x00\"\x00"), "file: is text in UTF-16; save it as UTF-8"},
		{"HTML", "", []byte("<!DOCTYPE html>\n<title>404</title>"), `file: the input is HTML or XML, which is not read here; it begins with "<!DOCTYPE html>"`},
		{"JSON list", "", []byte("[\n{}]"), "file: the input is a JSON list; one object a line is needed, without the brackets and commas around them"},
		{"prose", "notes.txt", []byte("Dear all,\nplease find attached"), `file: notes.txt has no format known here: 2 columns with commas between them, the first row being "Dear all, "; give the format (ndjson, table, icews, gdelt, phoenix, polecat, csv), or a mapping of the columns`},
		{"another table", "", []byte("when\twho\twhom\n2020\ta\tb\n"), `file: the input has no format known here: 3 columns with tabs between them, the first row being "when, who, whom"; give the format`},
	} {
		for _, seek := range []bool{true, false} {
			s := newStore(t)
			var r io.Reader = bytes.NewReader(c.data)
			if !seek {
				r = onlyReader{r}
			}
			_, err := exchange.Import(context.Background(), s, r, exchange.Options{Name: c.file, BatchSize: 10})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%s (seek %t):\n got %v\nwant %s", c.name, seek, err, c.want)
			}
			if code := graph.CodeOf(err); code != graph.CodeInvalid && code != graph.CodeTooLarge {
				t.Errorf("%s: code %q", c.name, code)
			}
			if n := len(entries(t, s)); n != 0 {
				t.Errorf("%s: %d records were recorded", c.name, n)
			}
		}
	}
}
