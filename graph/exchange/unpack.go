package exchange

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"liaison/graph"
)

// Limits on packed input. Real event files shrink to a fifth; what shrinks to a hundredth is made to fill a disk.
const (
	maxRatio  = 100
	freeBytes = 16 << 20 // unpacked bytes that may come before the ratio counts
	maxUnpack = 64 << 30 // unpacked bytes of one input
)

// input is what an import reads: unpacked bytes, and how many of the stored ones were read for them.
type input struct {
	*bufio.Reader
	stored *counter
	close  func()
	again  func() (*input, error) // reads from the beginning once more; nil where that cannot be done
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// seekable is what packed input must be: it is read to its end once before anything is recorded, so that a broken file
// leaves the store as it was; and zip needs its end first.
type seekable interface {
	io.ReadSeeker
	io.ReaderAt
}

// unpack finds out from the first bytes whether the input is packed. Packed input is checked to its end first (CRCs,
// limits). name is the file's name, if there is one.
func unpack(r io.Reader, name string, twice bool) (*input, error) {
	file, from, size, done, err := rewindable(r, name, twice)
	if err != nil {
		return nil, err
	}
	in, err := openInput(file, r, from, size, name, true)
	if err != nil {
		done()
		return nil, err
	}
	in.close = done
	if file != nil {
		in.again = func() (*input, error) {
			next, err := openInput(file, r, from, size, name, false)
			if err == nil {
				next.close = func() {}
			}
			return next, err
		}
	}
	return in, nil
}

// peeked puts back the bytes that were looked at.
type peeked struct {
	*bufio.Reader
}

// wrapped makes the beginning of a reader that cannot seek, such as a pipe, visible without using it up.
func wrapped(r io.Reader) io.Reader {
	if s, ok := r.(seekable); ok {
		if _, err := s.Seek(0, io.SeekCurrent); err == nil {
			return r
		}
	}
	return &peeked{bufio.NewReaderSize(r, 4*sniffed)}
}

// rewindable gives the input as something that can be read again, if it is packed or twice asks for it: itself where it
// can seek, else a copy in a temporary file. A nil file says that r, wrapped, is to be read as it is.
func rewindable(r io.Reader, name string, twice bool) (file seekable, from, size int64, done func(), err error) {
	done = func() {}
	if s, ok := r.(seekable); ok {
		if from, err = s.Seek(0, io.SeekCurrent); err == nil {
			if size, err = s.Seek(0, io.SeekEnd); err == nil {
				_, err = s.Seek(from, io.SeekStart)
			}
			if err != nil {
				return nil, 0, 0, nil, err
			}
			return s, from, size - from, done, nil
		}
	}
	p, ok := r.(*peeked)
	if !ok {
		return nil, 0, 0, nil, fmt.Errorf("exchange: %T was not wrapped", r)
	}
	head, err := p.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, 0, 0, nil, err
	}
	if packing(head) == "" && !twice {
		return nil, 0, 0, done, nil
	}
	temp, err := os.CreateTemp("", "liaison-import-*")
	if err != nil {
		return nil, 0, 0, nil, err
	}
	done = func() {
		temp.Close()
		os.Remove(temp.Name())
	}
	if size, err = io.Copy(temp, p); err == nil {
		_, err = temp.Seek(0, io.SeekStart)
	}
	if err != nil {
		done()
		return nil, 0, 0, nil, fmt.Errorf("keep %s for a second reading: %w", orInput(name), err)
	}
	return temp, 0, size, done, nil
}

// openInput begins to read. check: packed data are first read to their end.
func openInput(file seekable, r io.Reader, from, size int64, name string, check bool) (*input, error) {
	if file == nil {
		c := &counter{r: r}
		return &input{Reader: bufio.NewReaderSize(c, 4*sniffed), stored: c}, namedPacked(name, "", r)
	}
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return nil, err
	}
	var head [4]byte
	n, err := io.ReadFull(file, head[:])
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return nil, err
	}
	kind := packing(head[:n])
	if err := namedPacked(name, kind, io.NewSectionReader(file, from, size)); err != nil {
		return nil, err
	}
	c := &counter{r: file}
	switch kind {
	case "gzip":
		z, err := gzip.NewReader(bufio.NewReader(c))
		if err != nil {
			return nil, broken(name, "gzip", 0, err)
		}
		return guarded(c, z, name, kind, check, func() (*input, error) { return openInput(file, r, from, size, name, false) })
	case "zip":
		entry, err := onlyEntry(io.NewSectionReader(file, from, size), size, name)
		if err != nil {
			return nil, err
		}
		z, err := entry.Open()
		if err != nil {
			return nil, broken(name, "zip", 0, err)
		}
		c.n = int64(entry.CompressedSize64) // the library reads at places of its own choice
		return guarded(c, z, name, kind, check, func() (*input, error) { return openInput(file, r, from, size, name, false) })
	}
	return &input{Reader: bufio.NewReaderSize(c, 4*sniffed), stored: c}, nil
}

