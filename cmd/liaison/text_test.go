package main_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	liaison "liaison/cmd/liaison"
)

// TestTableLinesUp: wide and combining characters take the room that a terminal gives them.
func TestTableLinesUp(t *testing.T) {
	var b bytes.Buffer
	liaison.Table(&b, []string{"name", "claims#", "kind"},
		[]any{"Syria", 1234567, "state"},
		[]any{"北京市", 12, "place"},
		[]any{"Łódź", 1, "place"},
		[]any{"a\u0301b", 3, "x"},
	)
	want := strings.Join([]string{
		"NAME       CLAIMS  KIND",
		"Syria   1,234,567  state",
		"北京市         12  place",
		"Łódź            1  place",
		"a\u0301b              3  x",
		"",
	}, "\n")
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestNothingSteersTheTerminal: names and quotes come from anywhere.
func TestNothingSteersTheTerminal(t *testing.T) {
	for _, s := range []string{"\x1b[31mred", "a\rb", "a\bb", "\u202eabc", "\u2066x", "\x9b31m", "a\x00b", "bell\a"} {
		if got := liaison.Printable(s); strings.ContainsAny(got, "\x1b\r\b\x00\a\u202e\u2066\u009b") {
			t.Errorf("%q: got %q", s, got)
		}
	}
	if got, want := liaison.OneLine("a\n b\t c"), "a b c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestShortText(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"Syria", 5, "Syria"},
		{"Damascus", 5, "Dama…"},
		{"北京市", 6, "北京市"},
		{"北京市", 5, "北京…"},
	} {
		if got := liaison.ShortText(c.text, c.width); got != c.want {
			t.Errorf("%q to %d: got %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 982279: "982,279", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := liaison.Number(n); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
