package graph_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"liaison/graph"
)

// TestWhenRefused says, for everything that is not understood, where it stops making sense and why.
func TestWhenRefused(t *testing.T) {
	cases := []struct {
		text    string
		at      int
		problem string
	}{
		// Not dates.
		{"yesterday", 0, `"y" is not understood`},
		{"20", 2, "four digits"},
		{"202", 3, "four digits"},
		{"2024-", 5, "two digits"},
		{"2024-1", 5, "two digits"},
		{"2024-12-", 8, "two digits"},
		{"2024-12-8", 8, "two digits"},
		{"20241208", 4, "not understood here"},
		{"2024-12-08-01", 10, "not understood here"},
		{"2024/12/08", 7, "four digits"},
		{"08.12.2024", 2, "four digits"},
		{" 2024", 0, "no blanks"},
		{"2024 ", 4, "no blanks"},
		{"2024-12-08\x00", 10, "plain ASCII"},
		{"2024\n", 4, "no blanks"},
		{"٢٠٢٤", 0, "plain ASCII"},
		{"2024–2025", 4, "plain ASCII"},
		{"2024-12-08\u202e", 10, "plain ASCII"},
		{"2024\xff", 4, "plain ASCII"},
		{strings.Repeat("9", 65), 64, "at most 64 bytes, this has 65"},
		// Days that do not exist.
		{"2024-00", 5, "the month is 00, not 01 to 12"},
		{"2024-13", 5, "the month is 13, not 01 to 12"},
		{"2024-12-00", 8, "the day is 00, not 01 to 31"},
		{"2024-12-32", 8, "the day is 32, not 01 to 31"},
		{"2023-02-29", 8, "the day is 29, not 01 to 28"},
		{"1900-02-29", 8, "the day is 29, not 01 to 28"},
		{"0000", 0, "no year 0000"},
		{"0000-12-08", 0, "no year 0000"},
		// The rest of EDTF.
		{"2024-12-08T10:00:00Z", 10, "a time of day"},
		{"2024-21", 5, "seasons, quarters and half-years (21)"},
		{"2024-33", 5, "seasons, quarters and half-years (33)"},
		{"-0044", 0, "years run from 0001 to 9999"},
		{"+2024", 0, "years run from 0001 to 9999"},
		{"Y17000", 0, "years run from 0001 to 9999"},
		{"20XX", 2, "only the last digit of a year"},
		{"XXXX-12", 0, "only the last digit of a year"},
		{"202x", 3, "written X"},
		{"202u", 3, "written X"},
		{"202X-12", 4, "a decade has no month"},
		{"202X-XX", 4, "a decade has no month"},
		{"2024-1X", 5, "two digits"},
		{"2024-12-2X", 8, "two digits"},
		{"2024-xx", 5, "two digits"},
		{"2024-XX-08", 8, "month that is not known"},
		{"2024-~12", 5, "two digits"},
		{"~2024", 0, "stands after a date"},
		{"?2024-12", 0, "stands after a date"},
		{"2024~-12", 5, "not understood here"},
		{"2024~?", 5, "one of ~ ? % is enough"},
		{"2024%~", 5, "one of ~ ? % is enough"},
		{"{2024,2025}", 0, "several dates"},
		{"[2024,2025]", 5, "a list of dates"},
		{"[2024]", 5, "a list of dates"},
		{"2024,2025", 4, "several dates"},
		{"1950S2", 4, "not understood here"},
		{"unknown/2024", 0, "written X"},
		{"2024/open", 5, "not understood here"},
		{"..", 0, "in brackets"},
		// Ranges.
		{"[", 1, "four digits"},
		{"[]", 1, "not understood here"},
		{"[..]", 3, "at least one end"},
		{"[..2024", 7, "ends too early"},
		{"[2024", 5, "ends too early"},
		{"[2024..", 7, "four digits"},
		{"[2024.2025]", 5, "in brackets"},
		{"[2024~..2025]", 5, "of a range after its bracket"},
		{"[2024..2025~]", 11, "of a range after its bracket"},
		{"[2024..2025]~?", 13, "one of ~ ? % is enough"},
		{"[2024..2025]x", 12, "written X"},
		{"[2025..2024]", 7, "ends on 2024-12-31, before it begins, on 2025-01-01"},
		{"[2024-12-09..2024-12-08]~", 13, "ends on 2024-12-08, before it begins, on 2024-12-09"},
		{"[2024/2025]", 5, "a span has two ends"},
		{"2024..2025", 4, "in brackets"},
		{"..2024", 0, "in brackets"},
		// Spans.
		{"/", 1, "at least one date"},
		{"/..", 1, "at least one date"},
		{"//", 1, "a span has two ends"},
		{"../2025", 0, "only for the period in which an actor exists"},
		{"../..", 0, "only for the period"},
		{"../", 0, "only for the period"},
		{"2024/2025/2026", 9, "a span has two ends"},
		{"2024/..~", 7, "nothing stands after the .."},
		{"..2024/2025", 2, "nothing stands after the .."},
		{"2024/~", 5, "stands after a date"},
		{"[2024..2025]/2026", 12, "a span has two ends"},
		{"2024/[2025..2026]", 5, "a span has two ends"},
		{"2025/2024", 5, "ends by 2024-12-31, before it can begin, on 2025-01-01"},
		{"2024-12-09/2024-12-08", 11, "ends by 2024-12-08, before it can begin, on 2024-12-09"},
		{"2024-12-12~/2024-12-08", 12, "ends by 2024-12-08, before it can begin, on 2024-12-09"},
	}
	for _, c := range cases {
		w, err := graph.ParseWhen(c.text)
		var e *graph.DateError
		if !errors.As(err, &e) {
			t.Errorf("ParseWhen(%q): got %v, %v, want a DateError", c.text, w, err)
			continue
		}
		if e.At != c.at || !strings.Contains(e.Problem, c.problem) {
			t.Errorf("ParseWhen(%q): got byte %d: %s; want byte %d: %s", c.text, e.At, e.Problem, c.at, c.problem)
		}
		if !w.IsZero() || !strings.HasPrefix(c.text, e.Text) || !strings.Contains(e.Understood, "2024-12-XX") {
			t.Errorf("ParseWhen(%q): got %v, text %q, understood %q", c.text, w, e.Text, e.Understood)
		}
		for _, r := range err.Error() {
			if r < ' ' || r > '~' {
				t.Errorf("ParseWhen(%q): the message holds %q", c.text, r)
			}
		}
	}
}

