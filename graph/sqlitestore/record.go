package sqlitestore

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"zombiezen.com/go/sqlite"

	"liaison/graph"
	"liaison/graph/index"
)

// record writes entries into the tables, and notes what the index has to be told when they are committed.
func (w *writer) record(entries []graph.Entry) error {
	for i := range entries {
		e := &entries[i]
		if err := w.recordMoment(e); err != nil {
			return err
		}
		if e.Record.Type() != graph.TypeClaim {
			if err := w.c.exec(`INSERT INTO entry (sequence, type, id) VALUES (?, ?, ?)`, e.Sequence, string(e.Record.Type()), e.ID); err != nil {
				return err
			}
		}
		if err := w.recordOne(e); err != nil {
			return fmt.Errorf("record %d: %w", e.Sequence, err)
		}
		if err := w.recordDerived(e); err != nil {
			return fmt.Errorf("record %d: %w", e.Sequence, err)
		}
	}
	return nil
}

// recordMoment keeps the time of an entry, unless it follows from the row before.
func (w *writer) recordMoment(e *graph.Entry) error {
	m := w.moment
	if m.Sequence > 0 && e.Recorded.Equal(m.Recorded.Add(time.Duration(e.Sequence-m.Sequence)*time.Microsecond)) {
		return nil
	}
	w.moment = graph.AsOf{Sequence: e.Sequence, Recorded: e.Recorded}
	return w.c.exec(`INSERT INTO moment (sequence, recorded) VALUES (?, ?)`, e.Sequence, e.Recorded.UnixMicro())
}

func (w *writer) recordOne(e *graph.Entry) error {
	switch r := e.Record.(type) {
	case *graph.Claim:
		return w.recordClaim(e, r)
	case *graph.Actor:
		return w.recordActor(e.Sequence, r)
	case *graph.Source:
		return w.recordSource(e, r)
	case *graph.Relay:
		return w.recordRelay(e.Sequence, r)
	case *graph.Evidence:
		return w.recordEvidence(e.Sequence, r)
	case *graph.Proposal:
		return w.recordProposal(e.Sequence, r)
	case *graph.Review:
		return w.recordReview(e.Sequence, r)
	case *graph.Retraction:
		var claim any
		if !r.Claim.IsZero() {
			claim = r.Claim
		}
		return w.c.exec(`INSERT INTO retraction (sequence, claim, run, reason, by, at) VALUES (?, ?, ?, ?, ?, ?)`,
			e.Sequence, claim, r.Run, r.Reason, r.By, r.At)
	case *graph.Judgement:
		return w.c.exec(`INSERT INTO judgement (sequence, a, b, verdict, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			e.Sequence, string(r.A), string(r.B), string(r.Verdict), r.Reason, r.By, r.At)
	case *graph.Dispute:
		return w.c.exec(`INSERT INTO dispute (sequence, topic, kind, side_a, side_b, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			e.Sequence, r.Topic, r.Kind, listText(r.SideA), listText(r.SideB), r.Reason, r.By, r.At)
	}
	return fmt.Errorf("sqlitestore: a record of type %T", e.Record)
}

// listText writes a list as JSON; null where it is empty.
func listText[T any](list []T) any {
	if len(list) == 0 {
		if _, ids := any(list).([]graph.ClaimID); ids {
			return "[]"
		}
		return nil
	}
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // texts and ids can always be written
	}
	return string(b)
}

