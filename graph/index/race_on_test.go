//go:build race

package index_test

// racing: the race detector makes pools forget things.
const racing = true
