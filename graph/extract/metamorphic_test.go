package extract_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/ontology"
)

// told is what a proposal claims, for comparison.
type told struct {
	Subject, Relation, Object string
	Polarity                  graph.Polarity
	Modality                  graph.Modality
}

func tell(t *testing.T, body string) []told {
	t.Helper()
	var out []told
	for _, p := range read(t, extract.Text{Body: body, Language: "en"}) {
		out = append(out, told{string(p.Claim.Subject), string(p.Claim.Relation), string(p.Claim.Object), p.Claim.Polarity, p.Claim.Modality})
	}
	slices.SortFunc(out, func(a, b told) int {
		return strings.Compare(a.Subject+a.Object+a.Relation, b.Subject+b.Object+b.Relation)
	})
	return out
}

// plain are sentences of several types that the changes below are made to.
var plain = []struct{ subject, past, participle, object string }{
	{"France", "attacked", "attacked", "Mali"},
	{"Norway", "praised", "praised", "Chad"},
	{"Turkey", "shelled", "shelled", "Armenia"},
	{"Kenya", "accused", "accused", "Sudan"},
	{"India", "criticized", "criticized", "China"},
	{"Iran", "threatened", "threatened", "Japan"},
	{"Egypt", "recognised", "recognised", "Kosovo"},
	{"Brazil", "invaded", "invaded", "Peru"},
}

func TestSwappedActorsSwapEnds(t *testing.T) {
	for _, s := range plain {
		a, b := tell(t, s.subject+" "+s.past+" "+s.object+"."), tell(t, s.object+" "+s.past+" "+s.subject+".")
		if len(a) != 1 || len(b) != 1 {
			t.Errorf("%v: got %d and %d claims, want one each", s, len(a), len(b))
			continue
		}
		want := a[0]
		want.Subject, want.Object = want.Object, want.Subject
		if diff := cmp.Diff(want, b[0]); diff != "" {
			t.Errorf("%v with ends swapped (-want +got):\n%s", s, diff)
		}
	}
}

func TestPassiveTellsTheSame(t *testing.T) {
	for _, s := range plain {
		same(t, s.subject+" "+s.past+" "+s.object+".", s.object+" was "+s.participle+" by "+s.subject+".")
	}
}

func TestOfficialsSayingSoTellsTheSame(t *testing.T) {
	for _, s := range plain {
		clause := s.subject + " " + s.past + " " + s.object
		same(t, clause+".", clause+", officials said Tuesday.")
		same(t, clause+".", "Officials said on Tuesday that "+clause+".")
	}
}

func TestNotDenies(t *testing.T) {
	for _, s := range plain {
		want := tell(t, s.object+" was "+s.participle+" by "+s.subject+".")
		got := tell(t, s.object+" was not "+s.participle+" by "+s.subject+".")
		for i := range want {
			want[i].Polarity = graph.Denied
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v denied (-want +got):\n%s", s, diff)
		}
	}
}

func TestOneMoreActorIsOneMoreClaim(t *testing.T) {
	for _, s := range plain {
		want := append(tell(t, s.subject+" "+s.past+" "+s.object+"."), tell(t, "Austria "+s.past+" "+s.object+".")...)
		slices.SortFunc(want, func(a, b told) int { return strings.Compare(a.Subject, b.Subject) })
		if diff := cmp.Diff(want, tell(t, s.subject+" and Austria "+s.past+" "+s.object+".")); diff != "" {
			t.Errorf("%v with Austria beside the subject (-want +got):\n%s", s, diff)
		}
		want = append(tell(t, s.subject+" "+s.past+" "+s.object+"."), tell(t, s.subject+" "+s.past+" Austria.")...)
		slices.SortFunc(want, func(a, b told) int { return strings.Compare(a.Object, b.Object) })
		got := tell(t, s.subject+" "+s.past+" "+s.object+" and Austria.")
		slices.SortFunc(got, func(a, b told) int { return strings.Compare(a.Object, b.Object) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v with Austria beside the object (-want +got):\n%s", s, diff)
		}
	}
}

func same(t *testing.T, a, b string) {
	t.Helper()
	want, got := tell(t, a), tell(t, b)
	if len(want) != 1 {
		t.Errorf("%q: got %d claims, want one", a, len(want))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q and %q should tell the same (-first +second):\n%s", a, b, diff)
	}
}

// TestKnownActorsComeFirst gives the reader an actor of a store.
func TestKnownActorsComeFirst(t *testing.T) {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	mine := graph.Actor{ID: "x-blue-lake-front", Name: "Blue Lake Front", Kind: graph.KindArmedGroup, Aliases: []string{"BLF"}}
	r, err := extract.New(extract.Options{Ontology: o, Actors: func(yield func(graph.Actor) bool) { yield(mine) }})
	if err != nil {
		t.Fatal(err)
	}
	out, err := r.Read(t.Context(), extract.Text{Body: "The Blue Lake Front attacked Chad. Sudan praised the BLF.", Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) != 2 || out[0].Claim.Subject != mine.ID || out[0].Subject.New != nil || out[1].Claim.Object != mine.ID {
		t.Errorf("got %+v, want two claims about %s, which is known", out, mine.ID)
	}
}
