// Package api serves the graph over HTTP, under the names of openapi.yaml.
//
// A handler is three steps: read the parameters (params.go), ask graph.Explorer once, return a reply. Nothing else
// writes a status or a body but handle.go; no handler decides what an error means but the table in errors.go. There is
// a file for each noun.
//
// Bodies are pure functions of what the Explorer returned, and what the Explorer returns is a pure function of the
// question and the sequence. So the strong ETag is made before the question is answered, and a client that holds the
// answer costs one comparison (etag.go).
//
// What is not known is null in a body, never an empty text; lists are never null. Numbers are integers.
package api
