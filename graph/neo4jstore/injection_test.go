package neo4jstore_test

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"liaison/graph"
	"liaison/graph/memstore"
	"liaison/graph/neo4jstore"
	"liaison/graph/storetest"
)

// hostile are texts that are something else to whoever takes them for more than text: 200 and some.
func hostile() []string {
	out := []string{
		// Cypher
		`'`, `"`, "`", `\`, `\\`, `'"`, `''`, `""`, "``", `}`, `{`, `)`, `(`, `]`, `[`, `;`, `:`, `$`, `%`, `//`, `/*`, `*/`, `--`, `#`, `|`, `&`, `*`, `?`,
		`$ids`, `$s`, `$event`, `$words`, `${event}`, `{event}`, `$0`, "$`ids`", `%s`, `%d`, `%!s(MISSING)`, `{{.}}`, `null`, `NULL`, `true`, `undefined`, `NaN`, `-1`, `0`, `1e999`,
		`RETURN 1`, `DETACH DELETE n`, `MATCH (n) DETACH DELETE n`, `CALL dbms.components()`, `LOAD CSV FROM 'file:///etc/passwd' AS x`, `CALL apoc.util.sleep(1000)`,
		`DROP INDEX liaison_denial_key`, `COOPERATE|SANCTION`, `Actor:Admin`, `n.name`, `meet`, `meet` + "\u200b", `USING PERIODIC COMMIT`, `EXPLAIN`, `PROFILE`, `CYPHER 5`,
		// escapes that some languages read
		`\u0027`, `\u0027 OR 1=1 //`, `\U00000027`, `\x27`, `\'`, `\"`, `\n`, `\t`, `\0`, `\b`, `&#39;`, `%27`, `%00`, `\u0000`, `\ud800`, `\u`, `\u00`, `\uD83D\uDE00`,
		// Lucene and regular expressions
		`*:*`, `name:anna`, `a AND b`, `a OR b`, `NOT a`, `a~2`, `a^10`, `[a TO z]`, `{a TO z}`, `"a b"~3`, `+a -b`, `a*`, `?nna`, `/a.*b/`, `(a`, `a)`, `\*`, `&&`, `||`, `!`, `AND`, `OR`, `TO`,
		`.*`, `(?i)anna`, `^$`, `(a+)+$`, `[[:alpha:]]`, `\d+`, `(?<name>x)`, `\Q\E`,
		// JSON, SQL, HTML, shells
		`{"a": 1}`, `[1, 2, {"$gt": ""}]`, `{"$where": "1"}`, `' OR '1'='1`, `1; DROP TABLE claims`, `<script>alert(1)</script>`, `<!--`, `]]>`, `${jndi:ldap://x}`, `$(id)`, "`id`", `| id`, `../../etc/passwd`, `file:///etc/passwd`,
		// Unicode
		"\u202eanna\u202c", "\u2067anna\u2069", "\u200fאנה\u200f", "آنا\u200cها", "a\u0301nna", "\u00e1nna", "e\u0301\u0301\u0301\u0301", "ﬁn", "ＡＮＮＡ", "anna\u00ad", "\ufeffanna", "\u200banna", "a\u2028b", "a\u2029b",
		"a\u0085b", "\u00a0anna\u00a0", "\u3000", "🙂", "👩\u200d👩\u200d👧\u200d👦", "🇸🇾", "𝒜𝓃𝓃𝒶", "𠮷野家", "Ⅷ", "²", "ß", "ẞ", "İ", "ı", "ǅ", "Σς", "\ufffd", "\uffff", "\U0010ffff", "\ue000", "\U000e0041", "ͅ", "\u0345\u0345", "각", "각", "กำ", "नि", "ക്\u200d",
		// What no text may be
		"\x00", "anna\x00ben", "\x01\x02", "\x7f", "\x1b[31mred", "a\nb", "a\r\nb", "a\tb", "\xff", "anna\xff", "\xffanna", "\xc0\xaf", "\xc3", "\xed\xa0\x80", "\xed\xa0\xbd\xed\xb8\x80", "\xf4\x90\x80\x80", "\xfe\xfe\xff\xff", "anna\xe2\x82",
		// Length
		"", " ", strings.Repeat("x", 127), strings.Repeat("x", 128), strings.Repeat("x", 129), strings.Repeat("ü", 128), strings.Repeat("'", 1_000), strings.Repeat("x", 1_000), strings.Repeat("y", 1_001),
		strings.Repeat("word ", 2_000), strings.Repeat("w", 10_001), strings.Repeat("🙂", 2_500), strings.Repeat("z", 40_000), strings.Repeat("a\u0301", 4_000),
	}
	for _, before := range []string{`'`, `"`, "`", `\`, `\u0027`, `'})`} {
		for _, after := range []string{` OR true //`, `}) DETACH DELETE n //`, `]-() DELETE r //`, ` RETURN 1 UNION MATCH (n) RETURN n.name //`} {
			out = append(out, before+after)
		}
	}
	return out
}

