package neo4jstore

import (
	"fmt"

	"liaison/graph"
)

// decodeWhen reads a date, stamp included.
func decodeWhen(p props) (graph.When, error) {
	text := p.text("when")
	if text == "" {
		return graph.When{}, nil
	}
	w, err := graph.ParseWhen(text)
	if err != nil {
		return w, fmt.Errorf("the date of claim %s: %w", p.text("id"), err)
	}
	if p.has("stamp") {
		w = w.Stamp(p.day("stamp"))
	}
	return w, nil
}

func decodeQuotes(p props) []graph.Quote {
	texts, starts, ends := p.texts("quotes"), p.ints("quote_starts"), p.ints("quote_ends")
	if len(texts) == 0 {
		return nil
	}
	out := make([]graph.Quote, len(texts))
	for i := range texts {
		out[i].Text = texts[i]
		if i < len(starts) && i < len(ends) {
			out[i].Start, out[i].End = starts[i], ends[i]
		}
	}
	return out
}

func decodeActor(p props) graph.Actor {
	return graph.Actor{
		ID: graph.ActorID(p.text("actor")), Name: p.text("name"), Kind: graph.Kind(p.text("kind")), Aliases: p.texts("aliases"),
		Country: p.text("country"), Codes: p.texts("codes"), Valid: p.text("valid"), Description: p.text("description"),
	}
}

// decodeSource reads a version of a source, all but the text.
func decodeSource(p props) graph.Source {
	return graph.Source{
		ID: graph.SourceID(p.text("source")), Publisher: p.text("publisher"), Title: p.text("title"), URL: p.text("url"),
		Published: p.text("published"), Language: p.text("language"), Kind: p.text("kind"), Relays: graph.SourceID(p.text("relays")),
		Summary: p.bool("summary"),
	}
}

// decodeRecord reads the record of a log node; a source lacks its text. It is nil for labels of no record, and for one
// that cannot be read.
func decodeRecord(labels []string, p props) graph.Record {
	for _, label := range labels {
		switch label {
		case "ActorVersion":
			a := decodeActor(p)
			return &a
		case "SourceVersion":
			s := decodeSource(p)
			return &s
		case "Relay":
			return &graph.Relay{
				Source: graph.SourceID(p.text("source")), Relays: graph.SourceID(p.text("relays")), Similarity: p.int("similarity"),
				Reason: p.text("reason"), By: p.text("by"), At: p.text("at"),
			}
		case "Retraction":
			return &graph.Retraction{Claim: parseID(p.text("claim")), Run: p.text("run"), Reason: p.text("reason"), By: p.text("by"), At: p.text("at")}
		case "Judgement":
			return &graph.Judgement{
				A: graph.ActorID(p.text("a")), B: graph.ActorID(p.text("b")), Verdict: graph.Verdict(p.text("verdict")),
				Reason: p.text("reason"), By: p.text("by"), At: p.text("at"),
			}
		case "Dispute":
			return &graph.Dispute{
				Topic: p.text("topic"), Kind: p.text("kind"), SideA: parseIDs(p.texts("side_a")), SideB: parseIDs(p.texts("side_b")),
				Reason: p.text("reason"), By: p.text("by"), At: p.text("at"),
			}
		case "Proposal":
			if out, err := graph.ParseProposal([]byte(p.text("body"))); err == nil {
				return out
			}
		case "Review":
			return decodeReview(p)
		case "Evidence":
			return &graph.Evidence{Claim: parseID(p.text("claim")), Quotes: decodeQuotes(p)}
		}
	}
	return nil
}

// labelOf gives the label of the log nodes of a type of record; claims have none.
func labelOf(t graph.RecordType) string {
	switch t {
	case graph.TypeActor:
		return "ActorVersion"
	case graph.TypeSource:
		return "SourceVersion"
	case graph.TypeRelay:
		return "Relay"
	case graph.TypeRetraction:
		return "Retraction"
	case graph.TypeJudgement:
		return "Judgement"
	case graph.TypeDispute:
		return "Dispute"
	case graph.TypeEvidence:
		return "Evidence"
	case graph.TypeProposal:
		return "Proposal"
	case graph.TypeReview:
		return "Review"
	}
	return ""
}

func parseIDs(texts []string) []graph.ClaimID {
	if len(texts) == 0 {
		return nil
	}
	out := make([]graph.ClaimID, len(texts))
	for i, t := range texts {
		out[i] = parseID(t)
	}
	return out
}
