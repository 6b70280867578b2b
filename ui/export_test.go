package ui

// Choose is choose, for tests of trees other than the embedded one.
var Choose = choose

// Placeholder is a file of the page for trees without built pages.
func Placeholder(name string) ([]byte, error) { return static.ReadFile("static/placeholder/" + name) }
