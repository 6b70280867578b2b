package document_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract/document"
)

// folder writes files, and returns where.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	top := t.TempDir()
	for name, body := range files {
		full := filepath.Join(top, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return top
}

func TestFolder(t *testing.T) {
	top := folder(t, map[string]string{
		"b.txt": "The talks.", "a/c.md": "# Talks", "a/d.txt": "", "z.ndjson": `{"text":"One."}` + "\n\n" + `{"text":"Two.","name":"two"}` + "\n{\n",
		".hidden.txt": "never", ".git/x.txt": "never", "picture.png": "never", "e.pdf": string(onePage("BT /F 9 Tf (The talks.) Tj ET")),
	})
	if err := os.Symlink(filepath.Join(top, "b.txt"), filepath.Join(top, "link.txt")); err != nil {
		t.Fatal(err)
	}
	var got []string
	var last document.Progress
	for item := range document.Folder(context.Background(), top) {
		row := item.Name
		if item.Err != nil {
			row += " ! " + item.Err.Error()
		} else {
			row += " = " + item.Document.Name + ": " + item.Document.Text
		}
		got = append(got, row)
		if p := item.Progress; p.Files < last.Files || p.Bytes < last.Bytes || p.Bytes > p.AllBytes || p.AllFiles != 5 {
			t.Errorf("%s: progress %+v after %+v", item.Name, p, last)
		}
		last = item.Progress
	}
	want := []string{
		"a/c.md = a/c.md: Talks", "a/d.txt ! a/d.txt is empty", "b.txt = b.txt: The talks.", "e.pdf = e.pdf: The talks.",
		"z.ndjson:1 = z.ndjson:1: One.", "z.ndjson:3 = two: Two.",
		`z.ndjson:4 ! z.ndjson:4 is no JSON object of texts such as {"text": "...", "title": "..."} (unexpected EOF)`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for item := range document.Folder(context.Background(), filepath.Join(top, "none")) {
		refused(t, item.Err, document.Unreadable, "is no folder")
	}
	n := 0
	for range document.Folder(context.Background(), top) {
		if n++; n == 2 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for item := range document.Folder(ctx, top) {
		if n++; n > 4 {
			t.Errorf("%s: went on after the context ended: %v", item.Name, item.Err)
		}
		cancel()
	}
}

func TestLines(t *testing.T) {
	long := `{"text":"` + strings.Repeat("x", 6*document.MaxText+1<<17) + `"}`
	lines := []string{
		`{"text":"The talks.","title":"Talks","publisher":"The Coast Courier","author":"A. Writer","url":"https://courier.example/t","published":"2019-03","language":"en","more":1}`,
		`{"text":"The talks.","published":"soon"}`, `{"text":"The talks.","url":"ftp://x"}`, `{"title":"No text"}`, `[1]`, `{"text":"a"} b`, long, "", `{"text":"Last."}`,
	}
	var got []string
	for item := range document.Lines(context.Background(), strings.NewReader(strings.Join(lines, "\n")), "f") {
		row := item.Name + " "
		if item.Err != nil {
			row = item.Err.Error()
		} else {
			row += item.Document.Text
		}
		got = append(got, row)
		if d := item.Document; d != nil && d.Title == "Talks" && (d.Published.String() != "2019-03" || d.URL != "https://courier.example/t" || d.Author != "A. Writer" || d.Publisher != "The Coast Courier" || d.Language != "en") {
			t.Errorf("got %+v", d)
		}
	}
	for i, want := range []string{
		"f:1 The talks.", `publication date "soon", which is no date such as`, "does not begin with http:// or https://", "has no text", "is no JSON object",
		"something after its JSON object", "is a line of", "f:9 Last.",
	} {
		if i >= len(got) || !strings.Contains(got[i], want) {
			t.Errorf("line %d: got %q, want %q", i+1, got[min(i, len(got)-1)], want)
		}
	}
	if len(got) != 8 {
		t.Errorf("got %d items, want 8", len(got))
	}
}
