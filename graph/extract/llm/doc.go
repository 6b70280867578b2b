// Package llm reads texts with a language model, as an option beside the rules of package extract. The model is behind any endpoint
// that speaks OpenAI's chat completions, on this machine or elsewhere.
//
// Nothing that a model says is taken on trust. It is shown numbered sentences and a numbered list of the actors that the rules found,
// and answers with relations of the ontology, numbers, and words of the text. Offsets, dates and scores are worked out here:
//
//	quote        found in the text near the sentence named, byte by byte; the bytes of the text are kept, not the model's
//	both ends    named in the quote or its sentence, or meant there by words such as "they" for somebody named before
//	relation     of the ontology, not deprecated, and fitting the kinds of both ends
//	date         the words found near the quote, then read by package dates; the model gives no date
//	attribution  the words found near the quote
//	the rest     polarity and modality from their closed lists
//
// A claim that fails is dropped and counted with its reason (Report). A quote that is there does not prove that it says what is
// claimed, so scores stay modest unless the rules found the same claim; see Merge.
//
// The text is sent as a JSON value, and paragraphs that speak to a model ("ignore all previous instructions") are not sent.
package llm

// Version is the version of prompt and checks; it is part of every proposal's MadeBy.
const Version = "1"
