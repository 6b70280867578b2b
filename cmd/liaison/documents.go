package main

import (
	"context"

	"liaison/graph"
	"liaison/graph/extract/document"
)

// documents reads files and pages for the API.
type documents struct{ fetching document.Fetching }

// Read reads a file.
func (d documents) Read(ctx context.Context, b []byte, name string) (*graph.Source, error) {
	return sourceIn(document.FromBytes(ctx, b, document.Hint{Name: name}))
}

// Fetch reads a page.
func (d documents) Fetch(ctx context.Context, address string) (*graph.Source, error) {
	return sourceIn(d.fetching.Fetch(ctx, address))
}

// Fetches says whether that is switched on.
func (d documents) Fetches() bool { return d.fetching.On }

func sourceIn(d *document.Document, err error) (*graph.Source, error) {
	if err != nil {
		return nil, err
	}
	s := d.Source("")
	return &s, nil
}
