package gazetteer_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph"
	"liaison/graph/extract/gazetteer"
)

// TestPropose makes new actors of names, and none of what cannot act.
func TestPropose(t *testing.T) {
	g := shippedOnly(t)
	for _, c := range []struct {
		name string
		want graph.Actor
	}{
		{"Al-Qutbi Brigade", graph.Actor{ID: "al-qutbi-brigade", Name: "Al-Qutbi Brigade", Kind: graph.KindArmedGroup}},
		{"the Harbour Pilots Union", graph.Actor{ID: "harbour-pilots-union", Name: "Harbour Pilots Union", Kind: graph.KindNGO}},
		{"Coastal People’s Party", graph.Actor{ID: "coastal-people-party", Name: "Coastal People’s Party", Kind: graph.KindParty}},
		{"Fjell Shipping AS", graph.Actor{ID: "fjell-shipping-as", Name: "Fjell Shipping AS", Kind: graph.KindCompany}},
		{"University of Lindholm", graph.Actor{ID: "university-of-lindholm", Name: "University of Lindholm", Kind: graph.KindNGO}},
		{"Banque du Midi", graph.Actor{ID: "banque-du-midi", Name: "Banque du Midi", Kind: graph.KindCompany}},
		{"Tomás Ribeiro", graph.Actor{ID: "tomas-ribeiro", Name: "Tomás Ribeiro", Kind: graph.KindPerson}},
		{"Lin Kuo-wei", graph.Actor{ID: "lin-kuo-wei", Name: "Lin Kuo-wei", Kind: graph.KindPerson}},
		{"Ghana Gold Board", graph.Actor{ID: "ghana-gold-board", Name: "Ghana Gold Board", Kind: graph.KindAgency, Country: "GHA"}},
		{"Kamyshev", graph.Actor{ID: "kamyshev", Name: "Kamyshev", Kind: graph.KindGroup}},
		{"New\nCoastal \u202eFront", graph.Actor{ID: "new-coastal-front", Name: "New Coastal Front", Kind: graph.KindArmedGroup}},
		{"Иван Петров", graph.Actor{ID: "ivan-petrov", Name: "Иван Петров", Kind: graph.KindPerson}},
		{"January", graph.Actor{}},
		{"Tuesday", graph.Actor{}},
		{"Buddhism", graph.Actor{}},
		{"Elm Avenue", graph.Actor{}},
		{"Treaty of Tordal", graph.Actor{}},
		{"Sava River", graph.Actor{}},
		{"the talks", graph.Actor{}},
		{"however", graph.Actor{}},
		{"", graph.Actor{}},
		{"12", graph.Actor{}},
	} {
		got, ok := g.Propose(c.name)
		if ok != (c.want.ID != "") {
			t.Errorf("%q: got %v %+v", c.name, ok, got)
			continue
		}
		if d := cmp.Diff(c.want, got); ok && d != "" {
			t.Errorf("%q (-want +got):\n%s", c.name, d)
		}
	}
}

// TestSlug writes names as ids; what cannot be written in Latin letters has a hash.
func TestSlug(t *testing.T) {
	for name, want := range map[string]graph.ActorID{
		"The Front": "front", "Côte d'Ivoire": "cote-divoire", "Хайят Тахрир": "khayyat-takhrir", "Straße": "strasse", "İzmir": "izmir",
		"U.S. Navy": "us-navy", "": "e3b0c442",
	} {
		if got := gazetteer.Slug(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if a, b := gazetteer.Slug("日本"), gazetteer.Slug("中国"); len(a) != 8 || a == b {
		t.Errorf("got %q and %q, want two different hashes of 8 digits", a, b)
	}
}
