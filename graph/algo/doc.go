// Package algo runs algorithms over bounded views with github.com/dominikbraun/graph, which holds one edge a pair and copies
// the whole graph for each of them: so what it is given is small, and folded. Nothing of it is shared between goroutines.
package algo
