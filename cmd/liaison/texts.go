package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"

	"liaison/graph"
	"liaison/graph/extract/document"
)

// ofOne says whether something was told that only holds for one text.
func (f *extractFlags) ofOne() bool { return f.source != "" || f.title != "" || f.url != "" }

// ofMany says whether an argument may give more than one text.
func ofMany(arg string) bool {
	info, err := os.Stat(arg)
	return document.Lined(arg) || err == nil && info.IsDir()
}

func isAddress(arg string) bool {
	return strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://")
}

// eachText reads all texts that the arguments name, and calls f with each. What cannot be read, and what f cannot do, is told
// of and stops nothing, but fails at the end; where there is only one text, it is the error.
func (p *program) eachText(ctx context.Context, f *extractFlags, args []string, do func(name string, s *graph.Source) error) error {
	line := newProgress(p.err)
	defer line.done()
	alone := len(args) == 1 && !ofMany(args[0])
	texts, failed := 0, 0
	for _, arg := range args {
		for item := range p.texts(ctx, f, arg) {
			texts++
			err := item.Err
			if err == nil {
				line.done()
				err = do(item.Name, f.sourceOf(item.Document))
			}
			switch {
			case ctx.Err() != nil:
				return ctx.Err()
			case err != nil && alone:
				return ofText(item.Name, err)
			case err != nil:
				line.done()
				failed++
				fmt.Fprintln(p.err, oneLine(ofText(item.Name, err).Error()))
			}
			if all := item.Progress.AllFiles; all > 0 {
				line.show("%s: %s of %s files, %s of %s, %s texts/s", arg, number(item.Progress.Files), number(all), megabytes(item.Progress.Bytes), megabytes(item.Progress.AllBytes), number(line.perSecond(texts)))
			} else {
				line.show("%s: %s texts, %s, %s/s", arg, number(texts), megabytes(item.Progress.Bytes), number(line.perSecond(texts)))
			}
		}
	}
	switch {
	case failed > 0:
		return fmt.Errorf("%s of %s failed", number(failed), plural(texts, "text", "texts"))
	case texts == 0:
		return fmt.Errorf("%s: there is no document to read", oneLine(strings.Join(args, ", ")))
	}
	return nil
}

// texts reads what an argument names: the standard input, an address, a folder, a file of lines, or one document.
func (p *program) texts(ctx context.Context, f *extractFlags, arg string) iter.Seq[document.Item] {
	one := func(d *document.Document, err error) iter.Seq[document.Item] {
		return func(yield func(document.Item) bool) { yield(document.Item{Name: arg, Document: d, Err: err}) }
	}
	switch info, err := os.Stat(arg); {
	case arg == "-":
		return one(document.Read(ctx, newPatient(ctx, p.in), document.Hint{Language: f.language}))
	case isAddress(arg):
		d, err := document.Fetching{On: f.fetch}.Fetch(ctx, arg)
		if e := (*document.Error)(nil); errors.As(err, &e) && e.Reason == document.FetchOff {
			err = fmt.Errorf("%w; --fetch switches it on", err)
		}
		return one(d, err)
	case err == nil && info.IsDir():
		return document.Folder(ctx, arg)
	case document.Lined(arg):
		return func(yield func(document.Item) bool) {
			in, err := os.Open(arg)
			if err != nil {
				yield(document.Item{Name: arg, Err: err})
				return
			}
			defer in.Close()
			document.Lines(ctx, in, arg)(yield)
		}
	}
	return one(document.ReadFile(ctx, arg))
}

// sourceOf is the record of a document, with what was told besides.
func (f *extractFlags) sourceOf(d *document.Document) *graph.Source {
	s := d.Source(graph.SourceID(or(f.source, d.ID)))
	for _, told := range []struct {
		value string
		field *string
	}{
		{f.title, &s.Title}, {f.publisher, &s.Publisher}, {f.published, &s.Published}, {f.url, &s.URL}, {f.language, &s.Language},
	} {
		if told.value != "" {
			*told.field = told.value
		}
	}
	return &s
}

// ofText says which text an error is of, unless it says so itself.
func ofText(name string, err error) error {
	if d := (*document.Error)(nil); errors.As(err, &d) {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}