// mirrored is the store beside the reference, which has no language that a text could speak.
type mirrored struct {
	got  *neo4jstore.Store
	want *memstore.Store
}

func newMirrored(t *testing.T) mirrored {
	r := newRig(t)
	now := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	o := r.options()
	o.Clock, o.QueryTime, o.WriteTime = clock, 30*time.Second, 60*time.Second
	return mirrored{mustOpen(t, r.URI, o), memstore.New(storetest.Ontology(), memstore.Options{Clock: clock})}
}

// unlike compares answers as far as the interface promises them.
func unlike(want, got any) string {
	return gocmp.Diff(want, got, cmpopts.EquateEmpty(), cmpopts.EquateComparable(graph.When{}, graph.RecordID{}),
		gocmp.Comparer(func(a, b error) bool { return fmt.Sprint(graph.CodeOf(a), a) == fmt.Sprint(graph.CodeOf(b), b) }))
}

// record writes records to both, and compares what they say of them. It gives how many were accepted.
func (m mirrored) record(t *testing.T, records []graph.Record) (accepted int) {
	t.Helper()
	const most = 400
	for len(records) > 0 {
		part := records[:min(most, len(records))]
		records = records[len(part):]
		want, err := m.want.Append(t.Context(), graph.Batch{Records: part})
		if err != nil {
			t.Fatal(err)
		}
		got, err := m.got.Append(t.Context(), graph.Batch{Records: part})
		if err != nil {
			t.Fatalf("%d records from %+v on: %v", len(part), part[0], err)
		}
		for i := range want {
			if d := unlike(want[i], got[i]); d != "" {
				t.Errorf("what is said of %+v (-want +got)\n%s", part[i], d)
			}
			if want[i].Status == graph.Accepted {
				accepted++
			}
		}
	}
	return accepted
}

// question is one call with something hostile in it.
type question struct {
	name string
	ask  func(context.Context, graph.Sequence, graph.Store) (any, error)
}

