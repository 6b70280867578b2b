package llm

import (
	"bytes"
	"encoding/json"

	"liaison/graph"
	"liaison/graph/extract"
)

const (
	reach        = 4    // sentences that words such as "they" look back, and that come before a part for the sake of who is meant
	mostSentence = 8000 // bytes of a sentence that is sent
	mostActors   = 160  // mentions that are offered in one part
	mostCuts     = 4    // times that a part is halved because the answer was cut off
)

// chunk is a part of a text that is asked about at once: its sentences from..to-1, without those that are left out.
type chunk struct {
	from, to int
	numbers  []int // of the sentences that are sent, ascending; the model's number n is numbers[n-1]
	offered  []offer
}

// offer is a mention that the model may choose by its number, from 1.
type offer struct {
	sentence int // of the text
	extract.Mention
}

// chunks parts the sentences of a text, whole paragraphs together where they fit. Unasked counts those left out, by reason.
func (k *checker) chunks(report *Report) []*chunk {
	skip := k.leftOut(report)
	var out []*chunk
	var now *chunk
	size := 0
	for i := range k.sentences {
		s := &k.sentences[i]
		length := s.End - s.Start
		fits := now != nil && size+length <= k.c.o.ChunkBytes
		begins := i > 0 && s.Paragraph != k.sentences[i-1].Paragraph
		if fits && begins && size*2 > k.c.o.ChunkBytes && size+k.paragraph(i) > k.c.o.ChunkBytes {
			fits = false
		}
		if !fits {
			now, size = &chunk{from: i}, 0
			out = append(out, now)
		}
		now.to = i + 1
		if skip[i] == "" {
			now.numbers = append(now.numbers, i)
			size += length
		}
	}
	var kept []*chunk
	for _, ch := range out {
		switch {
		case len(ch.numbers) == 0:
		case len(kept) == k.c.o.MaxChunks:
			report.Unasked[BeyondLimit] += len(ch.numbers)
		default:
			ch.offered = k.offers(ch)
			kept = append(kept, ch)
		}
	}
	return kept
}

// paragraph is the length in bytes of the paragraph that begins with a sentence.
func (k *checker) paragraph(i int) int {
	n := 0
	for j := i; j < len(k.sentences) && k.sentences[j].Paragraph == k.sentences[i].Paragraph; j++ {
		n += k.sentences[j].End - k.sentences[j].Start
	}
	return n
}

// leftOut finds sentences that are not sent: overlong ones, and from one that speaks to a model the rest of its paragraph.
func (k *checker) leftOut(report *Report) []Reason {
	out := make([]Reason, len(k.sentences))
	for i := range k.sentences {
		s := &k.sentences[i]
		goesOn := i > 0 && out[i-1] == Instruction && k.sentences[i-1].Paragraph == s.Paragraph
		switch {
		case goesOn || k.c.words.within(k.text.Body[s.Start:s.End], instruction):
			out[i] = Instruction
			k.instructed[i] = true
		case s.End-s.Start > mostSentence:
			out[i] = Overlong
		default:
			continue
		}
		report.Unasked[out[i]]++
	}
	return out
}

// offers lists whom a part of a text and the sentences before it mention, those before it first.
func (k *checker) offers(ch *chunk) []offer {
	var out []offer
	for i := max(0, ch.from-reach); i < ch.to; i++ {
		if k.instructed[i] {
			continue
		}
		for _, m := range k.sentences[i].Mentions {
			if (m.Actor != "" || len(m.Candidates) > 0) && len(out) < mostActors {
				out = append(out, offer{i, m})
			}
		}
	}
	return out
}

// halves parts a chunk in two; nil if it has one sentence only.
func (k *checker) halves(ch *chunk) []*chunk {
	n := len(ch.numbers)
	if n < 2 {
		return nil
	}
	a := &chunk{from: ch.from, to: ch.numbers[n/2], numbers: ch.numbers[:n/2]}
	b := &chunk{from: ch.numbers[n/2], to: ch.to, numbers: ch.numbers[n/2:]}
	a.offered, b.offered = k.offers(a), k.offers(b)
	return []*chunk{a, b}
}

// question is the user message: one JSON value, so that nothing in the text can end it.
type question struct {
	Published string           `json:"published"`
	Before    []string         `json:"before"`
	Actors    []questionActor  `json:"actors"`
	Sentences []questionPhrase `json:"sentences"`
}

type questionActor struct {
	Number   int        `json:"n"`
	Sentence int        `json:"sentence"`
	Words    string     `json:"words"`
	Means    string     `json:"means"`
	Kind     graph.Kind `json:"kind,omitempty"`
}

type questionPhrase struct {
	Number int    `json:"n"`
	Text   string `json:"text"`
}

// question writes the message for a part of a text.
func (k *checker) question(ch *chunk) (string, error) {
	q := question{Published: k.text.Published, Before: []string{}, Actors: []questionActor{}}
	if q.Published == "" {
		q.Published = "unknown"
	}
	for i := max(0, ch.from-reach); i < ch.from; i++ {
		if s := k.sentences[i]; !k.instructed[i] && s.End-s.Start <= mostSentence {
			q.Before = append(q.Before, k.line(s.Start, s.End))
		}
	}
	number := map[int]int{}
	for n, i := range ch.numbers {
		number[i] = n + 1
		q.Sentences = append(q.Sentences, questionPhrase{n + 1, k.line(k.sentences[i].Start, k.sentences[i].End)})
	}
	for n, o := range ch.offered {
		q.Actors = append(q.Actors, questionActor{n + 1, number[o.sentence], k.line(o.Start, o.End), k.c.means(&o.Mention), k.c.kind(&o.Mention)})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(q); err != nil {
		return "", err
	}
	return b.String(), nil
}

// line gives words of the text with one blank for white space.
func (k *checker) line(start, end int) string { return oneLine(k.text.Body[start:end]) }
