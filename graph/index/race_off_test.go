//go:build !race

package index_test

const racing = false