// agree asks both, and compares. It gives how many answers there were that say something.
func (m mirrored) agree(t *testing.T, questions []question) int {
	t.Helper()
	head, err := m.want.Head(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var (
		all    sync.WaitGroup
		filled atomic.Int64
	)
	const askers = 3
	for k := range askers {
		all.Go(func() {
			for i := k; i < len(questions); i += askers {
				q := &questions[i]
				want, err := q.ask(t.Context(), head.Sequence, m.want)
				if err != nil {
					t.Errorf("%s: the reference: %v", q.name, err)
				}
				got, err := q.ask(t.Context(), head.Sequence, m.got)
				if err != nil {
					t.Errorf("%s: %v", q.name, err)
				} else if d := unlike(want, got); d != "" {
					t.Errorf("%s (-want +got)\n%s", q.name, d)
				}
				if v := reflect.ValueOf(want); v.Kind() != reflect.Slice || v.Len() > 0 {
					filled.Add(1)
				}
			}
		})
	}
	all.Wait()
	return int(filled.Load())
}

// cast makes ids of texts.
func cast[T ~string](texts ...string) []T {
	out := make([]T, len(texts))
	for i, s := range texts {
		out[i] = T(s)
	}
	return out
}

// questions puts a text into every parameter that takes one.
func questions(h string) []question {
	of := func(parameter string) string { return fmt.Sprintf("%s = %.60q", parameter, h) }
	page := func(parameter string, q graph.ClaimsQuery) question {
		return question{of(parameter), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.ClaimsPage(ctx, s, q, 0, 20)
		}}
	}
	out := []question{
		{of("actors after"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.ActorsPage(ctx, s, nil, nil, graph.ActorID(h), 3)
		}},
		{of("country"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.ActorsPage(ctx, s, nil, []string{h}, "", 20)
		}},
		{of("kind"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.ActorsPage(ctx, s, cast[graph.Kind](h), nil, "", 3)
		}},
		{of("sources after"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.SourcesPage(ctx, s, graph.SourceID(h), 3)
		}},
		{of("text of"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			text, held, err := r.Text(ctx, s, graph.SourceID(h))
			return fmt.Sprint(text, held), err
		}},
		{of("type"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return entries(ctx, r, cast[graph.RecordType](h, "actor"), s-20)
		}},
		{of("word"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			got, err := r.ClaimsPage(ctx, s, graph.ClaimsQuery{Words: []string{h}}, 0, 20)
			if !utf8.ValidString(h) {
				return nil, err // it begins no word and every word
			}
			return got, err
		}},
		page("event", graph.ClaimsQuery{Event: h}),
		page("run", graph.ClaimsQuery{Run: h}),
		page("source", graph.ClaimsQuery{Source: graph.SourceID(h)}),
		{of("filter"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			f := filterWith(h)
			// A hop is about clusters.
			return expand(ctx, r, s, f, graph.Hop{Frontier: []graph.ActorID{f.Identity.Of(graph.ActorID(h)), "y"}, Done: []graph.ActorID{"z", graph.ActorID(h + "z")}, Witnesses: true})
		}},
		{of("filter of a hop from one actor"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			f := filterWith(h)
			f.Kinds, f.Avoid, f.Identity = nil, nil, nil
			return expand(ctx, r, s, f, graph.Hop{Frontier: []graph.ActorID{"x"}})
		}},
		{of("the one actor"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return expand(ctx, r, s, &graph.Filter{}, graph.Hop{Frontier: []graph.ActorID{graph.ActorID(h)}})
		}},
		{of("among"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return expand(ctx, r, s, &graph.Filter{MinWitnesses: 1}, graph.Hop{Frontier: []graph.ActorID{graph.ActorID(h), "x", "y"}, Among: true})
		}},
		{of("line"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			f := filterWith(h)
			out, err := r.Line(ctx, s, f, graph.LineAsk{Actors: []graph.ActorID{f.Identity.Of(graph.ActorID(h)), "y"}, N: 3})
			slices.SortFunc(out.Dates, func(a, b graph.DateCount) int { return cmp.Compare(a.When.String(), b.When.String()) })
			return out, err
		}},
		{of("line to"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			f := filterWith(h)
			out, err := r.Line(ctx, s, f, graph.LineAsk{Actors: []graph.ActorID{"y"}, Peer: f.Identity.Of(graph.ActorID(h)), N: 3})
			slices.SortFunc(out.Dates, func(a, b graph.DateCount) int { return cmp.Compare(a.When.String(), b.When.String()) })
			return out, err
		}},
		{of("tie"), func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) { return tie(ctx, r, s, h) }},
		page("disputed of event", graph.ClaimsQuery{Event: h, Disputed: true, Words: []string{"they"}}),
	}
	if words := graph.Words(h); len(words) > 0 {
		out = append(out, page("words", graph.ClaimsQuery{Words: words}))
	}
	return out
}

// filterWith has a text in every list, beside what lets claims pass. Who is who and what goes back to whom is recorded, and
// so valid UTF-8.
func filterWith(h string) *graph.Filter {
	f := &graph.Filter{
		Relations: []graph.RelationID{graph.RelationID(h), "meet"}, Polarities: []graph.Polarity{graph.Polarity(h), graph.Asserted},
		Modalities: []graph.Modality{graph.Modality(h), graph.Actual}, Sources: []graph.SourceID{graph.SourceID(h), "s"},
		Kinds: []graph.Kind{graph.Kind(h), graph.KindPerson}, Avoid: []graph.ActorID{graph.ActorID(h)}, Exempt: []graph.ActorID{graph.ActorID(h)},
	}
	if utf8.ValidString(h) {
		var who graph.Verdicts
		who.Set("x", graph.ActorID(h), graph.Same)
		f.Identity = who.Identity()
		f.Origins = graph.NewOrigins(map[graph.SourceID]graph.SourceID{"s": graph.SourceID(h), graph.SourceID(h): "s"})
	}
	return f
}

