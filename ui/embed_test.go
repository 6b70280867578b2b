package ui_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"liaison/ui"
)

func TestFilesHaveAnIndex(t *testing.T) {
	files, built := ui.Files()
	page, err := fs.ReadFile(files, "index.html")
	if err != nil {
		t.Fatalf("no index.html (built: %v): %v", built, err)
	}
	if !strings.Contains(string(page), "Liaison") {
		t.Errorf("index.html does not name Liaison:\n%s", page)
	}
}

func TestChoose(t *testing.T) {
	placeholder := &fstest.MapFile{Data: []byte("run make build")}
	built := &fstest.MapFile{Data: []byte("the pages")}
	for _, c := range []struct {
		name  string
		tree  fstest.MapFS
		page  string
		built bool
	}{
		{"not built", fstest.MapFS{"static/placeholder/index.html": placeholder}, "run make build", false},
		{"built", fstest.MapFS{"static/placeholder/index.html": placeholder, "static/dist/index.html": built}, "the pages", true},
		{"build broke off before its index", fstest.MapFS{"static/placeholder/index.html": placeholder, "static/dist/assets/a.js": built}, "run make build", false},
	} {
		files, isBuilt := ui.Choose(c.tree)
		got, err := fs.ReadFile(files, "index.html")
		if err != nil || string(got) != c.page || isBuilt != c.built {
			t.Errorf("%s: got %q, built %v, error %v; want %q, built %v", c.name, got, isBuilt, err, c.page, c.built)
		}
	}
}

// The page must work under the server's content security policy and without the network.
func TestPlaceholderSaysHowToBuild(t *testing.T) {
	tree := fstest.MapFS{}
	for _, name := range []string{"index.html", "placeholder.css"} {
		body, err := ui.Placeholder(name)
		if err != nil {
			t.Fatal(err)
		}
		tree["static/placeholder/"+name] = &fstest.MapFile{Data: body}
	}
	files, built := ui.Choose(tree)
	if built {
		t.Error("got built, want the placeholder")
	}
	body, err := fs.ReadFile(files, "index.html")
	if err != nil {
		t.Fatal(err)
	}
	page := string(body)
	for _, want := range []string{"make build", `href="placeholder.css"`, "openapi.json"} {
		if !strings.Contains(page, want) {
			t.Errorf("the placeholder does not contain %q", want)
		}
	}
	for _, not := range []string{"<script", "style=", "http://", "https://", "<style"} {
		if strings.Contains(page, not) {
			t.Errorf("the placeholder contains %q, which the content security policy forbids or the network serves", not)
		}
	}
}