func (w *writer) recordActor(seq graph.Sequence, a *graph.Actor) error {
	number, known := w.actor(a.ID)
	if known {
		w.pending.kinds = append(w.pending.kinds, newKind{number, a.Kind, seq})
	} else {
		number = w.pending.addActor(a.ID, a.Kind, seq)
		if err := w.c.exec(`INSERT INTO actor (number, id, first) VALUES (?, ?, ?)`, number, string(a.ID), seq); err != nil {
			return err
		}
	}
	return w.c.exec(`INSERT INTO actor_version (sequence, actor, name, kind, country, valid, description, aliases, codes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		seq, number, a.Name, string(a.Kind), a.Country, a.Valid, a.Description, listText(a.Aliases), listText(a.Codes))
}

func (w *writer) recordSource(e *graph.Entry, r *graph.Source) error {
	source, err := w.source(r.ID)
	if err != nil {
		return err
	}
	relays, err := w.sourceOrNone(r.Relays)
	if err != nil {
		return err
	}
	err = w.c.exec(`UPDATE source SET first = iif(first = 0, ?1, first), held = held OR ?2, published = ?3, relaying = iif(judged AND ?4 IS NULL, relaying, ?4), judged = judged AND ?4 IS NULL WHERE number = ?5`,
		e.Sequence, r.Text != "", r.Published, relays, source)
	if err != nil {
		return err
	}
	err = w.c.exec(`INSERT INTO source_version (sequence, source, publisher, title, url, published, language, kind, relays, summary, texted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Sequence, source, r.Publisher, r.Title, r.URL, r.Published, r.Language, r.Kind, relays, r.Summary, r.Text != "")
	if err != nil || r.Text == "" {
		return err
	}
	if err := w.c.exec(`INSERT OR IGNORE INTO text (source, sequence, body) VALUES (?, ?, ?)`, source, e.Sequence, r.Text); err != nil {
		return err
	}
	for _, key := range e.Derived.Bands {
		if err := w.c.exec(`INSERT OR IGNORE INTO band (key, source) VALUES (?, ?)`, int64(key), source); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) recordRelay(seq graph.Sequence, r *graph.Relay) error {
	source, err := w.source(r.Source)
	if err != nil {
		return err
	}
	relays, err := w.sourceOrNone(r.Relays)
	if err != nil {
		return err
	}
	if err := w.c.exec(`UPDATE source SET relaying = ?, judged = 1 WHERE number = ?`, relays, source); err != nil {
		return err
	}
	return w.c.exec(`INSERT INTO relay (sequence, source, relays, similarity, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		seq, source, relays, r.Similarity, r.Reason, r.By, r.At)
}

const insertClaim = `INSERT INTO claim (sequence, id, subject, relation, object, day, marks, provenance) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`

func (w *writer) recordClaim(e *graph.Entry, c *graph.Claim) error {
	provenance, err := w.provenance(c, e.Derived.Origin)
	if err != nil {
		return err
	}
	subject, _ := w.actor(c.Subject) // Admit made sure that the actors and the relation are there
	object, _ := w.actor(c.Object)
	relation, _ := w.s.ontology.Index(c.Relation)
	flags := index.Flags(c.Polarity, c.Modality, c.WhenBasis, len(c.Evidence) > 0)
	day, dated := c.When.First()
	dated = dated && c.When == graph.ExactDay(day)

	if w.insert == nil {
		if w.insert, _, err = w.c.PrepareTransient(insertClaim); err != nil {
			return err
		}
	}
	st := w.insert
	st.BindInt64(1, int64(e.Sequence))
	st.BindBytes(2, e.ID[:])
	st.BindInt64(3, int64(subject))
	st.BindInt64(4, int64(w.s.numbers.number[relation]))
	st.BindInt64(5, int64(object))
	if dated {
		st.BindInt64(6, int64(day))
	} else {
		st.BindNull(6)
	}
	st.BindInt64(7, int64(flags)<<7|int64(c.Confidence))
	st.BindInt64(8, int64(provenance))
	if _, err := st.Step(); err != nil {
		_ = st.Reset()
		return err
	}
	if err := st.Reset(); err != nil {
		return err
	}
	w.sequences[e.ID] = e.Sequence
	w.pending.claims = append(w.pending.claims, index.Claim{
		ID: e.ID, Sequence: e.Sequence, Subject: subject, Object: object, Relation: uint16(relation), Confidence: uint8(c.Confidence),
		Flags: flags, Provenance: provenance, When: c.When,
	})
	if !dated && !c.When.IsZero() {
		var stamp any
		if d, ok := c.When.Stamped(); ok {
			stamp = int(d)
		}
		if err := w.c.exec(`INSERT INTO dating (claim, edtf, stamp) VALUES (?, ?, ?)`, e.Sequence, c.When.String(), stamp); err != nil {
			return err
		}
	}
	return w.recordWording(e.Sequence, c)
}

func (w *writer) recordWording(seq graph.Sequence, c *graph.Claim) error {
	if c.Statement != "" || c.Attribution != "" || c.WhenText != "" || c.Event != "" || c.Place != "" || len(c.Third) > 0 || !c.Revises.IsZero() {
		var place, revises any
		if c.Place != "" {
			place, _ = w.actor(c.Place)
		}
		if !c.Revises.IsZero() {
			revises = c.Revises
		}
		err := w.c.exec(`INSERT INTO wording (claim, statement, attribution, when_text, event, place, third, revises) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			seq, c.Statement, c.Attribution, c.WhenText, c.Event, place, listText(c.Third), revises)
		if err != nil {
			return err
		}
	}
	if err := w.recordQuotes(seq, seq, 0, c.Evidence); err != nil {
		return err
	}
	return w.recordWords(`INSERT INTO words (rowid, body) VALUES (?, ?)`, seq, c.Statement, c.Evidence)
}

func (w *writer) recordQuotes(claim, entry graph.Sequence, place int, quotes []graph.Quote) error {
	for i, q := range quotes {
		err := w.c.exec(`INSERT INTO quote (claim, place, entry, body, start, end) VALUES (?, ?, ?, ?, ?, ?)`, claim, place+i, entry, q.Text, q.Start, q.End)
		if err != nil {
			return err
		}
	}
	return nil
}

// recordWords writes the folded words that a search for claims finds.
func (w *writer) recordWords(query string, entry graph.Sequence, statement string, quotes []graph.Quote) error {
	words := graph.Words(statement)
	for _, q := range quotes {
		words = append(words, graph.Words(q.Text)...)
	}
	if len(words) == 0 {
		return nil
	}
	return w.c.exec(query, entry, strings.Join(words, " "))
}

func (w *writer) recordEvidence(seq graph.Sequence, r *graph.Evidence) error {
	claim, err := w.claim(r.Claim)
	if err != nil {
		return err
	}
	if err := w.c.exec(`INSERT INTO evidence (sequence, claim) VALUES (?, ?)`, seq, claim); err != nil {
		return err
	}
	place, err := w.c.number(`SELECT count(*) FROM quote WHERE claim = ?`, claim)
	if err != nil {
		return err
	}
	if place == 0 {
		w.pending.quoted = append(w.pending.quoted, since{claim, seq})
	}
	if err := w.recordQuotes(claim, seq, int(place), r.Quotes); err != nil {
		return err
	}
	// All words again, so that a claim whose words came at different times is found by any two of them.
	var statement string
	if _, err := w.c.row(`SELECT statement FROM wording WHERE claim = ?`, func(st *sqlite.Stmt) { statement = st.ColumnText(0) }, claim); err != nil {
		return err
	}
	var quotes []graph.Quote
	err = w.c.rows(`SELECT body FROM quote WHERE claim = ? ORDER BY place`, func(st *sqlite.Stmt) error {
		quotes = append(quotes, graph.Quote{Text: st.ColumnText(0)})
		return nil
	}, claim)
	if err != nil {
		return err
	}
	return w.recordWords(`INSERT INTO words_added (rowid, body) VALUES (?, ?)`, seq, statement, quotes)
}

// recordDerived writes what the entry decided besides itself.
func (w *writer) recordDerived(e *graph.Entry) error {
	for _, id := range e.Derived.Withdraws {
		claim, err := w.claim(id)
		if err != nil {
			return err
		}
		if err := w.c.exec(`INSERT INTO withdrawal (sequence, claim) VALUES (?, ?)`, e.Sequence, claim); err != nil {
			return err
		}
		w.pending.withdrawn = append(w.pending.withdrawn, since{claim, e.Sequence})
	}
	for i, p := range e.Derived.Disputes {
		a, err := w.claim(p.A)
		if err != nil {
			return err
		}
		b, err := w.claim(p.B)
		if err != nil {
			return err
		}
		if err := w.c.exec(`INSERT INTO pair (sequence, place, a, b, rule, open) VALUES (?, ?, ?, ?, ?, ?)`, e.Sequence, i, a, b, p.Rule, p.Open); err != nil {
			return err
		}
		w.pending.pairs = append(w.pending.pairs, newPair{a, b, p.Open, e.Sequence})
	}
	for i, m := range e.Derived.Moves {
		source, err := w.source(m.Source)
		if err != nil {
			return err
		}
		origin, err := w.source(m.Origin)
		if err != nil {
			return err
		}
		if err := w.c.exec(`INSERT INTO move (sequence, place, source, origin) VALUES (?, ?, ?, ?)`, e.Sequence, i, source, origin); err != nil {
			return err
		}
	}
	return nil
}
