// Package ui holds the pages that a browser shows: those built from src by
// `npm run build` into static/dist, or, in a tree where that was not done, a page
// that says how to build them.
package ui

import (
	"embed"
	"io/fs"
)

// The folder always holds the placeholder, so this compiles whether or not the
// pages were built.
//
//go:embed all:static
var static embed.FS

// Files returns the files to serve, with index.html at the top, and whether they
// are the built pages; if not, index.html is the page that says how to build them.
func Files() (files fs.FS, built bool) { return choose(static) }

// choose is Files for any embedded tree.
func choose(tree fs.FS) (fs.FS, bool) {
	folder, built := "static/placeholder", false
	if _, err := fs.Stat(tree, "static/dist/index.html"); err == nil {
		folder, built = "static/dist", true
	}
	files, err := fs.Sub(tree, folder)
	if err != nil {
		panic(err) // only a malformed folder name does that, and these are constants
	}
	return files, built
}