func TestDateErrorText(t *testing.T) {
	_, err := graph.ParseWhen("2024-13")
	want := `date "2024-13", byte 5: the month is 13, not 01 to 12; understood: 2024-12-20, 2024-12, 2024, 202X, 2024-12-XX; ` +
		`ranges [a..b], [..b], [a..]; spans a/b, a/.., a/, /b; after a date, a range or an end of a span one of ~ ? %; ` +
		`or nothing for no date`
	if got := err.Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	_, err = graph.ParseWindow("", "2024-02-30", "")
	want = `from "2024-02-30", byte 8: the day is 30, not 01 to 29; understood: a day, written like 2024-12-08`
	if got := err.Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := graph.CodeOf(fmt.Errorf("query: %w", err)), graph.CodeInvalid; got != want {
		t.Errorf("got code %q, want %q", got, want)
	}
	var e *graph.Error
	if !errors.As(err, &e) || e.Field != "from" || e.Value != "2024-02-30" || e.Error() != `from: `+strings.TrimPrefix(want, "from ") {
		t.Errorf("as an Error: got %v", e)
	}
}

func TestParsePublished(t *testing.T) {
	cases := []struct{ text, first string }{
		{"", ""},
		{"2024-12-08", "2024-12-08"},
		{"2024-12", "2024-12-01"},
		{"2024", "2024-01-01"},
		{"202X", "2020-01-01"},
		{"2024-12-08~", "2024-12-05"},
		{"[2024-12-08..2024-12-24]", "2024-12-08"},
		{"[2024-12-08..]", "2024-12-08"},
		{"[..2024-12-08]", ".."},
	}
	for _, c := range cases {
		w, err := graph.ParsePublished(c.text)
		if err != nil {
			t.Error(err)
			continue
		}
		got := ""
		if d, ok := w.FirstDay(); ok {
			got = d.String()
		}
		if got != c.first || w != theWhen(t, c.text) {
			t.Errorf("%q: got %v with first day %q, want %q", c.text, w, got, c.first)
		}
	}
	for _, text := range []string{"2024-12-08/..", "2024/2025", "../2024", "/2024", "2024-12-08T10:00:00Z", "8 December"} {
		var e *graph.DateError
		if w, err := graph.ParsePublished(text); !errors.As(err, &e) {
			t.Errorf("%q: got %v, %v, want a DateError", text, w, err)
		}
	}
	_, err := graph.ParsePublished("2024/2025")
	if got, want := err.Error(), "byte 4: a span stands where one instant belongs"; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}