// expand puts what an expansion leaves open in order.
func expand(ctx context.Context, r graph.Store, s graph.Sequence, f *graph.Filter, h graph.Hop) (any, error) {
	out, err := r.Expand(ctx, s, f, h)
	slices.SortFunc(out.Rows, func(a, b graph.Row) int {
		return cmp.Or(cmp.Compare(a.Frontier, b.Frontier), cmp.Compare(a.Peer, b.Peer))
	})
	slices.SortFunc(out.Relations, func(a, b graph.RelationCount) int { return cmp.Compare(a.Relation, b.Relation) })
	slices.SortFunc(out.Years, func(a, b graph.YearCount) int { return cmp.Compare(a.Year, b.Year) })
	return out, err
}

func tie(ctx context.Context, r graph.Store, s graph.Sequence, h string) (any, error) {
	f := filterWith(h)
	a, b := f.Identity.Of(graph.ActorID(h)), graph.ActorID("y")
	out, err := r.Ties(ctx, s, f, []graph.TieAsk{{A: min(a, b), B: max(a, b), Any: true, N: 3}, {A: "x", B: "y", FromA: true, N: 3}})
	for i := range out {
		for _, b := range []*graph.Bound{&out[i].First, &out[i].Last} {
			if b.Open || b.None {
				b.Day = 0 // it means nothing
			}
		}
	}
	return out, err
}

// entries reads what a journal must carry.
func entries(ctx context.Context, r graph.Store, types []graph.RecordType, after graph.Sequence) ([]graph.Entry, error) {
	var out []graph.Entry
	err := r.Journal(ctx, types, after, 0, func(e graph.Entry) error {
		e.Derived.Bands, e.Derived.Origin = nil, ""
		out = append(out, e)
		return nil
	})
	return out, err
}

// TestInjection: whatever stands in a field or a parameter is text: both stores say the same of every record and answer
// every question alike, and nothing of it reaches the language of the database.
func TestInjection(t *testing.T) {
	m, texts := newMirrored(t), hostile()
	if len(texts) < 200 {
		t.Fatalf("%d hostile texts are too few", len(texts))
	}
	if accepted := m.record(t, plainRecords()); accepted != len(plainRecords()) {
		t.Fatalf("%d of the plain records were accepted", accepted)
	}
	// The reference answers by going through all that is recorded, so the questions come before what they do not look at.
	var early, late []graph.Record
	for i := range texts {
		for _, r := range recordsWith(texts, i) {
			switch r.(type) {
			case *graph.Actor, *graph.Claim:
				early = append(early, r)
			default:
				late = append(late, r)
			}
		}
	}
	accepted := m.record(t, early)
	wanted := make([]question, 0, 16*len(texts))
	for _, h := range texts {
		wanted = append(wanted, questions(h)...)
	}
	if filled := m.agree(t, wanted); filled < 4*len(texts) {
		t.Errorf("%d of %d questions had an answer, which tries too little", filled, len(wanted))
	}
	if accepted += m.record(t, late); accepted < 1_000 || accepted == len(early)+len(late) {
		t.Errorf("%d of %d records were accepted, which tries too little", accepted, len(early)+len(late))
	}
	m.record(t, late[:len(late)/16]) // again: known, or refused as before
	m.agree(t, everything(texts))
	if err := m.got.Journal(t.Context(), nil, 0, 1, func(graph.Entry) error { return nil }); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// everything asks for all that is recorded, and for every text at once where a parameter is a list.
func everything(texts []string) []question {
	ids := append([]string{"x", "y", "s", "no-such-thing"}, texts...)
	return []question{
		{"the journal", func(ctx context.Context, _ graph.Sequence, r graph.Store) (any, error) {
			return entries(ctx, r, nil, 0)
		}},
		{"all actors", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.ActorsPage(ctx, s, nil, nil, "", 10_000)
		}},
		{"actors", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.Actors(ctx, s, cast[graph.ActorID](ids...))
		}},
		{"all sources", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.SourcesPage(ctx, s, "", 10_000)
		}},
		{"sources", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.Sources(ctx, s, cast[graph.SourceID](ids...))
		}},
		{"all claims", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.ClaimsPage(ctx, s, graph.ClaimsQuery{}, 0, 10_000)
		}},
		{"kinds and countries", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.ActorsPage(ctx, s, append(cast[graph.Kind](texts...), graph.KindPerson), texts, "", 10_000)
		}},
		{"degrees", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) {
			return r.Degrees(ctx, s, cast[graph.ActorID](ids...))
		}},
		{"stats", func(ctx context.Context, s graph.Sequence, r graph.Store) (any, error) { return r.Stats(ctx, s) }},
	}
}
