package document

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Item is one document of many: read, or not, with how far the work is.
type Item struct {
	Name     string // path within the folder, with "/"; of a line of NDJSON, the file and the line's number
	Document *Document
	Err      error // why this one was not read; the others go on
	Progress Progress
}

// Progress says how much is done, this item included.
type Progress struct {
	Files, AllFiles int   // 0 AllFiles: not known
	Bytes, AllBytes int64 // of input; 0 AllBytes: not known
}

// Folder reads all documents of a folder and the folders in it, in the order of their paths. Files whose names begin with a
// dot, links, and files of kinds that are no documents are passed over; .ndjson and .jsonl files give a document a line. It
// ends early when the caller stops, and with the context, whose error is then the last item's.
func Folder(ctx context.Context, folder string) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		files, err := list(ctx, folder)
		if err != nil {
			yield(Item{Name: folder, Err: err})
			return
		}
		p := Progress{AllFiles: len(files)}
		for _, f := range files {
			p.AllBytes += f.size
		}
		for _, f := range files {
			if err := ctx.Err(); err != nil {
				yield(Item{Name: f.name, Err: err, Progress: p})
				return
			}
			if !one(ctx, folder, f, &p, yield) {
				return
			}
		}
	}
}

// file is a file of a folder.
type file struct {
	name string // with "/", from the folder on
	size int64
}

// one reads a file of a folder, and says whether to go on.
func one(ctx context.Context, folder string, f file, p *Progress, yield func(Item) bool) bool {
	full := filepath.Join(folder, filepath.FromSlash(f.name))
	before := p.Bytes
	if Lined(f.name) {
		in, err := os.Open(full)
		if err != nil {
			p.Files, p.Bytes = p.Files+1, before+f.size
			return yield(Item{Name: f.name, Err: fail(Unreadable, f.name, "cannot be opened", err), Progress: *p})
		}
		defer in.Close()
		for item := range Lines(ctx, in, f.name) {
			item.Progress = Progress{p.Files, p.AllFiles, before + item.Progress.Bytes, p.AllBytes}
			if !yield(item) {
				return false
			}
		}
		p.Files, p.Bytes = p.Files+1, before+f.size
		return true
	}
	d, err := ReadFile(ctx, full)
	var e *Error
	if errors.As(err, &e) {
		e.Name = f.name
	}
	if d != nil {
		d.Name = f.name
	}
	p.Files, p.Bytes = p.Files+1, before+f.size
	return yield(Item{Name: f.name, Document: d, Err: err, Progress: *p})
}

// maxFiles is how many files of a folder are listed.
const maxFiles = 1_000_000

// list finds the documents of a folder.
func list(ctx context.Context, folder string) ([]file, error) {
	var out []file
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && name == folder:
			return fail(Unreadable, folder, "is no folder that can be read", err)
		case err != nil:
			return nil // a folder without access; what can be read is read
		case name != folder && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular() || !known(entry.Name()):
			return nil
		case len(out) == maxFiles:
			return fail(TooLarge, folder, "has more than "+count(maxFiles)+" documents; give its folders one by one", nil)
		}
		rel, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return nil
		}
		out = append(out, file{filepath.ToSlash(rel), info.Size()})
		return nil
	})
	slices.SortFunc(out, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return out, err
}

// known says whether a file is a document, as its name tells.
func known(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	_, ok := named(ending)
	return ok || ending == ".pdf" || ending == ".docx" || ending == ".docm" || Lined(name)
}

// Lined says whether a file holds a document a line, as its name tells.
func Lined(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return ending == ".ndjson" || ending == ".jsonl"
}

// maxLine is how many bytes a line of NDJSON may have: a text of MaxText bytes, each of them escaped.
const maxLine = 6*MaxText + 1<<16

// Lines reads NDJSON: an object a line with "text", and as far as known "id", "name", "title", "publisher", "author", "url",
// "published" and "language". Blank lines are passed over; a line that cannot be read is an item with its error. Other fields
// are ignored. Memory is that of one line.
func Lines(ctx context.Context, r io.Reader, name string) iter.Seq[Item] {
	return func(yield func(Item) bool) {
		in := bufio.NewReaderSize(contextReader{ctx, r}, 1<<16)
		p := Progress{}
		for n := 1; ; n++ {
			row, size, err := nextLine(in)
			p.Bytes += size
			at := name + ":" + plain(n)
			switch {
			case err == io.EOF && size == 0:
				return
			case ctx.Err() != nil:
				yield(Item{Name: at, Err: ctx.Err(), Progress: p})
				return
			case err != nil && err != io.EOF:
				yield(Item{Name: at, Err: fail(Unreadable, at, "cannot be read to its end", err), Progress: p})
				return
			case size > maxLine:
				if !yield(Item{Name: at, Err: fail(TooLarge, at, "is a line of "+count(int(size))+" bytes; at most "+count(maxLine)+" are read", nil), Progress: p}) {
					return
				}
				continue
			case blank(row):
				continue
			}
			item := Item{Name: at, Progress: p}
			item.Document, item.Err = fromLine(ctx, row, at)
			if !yield(item) {
				return
			}
		}
	}
}

// nextLine reads a line; of one that is too long it counts the bytes and keeps none.
func nextLine(in *bufio.Reader) (row []byte, size int64, err error) {
	for {
		piece, err := in.ReadSlice('\n')
		size += int64(len(piece))
		if size <= maxLine {
			row = append(row, piece...)
		} else {
			row = nil
		}
		if err != bufio.ErrBufferFull {
			return row, size, err
		}
	}
}

// fromLine reads a line of NDJSON.
func fromLine(ctx context.Context, row []byte, name string) (*Document, error) {
	var v struct {
		ID, Name, Text, Title, Publisher, Author, URL, Published, Language string
	}
	decoder := json.NewDecoder(bytes.NewReader(row))
	if err := decoder.Decode(&v); err != nil {
		return nil, fail(Broken, name, `is no JSON object of texts such as {"text": "...", "title": "..."}`, err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, fail(Broken, name, "has something after its JSON object", nil)
	}
	d := &Document{
		ID: v.ID, Name: first(v.Name, v.ID, name), Format: Plain, Text: v.Text, Title: v.Title, Publisher: v.Publisher, Author: v.Author,
		URL: webAddress(v.URL), Published: published(v.Published), Language: languageTag(v.Language),
	}
	switch {
	case v.Published != "" && d.Published.IsZero():
		return nil, fail(Broken, name, "has the publication date "+quoted(v.Published)+", which is no date such as 2024-12-20, 2024-12 or 2024", nil)
	case v.URL != "" && d.URL == "":
		return nil, fail(Broken, name, "has the address "+quoted(v.URL)+", which does not begin with http:// or https://", nil)
	}
	if err := d.finish(ctx); err != nil {
		return nil, err
	}
	return d, nil
}
