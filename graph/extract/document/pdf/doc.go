// Package pdf takes the text out of PDF files of which nothing is known: it reads no more than it is allowed to (Limits),
// whatever the file says of itself. It renders nothing, and runs nothing.
//
// Objects are found by going through the file, not by its cross-reference table, so that damaged files are read as well.
// What it knows: object streams; the filters Flate, LZW, ASCII85, ASCIIHex and RunLength with their predictors; simple and
// composite fonts with ToUnicode maps, the standard encodings and glyph names; forms within pages. What it does not: encrypted
// files, composite fonts without ToUnicode, text that is a picture, tagged reading order.
//
// It stands here because the libraries that were looked at reserve memory by numbers that the file states, follow its links without
// end, or unpack without limit.
package pdf
