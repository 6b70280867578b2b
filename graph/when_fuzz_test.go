package graph_test

import (
	"errors"
	"strings"
	"testing"

	"liaison/graph"
)

// FuzzParseWhen holds every text against what is promised of all dates.
func FuzzParseWhen(f *testing.F) {
	for _, text := range []string{
		"", "2024-12-20", "2024-12", "2024", "202X", "2024-12-XX", "2024-XX", "2024-XX-XX", "[2024-12-08..2024-12-24]",
		"[..2024-12-08]", "[2024-12-08..]", "[2024-12..2025]~", "2024-12-08/2025-03", "2024-12-08/..", "2024-12-08/",
		"/2025-03", "../2025-01-24", "2024-12-08~", "2024-12?", "2024%", "2024-12-08~/2025-03?", "0001-01-01~", "9999~",
		"000X~", "2024-13", "2024-21", "2024-12-08T10:00:00Z", "{2024,2025}", "[2024,2025]", "Y17000", "20XX", "..", "[..]",
		"/", "//", "../..", "٢٠٢٤", "2024-12-08\x00", strings.Repeat("2", 200),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, errPeriod := graph.ParsePeriod(text)
		if errPeriod != nil {
			checkDateError(t, text, errPeriod)
		} else {
			checkWhen(t, p, graph.ParsePeriod)
		}
		w, err := graph.ParseWhen(text)
		if err != nil {
			checkDateError(t, text, err)
			if errPeriod == nil && !strings.HasPrefix(text, "../") {
				t.Fatalf("ParsePeriod reads %q, which ParseWhen refuses: %v", text, err)
			}
		} else {
			checkWhen(t, w, graph.ParseWhen)
			if errPeriod != nil || p != w {
				t.Fatalf("%q: ParsePeriod reads %+v, %v; ParseWhen %+v", text, p, errPeriod, w)
			}
		}
		if s, errSource := graph.ParsePublished(text); (errSource == nil) != (err == nil && !w.IsSpan()) || errSource == nil && s != w {
			t.Fatalf("%q: ParsePublished reads %+v, %v; ParseWhen %+v, %v", text, s, errSource, w, err)
		}
		if d, errDay := graph.ParseDay(text); (errDay == nil) != (err == nil && text == d.String()) || errDay == nil && graph.ExactDay(d) != w {
			t.Fatalf("%q: ParseDay reads %v, %v; ParseWhen %+v, %v", text, d, errDay, w, err)
		}
	})
}

func checkDateError(t *testing.T, text string, err error) {
	t.Helper()
	var e *graph.DateError
	if !errors.As(err, &e) {
		t.Fatalf("%q: got %T, want a DateError", text, err)
	}
	if e.At < 0 || e.At > len(text) || len(e.Text) > 64 || !strings.HasPrefix(text, e.Text) || e.Problem == "" {
		t.Fatalf("%q: got %+v", text, e)
	}
	for _, r := range err.Error() {
		if r < ' ' || r > '~' {
			t.Fatalf("%q: the message holds %q: %v", text, r, err)
		}
	}
}

func checkWhen(t *testing.T, w graph.When, parse func(string) (graph.When, error)) {
	t.Helper()
	text := w.String()
	if again, err := parse(text); err != nil || again != w || len(text) > 32 {
		t.Fatalf("%q: canonical text is read as %+v, %v; want %+v", text, again, err, w)
	}
	b := w.Bounds()
	if b.SLo > b.SHi || b.SHi > b.EHi || b.SLo > b.ELo || b.ELo > b.EHi {
		t.Fatalf("%q: bounds %v", text, b)
	}
	for _, d := range []graph.Day{b.SLo, b.SHi, b.ELo, b.EHi} {
		if !d.Valid() && !d.IsOpen() {
			t.Fatalf("%q: bounds %v", text, b)
		}
	}
	if w.IsInstant() && (b.SLo != b.ELo || b.SHi != b.EHi) {
		t.Fatalf("%q: an instant with bounds %v", text, b)
	}
	if w.Disagrees(w) || !w.MayOverlap(w) {
		t.Fatalf("%q disagrees with itself", text)
	}
	if v := (graph.Window{From: b.SLo, To: b.EHi}); !w.Possible(v) || w.Certain(v) != (!w.IsZero() && !w.Unsure()) {
		t.Fatalf("%q: possible %v, certain %v within all its days", text, w.Possible(v), w.Certain(v))
	}
}
