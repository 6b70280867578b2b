package exchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io/fs"
	"os"
	"strings"
	"testing"

	"liaison/graph/exchange"
)

type zipped struct {
	name, data string
	mode       fs.FileMode
}

func zipOf(t testing.TB, files ...zipped) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate}
		if f.mode != 0 {
			h.SetMode(f.mode)
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(f.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPackedInput(t *testing.T) {
	for name, data := range map[string][]byte{
		"gzip":           packed(t, world),
		"gzip of parts":  append(packed(t, world[:100]), packed(t, world[100:])...),
		"zip":            zipOf(t, zipped{name: "data/x.ndjson", data: world}),
		"zip of a Mac":   zipOf(t, zipped{name: "data/"}, zipped{name: "data/x.ndjson", data: world}, zipped{name: "__MACOSX/data/._x", data: "?"}, zipped{name: "data/.DS_Store", data: "?"}),
		"packed nothing": packed(t, ""),
	} {
		for _, seek := range []bool{true, false} {
			s := newStore(t)
			var sum exchange.Summary
			var err error
			if seek {
				sum, err = exchange.Import(context.Background(), s, bytes.NewReader(data), exchange.Options{})
			} else {
				sum, err = exchange.Import(context.Background(), s, onlyReader{bytes.NewReader(data)}, exchange.Options{})
			}
			want := 3
			if name == "packed nothing" {
				want = 0
			}
			if err != nil || sum.Accepted != want {
				t.Errorf("%s (seek %t): got %+v, %v", name, seek, sum, err)
			}
		}
	}
}

func TestBadZips(t *testing.T) {
	good := zipOf(t, zipped{name: "x.ndjson", data: strings.Repeat(world, 500)})
	broken := bytes.Clone(good)
	broken[60] ^= 0xFF
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"path upwards", zipOf(t, zipped{name: "../x.ndjson", data: world}), `file: a.zip holds "../x.ndjson", a path that leads out of it or is not plain`},
		{"absolute path", zipOf(t, zipped{name: "/etc/x.ndjson", data: world}), `file: a.zip holds "/etc/x.ndjson", a path that leads out of it or is not plain`},
		{"path of Windows", zipOf(t, zipped{name: `..\x.ndjson`, data: world}), `file: a.zip holds "..\\x.ndjson", a path that leads out of it or is not plain`},
		{"link", zipOf(t, zipped{name: "x", data: "/etc/passwd", mode: fs.ModeSymlink | 0o777}), `file: a.zip holds "x", which is no plain file`},
		{"two files", zipOf(t, zipped{name: "a.csv", data: world}, zipped{name: "b.csv", data: world}), "file: a.zip holds 2 files (a.csv, b.csv); a zip for import holds one"},
		{"the same name twice", zipOf(t, zipped{name: "a.csv", data: world}, zipped{name: "a.csv", data: world}), "file: a.zip holds 2 files (a.csv, a.csv); a zip for import holds one"},
		{"nothing", zipOf(t), "file: a.zip holds 0 files (); a zip for import holds one"},
		{"zip in zip", zipOf(t, zipped{name: "b.zip", data: string(good)}), "file: a.zip holds zip data again; unpack it first"},
		{"bomb", zipOf(t, zipped{name: "b.csv", data: strings.Repeat("x", 20<<20)}), "file: a.zip unpacks to more than 100 times its size and was refused"},
		{"cut", good[:len(good)-40], "file: the zip data of a.zip are broken, after 0 unpacked bytes; nothing was recorded (zip: not a valid zip file)"},
		{"changed", broken, "file: the zip data of a.zip are broken, after "},
		{"no zip", []byte(world), "file: a.zip is not zip data, whatever its name says; it begins with "},
	} {
		s := newStore(t)
		_, err := exchange.Import(context.Background(), s, bytes.NewReader(c.data), exchange.Options{Name: "a.zip"})
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s:\n got %v\nwant %s", c.name, err, c.want)
		}
		if n := len(entries(t, s)); n != 0 {
			t.Errorf("%s: %d records were recorded", c.name, n)
		}
	}
}

// TestTemporaryFilesGo: packed input from a pipe is kept in a file for a second reading, and only so long.
func TestTemporaryFilesGo(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	for _, data := range [][]byte{packed(t, world), packed(t, world)[:40], zipOf(t)} {
		exchange.Import(context.Background(), newStore(t), onlyReader{bytes.NewReader(data)}, exchange.Options{}) //nolint:errcheck // the files matter here
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("%d files were left, %v", len(left), err)
	}
}
