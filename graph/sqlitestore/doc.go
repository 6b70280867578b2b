// Package sqlitestore keeps a graph in one SQLite file, the embedded default of Liaison. The file is the truth; the
// claims are held in memory besides (package index), and every question about neighbourhoods is answered from there.
// Names, texts and quotes are read from the file when they are asked for.
//
// One goroutine writes. Batches that arrive while it is busy are judged and committed together, in one transaction,
// and acknowledged when that is durable; a batch that arrives alone is committed at once. Readers use connections of
// their own and never wait for the writer.
//
// The tables can be read with any SQLite tool: start with the views `claims`, `log` and `sources`. Another program must
// not write to the file while a store has it open; a lock on FILE.lock keeps other stores out.
package sqlitestore
