package exchange

import (
	"strconv"
	"time"
	"unicode/utf8"

	"liaison/graph"
)

// AppendEntry appends the line of an entry, its end included. The bytes depend on the entry alone, not on the store:
// fields in a fixed order, empty ones left out, times in UTC with microseconds.
func AppendEntry(dst []byte, e graph.Entry) []byte {
	o := object{append(append(dst, `{"type":"`...), e.Record.Type()...)}
	o.b = append(o.b, `","sequence":`...)
	o.b = strconv.AppendUint(o.b, uint64(e.Sequence), 10)
	o.b = appendTime(append(o.b, `,"recorded":`...), e.Recorded)
	switch r := e.Record.(type) {
	case *graph.Actor:
		o.actor(r)
	case *graph.Source:
		o.source(r)
	case *graph.Claim:
		o.claim(e.ID, r)
	case *graph.Retraction:
		o.id("claim", r.Claim)
		o.text("run", r.Run)
		o.decision(r.Reason, r.By, r.At)
	case *graph.Judgement:
		o.text("a", string(r.A))
		o.text("b", string(r.B))
		o.text("verdict", string(r.Verdict))
		o.decision(r.Reason, r.By, r.At)
	case *graph.Dispute:
		o.text("topic", r.Topic)
		o.text("kind", r.Kind)
		o.ids("side_a", r.SideA)
		o.ids("side_b", r.SideB)
		o.decision(r.Reason, r.By, r.At)
	case *graph.Evidence:
		o.id("claim", r.Claim)
		o.quotes(r.Quotes)
	case *graph.Relay:
		o.text("source", string(r.Source))
		o.text("relays", string(r.Relays))
		if r.Similarity != 0 {
			o.number("similarity", r.Similarity)
		}
		o.decision(r.Reason, r.By, r.At)
	case *graph.Proposal:
		o.claim(e.ID, &r.Claim)
		o.proposal(r)
	case *graph.Review:
		o.id("proposal", r.Proposal)
		o.text("decision", string(r.Decision))
		o.id("claim", r.Claim)
		o.decision(r.Reason, r.By, r.At)
	}
	return append(o.b, "}\n"...)
}

func (o *object) actor(a *graph.Actor) {
	o.text("id", string(a.ID))
	o.text("name", a.Name)
	o.text("kind", string(a.Kind))
	texts(o, "aliases", a.Aliases)
	o.text("country", a.Country)
	texts(o, "codes", a.Codes)
	o.text("valid", a.Valid)
	o.text("description", a.Description)
}

func (o *object) source(s *graph.Source) {
	o.text("id", string(s.ID))
	o.text("publisher", s.Publisher)
	o.text("title", s.Title)
	o.text("url", s.URL)
	o.text("published", s.Published)
	o.text("language", s.Language)
	o.text("kind", s.Kind)
	o.text("relays", string(s.Relays))
	if s.Summary {
		o.b = append(o.b, `,"summary":true`...)
	}
	o.text("text", s.Text)
}

func (o *object) claim(id graph.ClaimID, c *graph.Claim) {
	o.id("id", id)
	o.text("source", string(c.Source))
	o.text("subject", string(c.Subject))
	o.text("relation", string(c.Relation))
	o.text("object", string(c.Object))
	o.text("when", c.When.String())
	o.text("when_basis", string(c.WhenBasis))
	o.text("when_text", c.WhenText)
	o.text("polarity", string(c.Polarity))
	o.text("modality", string(c.Modality))
	o.text("attribution", c.Attribution)
	o.number("confidence", c.Confidence)
	o.text("statement", c.Statement)
	o.quotes(c.Evidence)
	texts(o, "third_parties", c.Third)
	o.text("place", string(c.Place))
	o.text("event", c.Event)
	o.text("relays", string(c.Relays))
	o.id("revises", c.Revises)
	if m := c.MadeBy; m != (graph.MadeBy{}) {
		o.b = append(o.b, `,"made_by":{`...)
		in := object{o.b}
		in.text("kind", m.Kind)
		in.text("name", m.Name)
		in.text("version", m.Version)
		in.text("run", m.Run)
		o.b = append(in.b, '}')
	}
}

func (o *object) proposal(p *graph.Proposal) {
	o.named("subject_as", p.Subject)
	o.named("object_as", p.Object)
	if len(p.Actors) > 0 {
		o.name("actors")
		o.b = append(o.b, '[')
		for i := range p.Actors {
			if i > 0 {
				o.b = append(o.b, ',')
			}
			in := object{append(o.b, '{')}
			in.actor(&p.Actors[i])
			o.b = append(in.b, '}')
		}
		o.b = append(o.b, ']')
	}
	o.number("score", p.Score)
	texts(o, "rules", p.Rules)
}

func (o *object) named(name string, n graph.Named) {
	if n.Text == "" && len(n.Candidates) == 0 {
		return
	}
	o.name(name)
	in := object{append(o.b, '{')}
	in.quote(n.Quote)
	texts(&in, "candidates", n.Candidates)
	o.b = append(in.b, '}')
}

// object appends members after those that are there. After a bracket the comma is left out.
type object struct{ b []byte }

func (o *object) name(name string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = append(append(append(o.b, '"'), name...), `":`...)
}

func (o *object) text(name, value string) {
	if value != "" {
		o.name(name)
		o.b = appendText(o.b, value)
	}
}

func (o *object) number(name string, n int) {
	o.name(name)
	o.b = strconv.AppendInt(o.b, int64(n), 10)
}

func (o *object) id(name string, id graph.RecordID) {
	if !id.IsZero() {
		o.text(name, id.String())
	}
}

func (o *object) ids(name string, ids []graph.ClaimID) {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = id.String()
	}
	texts(o, name, list)
}

func texts[T ~string](o *object, name string, list []T) {
	if len(list) == 0 {
		return
	}
	o.name(name)
	o.b = append(o.b, '[')
	for i, s := range list {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = appendText(o.b, string(s))
	}
	o.b = append(o.b, ']')
}

func (o *object) quotes(list []graph.Quote) {
	if len(list) == 0 {
		return
	}
	o.name("evidence")
	o.b = append(o.b, '[')
	for i, q := range list {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		in := object{append(o.b, '{')}
		in.quote(q)
		o.b = append(in.b, '}')
	}
	o.b = append(o.b, ']')
}

func (o *object) quote(q graph.Quote) {
	o.text("quote", q.Text)
	if q.Start != 0 || q.End != 0 {
		o.number("start", q.Start)
		o.number("end", q.End)
	}
}

func (o *object) decision(reason, by, at string) {
	o.text("reason", reason)
	o.text("by", by)
	o.text("at", at)
}

func appendTime(dst []byte, t time.Time) []byte {
	dst = append(dst, '"')
	dst = t.UTC().AppendFormat(dst, "2006-01-02T15:04:05.000000Z")
	return append(dst, '"')
}

// appendText writes a text as JSON. Besides what must be escaped it escapes the line ends of Unicode (U+0085, U+2028,
// U+2029), at which some readers of lines would break.
func appendText(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r != '\u0085' && r != '\u2028' && r != '\u2029' {
				i += n
				continue
			}
			dst = append(dst, s[from:i]...)
			dst = append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
			i += n
			from = i
			continue
		}
		dst = append(dst, s[from:i]...)
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		from = i
	}
	return append(append(dst, s[from:]...), '"')
}
