// Package document reads what people have (files, pages, mails, folders of them) into the plain text that becomes the text
// of a source, with what is stated about where it comes from.
//
//	plain text   as it is
//	Markdown     without its marks: links become their words, code and pictures are left out
//	HTML         the main content; scripts are never run, and neither they nor styles reach the text
//	PDF          the text of its pages, where there is any
//	mail (.eml)  the best body, with From, Subject and Date as publisher, title and publication date
//	saved page   (.mhtml) as the page that it is
//	Word (.docx) paragraphs, notes at the end
//	NDJSON       a document a line; a folder or an archive of texts: see Folder and Lines
//
// # The text
//
// Offsets of quotes refer to Document.Text and to nothing else. It is valid UTF-8, at most MaxText bytes, not empty. Its bytes
// are those of the input but for this: line ends become "\n", a byte order mark is dropped, other character sets than UTF-8
// are converted, and control characters other than tab and line end become blanks. Unicode normal forms stay as they are.
// Reading the same bytes again gives the same text.
//
// # Limits
//
// At most MaxInput bytes are read. What is packed (docx, PDF) may unpack to Limits of the format and no further; nesting is
// bounded everywhere; a Context ends the work. An input that cannot be read gives an *Error that says why.
package document