// guarded puts the limits between the packed data and their reader, and checks the data to their end if asked to.
func guarded(c *counter, z io.Reader, name, kind string, check bool, reopen func() (*input, error)) (*input, error) {
	g := &guard{r: z, stored: c, name: name, kind: kind}
	in := &input{Reader: bufio.NewReaderSize(g, 4*sniffed), stored: c}
	head, _ := in.Peek(sniffed) // an error comes again when the bytes are read
	if inner := archive(head); inner != "" {
		return nil, graph.Invalid("file", name, "%s holds %s again; unpack it first", orInput(name), inner)
	}
	if !check {
		return in, nil
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return nil, err
	}
	return reopen()
}

// guard ends a bomb and gives broken data a clear error.
type guard struct {
	r          io.Reader
	stored     *counter
	out        int64
	name, kind string
}

func (g *guard) Read(b []byte) (int, error) {
	n, err := g.r.Read(b)
	g.out += int64(n)
	if g.out > maxUnpack || g.out > freeBytes && g.out > maxRatio*g.stored.n {
		return 0, &graph.Error{Code: graph.CodeTooLarge, Field: "file", Value: g.name, Message: fmt.Sprintf(
			"%s unpacks to more than %d times its size, or to more than %d GiB, and was refused", orInput(g.name), maxRatio, maxUnpack>>30)}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = broken(g.name, g.kind, g.out, err)
	}
	return n, err
}

func broken(name, kind string, out int64, err error) error {
	what := "are broken"
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		what = "end too early"
	}
	return &graph.Error{Code: graph.CodeInvalid, Field: "file", Value: name, Err: err,
		Message: fmt.Sprintf("the %s data of %s %s, after %d unpacked bytes; nothing was recorded", kind, orInput(name), what, out)}
}

// onlyEntry finds the one file of a zip.
func onlyEntry(r io.ReaderAt, size int64, name string) (*zip.File, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, broken(name, "zip", 0, err)
	}
	var files []*zip.File
	for _, f := range z.File {
		switch base := path.Base(f.Name); {
		case !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) || strings.ContainsAny(f.Name, `\:`):
			return nil, graph.Invalid("file", f.Name, "%s holds %q, a path that leads out of it or is not plain", orInput(name), f.Name)
		case f.Mode()&fs.ModeType != 0 && !f.FileInfo().IsDir():
			return nil, graph.Invalid("file", f.Name, "%s holds %q, which is no plain file", orInput(name), f.Name)
		case f.FileInfo().IsDir() || strings.HasPrefix(f.Name, "__MACOSX/") || base == ".DS_Store":
		default:
			files = append(files, f)
		}
	}
	if len(files) != 1 {
		names := []string{}
		for _, f := range files[:min(5, len(files))] {
			names = append(names, f.Name)
		}
		return nil, graph.Invalid("file", name, "%s holds %d files (%s); a zip for import holds one", orInput(name), len(files), strings.Join(names, ", "))
	}
	f := files[0]
	if f.Flags&1 != 0 {
		return nil, graph.Invalid("file", f.Name, "%s is encrypted; unpack it first", orInput(name))
	}
	if f.UncompressedSize64 > freeBytes && f.UncompressedSize64/maxRatio > f.CompressedSize64 {
		return nil, &graph.Error{Code: graph.CodeTooLarge, Field: "file", Value: f.Name, Message: fmt.Sprintf(
			"%s unpacks to more than %d times its size and was refused", orInput(name), maxRatio)}
	}
	return f, nil
}

// packing tells gzip and zip from their first bytes.
func packing(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte{0x1F, 0x8B}):
		return "gzip"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return "zip"
	}
	return ""
}

// archive names packed data within packed data.
func archive(head []byte) string {
	if kind := packing(head); kind != "" {
		return kind + " data"
	}
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return "a tar archive"
	}
	return ""
}

// namedPacked refuses a file that its name calls packed and that is not.
func namedPacked(name, kind string, r io.Reader) error {
	for suffix, wanted := range map[string]string{".gz": "gzip", ".zip": "zip"} {
		if strings.HasSuffix(strings.ToLower(name), suffix) && kind != wanted {
			begins := ""
			if p, ok := r.(interface{ Peek(int) ([]byte, error) }); ok {
				head, _ := p.Peek(40)
				begins = string(head)
			} else {
				head := make([]byte, 40)
				n, _ := io.ReadFull(r, head)
				begins = string(head[:n])
			}
			return graph.Invalid("file", name, "%s is not %s data, whatever its name says; it begins with %s", orInput(name), wanted, clipped(begins))
		}
	}
	return nil
}

func orInput(name string) string {
	if name == "" {
		return "the input"
	}
	return path.Base(strings.ReplaceAll(name, `\`, "/"))
}
