// Package exchange brings records in and out of a store, as streams.
//
// Out goes Liaison's own NDJSON, one record a line after a header line (Export); it is lossless: an export that is
// restored into an empty store and exported again gives the same bytes.
//
// In come the same lines (Import, Decoder, DecodeLine) and the files of event data sets: GDELT 1.0 and 2.0, ICEWS,
// Phoenix, POLECAT, plain tables of date, source, relation and target, and any CSV by a mapping of its columns. One
// file of the package describes one format; Formats lists them. Input may be packed with gzip or zip, which is seen
// from its bytes.
//
// A bad row is reported with its line, its column and the reason, is counted, can be written to a file of rejects, and
// stops nothing. What is recorded is recorded in whole batches. The records that an importer makes depend only on the
// rows and the options, so a second import of the same file adds nothing.
package exchange
