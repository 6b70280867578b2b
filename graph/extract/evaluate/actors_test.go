package evaluate_test

import (
	"testing"

	"liaison/graph"
	"liaison/graph/extract"
	"liaison/graph/extract/evaluate"
)

func TestPhrases(t *testing.T) {
	for _, test := range []struct {
		a, b        string
		same, alike bool
	}{
		{"the United States", "United States", true, true},
		{"the U.S.", "US", true, true},
		{"U.S. officials", "US officials", true, true},
		{"Côte d'Ivoire", "Cote d’Ivoire", true, true},
		{"Israel's army", "Israel army", true, true},
		{"Россия", "РОССИЯ", true, true},
		{"the rebels", "Libyan rebels", false, true},
		{"rebel", "the rebels", false, true},
		{"rebels in the east", "the eastern rebels", false, false},
		{"Lavrov", "Foreign Minister Sergei Lavrov", false, true},
		{"Foreign Minister Lavrov", "Foreign Minister Kuleba", false, false},
		{"the president of France", "the president of Mali", false, false},
		{"the president", "the president of Mali", false, true},
		{"the Bank of England", "the Bank", false, true},
		{"England", "the Bank of England", false, false},
		{"a former colonel", "a former colonel known as Abu Layth", false, true},
		{"Russian troops", "Ukrainian troops", false, false},
		{"Israeli", "Israeli troops", false, true},
		{"Islamic", "Islamic State", false, false},
		{"Syria", "Syrian Democratic Forces", false, false},
		{"the army", "the army, which had shelled the town before", false, true},
		{"the army", "the army of the north which had shelled the town for many long weeks before", false, false},
		{"", "the army", false, false},
		{"", "", false, false},
		{"the", "the", false, false},
	} {
		for _, swap := range []bool{false, true} {
			a, b := test.a, test.b
			if swap {
				a, b = b, a
			}
			if same, alike := evaluate.Alike(a, b); same != test.same || alike != test.alike {
				t.Errorf("%q, %q: got same %v, alike %v, want %v, %v", a, b, same, alike, test.same, test.alike)
			}
		}
	}
}

// Ends of proposals against the source of one gold claim: Libya shells Mali.
func TestWhoIsWho(t *testing.T) {
	const body = "Tripoli shelled Mali. The Chadian rebels and the Libyan rebels fled. The president rejoiced."
	line := oneLine(`{"id":"own:who","text":"` + body + `","actors":[
{"key":"libya-gov","names":["Tripoli","the government of Muammar Gaddafi"],"code":"LBY","kind":"government"},
{"key":"mali","names":["Mali"],"code":"MLI","kind":"state"},
{"key":"rebels","names":["the Libyan rebels"],"code":"LBY","kind":"armed-group"},
{"key":"president","names":["The president"],"code":"TCD","kind":"person"}],
"events":[{"source":{"actor":"libya-gov","text":"they"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","quote":"Tripoli shelled Mali"}]}`)
	docs := gold(t, line)
	known := func(id, text string, via extract.Via) extract.Mention {
		return extract.Mention{Text: text, Actor: graph.ActorID(id), Via: via}
	}
	fresh := func(text, name, country string, kind graph.Kind, via extract.Via) extract.Mention {
		return extract.Mention{Text: text, Via: via, New: &graph.Actor{Name: name, Country: country, Kind: kind}}
	}
	for _, test := range []struct {
		what            string
		subject         extract.Mention
		strict, lenient bool
	}{
		{"a name of it", known("", "Tripoli", extract.ByMetonym), true, true},
		{"another name of it", known("", "government of Muammar Gaddafi", extract.ByName), true, true},
		{"the known state", known("libya", "it", extract.ByPronoun), true, true},
		{"a pronoun taken for a shipped actor", fresh("it", "Libya", "LBY", graph.KindState, extract.ByPronoun), true, true},
		{"its key, which means nothing outside", known("libya-gov", "", extract.ByImplied), false, false},
		{"a pronoun that was taken for nobody", known("", "they", extract.ByPronoun), false, false},
		{"a pronoun that was taken for it", fresh("they", "Tripoli", "", "", extract.ByPronoun), true, true},
		{"a pronoun that was taken for another", fresh("they", "the Libyan rebels", "LBY", graph.KindArmedGroup, extract.ByPronoun), false, false},
		{"an agency of the country", fresh("the air force", "Libyan air force", "LBY", graph.KindAgency, extract.ByName), false, true},
		{"an armed group of the country", fresh("the Benghazi men", "the Benghazi men", "LBY", graph.KindArmedGroup, extract.ByName), false, false},
		{"another actor of the text", fresh("the Libyan rebels", "the Libyan rebels", "LBY", graph.KindArmedGroup, extract.ByName), false, false},
		{"the same words with more", fresh("the government of Gaddafi", "the government of Gaddafi", "", "", extract.ByName), false, true},
		{"the president of another country", fresh("The president", "Tripoli man", "TCD", graph.KindPerson, extract.ByOffice), false, false},
		{"another state", known("mali", "Mali", extract.ByName), false, false},
		{"nobody", extract.Mention{}, false, false},
		{"the whole text", known("", body, extract.ByName), false, false},
		{"several candidates, the words right", extract.Mention{Text: "Tripoli", Via: extract.ByMetonym, Candidates: []graph.ActorID{"libya", "tripoli-lebanon"}}, true, true},
		{"several candidates, a pronoun", extract.Mention{Text: "it", Via: extract.ByPronoun, Candidates: []graph.ActorID{"libya", "mali"}}, false, false},
	} {
		p := claim(body, "", "ASSAULT", "Mali")
		p.Subject = test.subject
		f := figure(t, measure(t, docs, script{body: {p}}), "triple")
		if strict, lenient := f.Strict.Good == 1, f.Lenient.Good == 1; strict != test.strict || lenient != test.lenient {
			t.Errorf("%s: got strict %v, lenient %v, want %v, %v", test.what, strict, lenient, test.strict, test.lenient)
		}
	}
}

// Words that are the name of one actor of the text are not taken for another, and an office is not taken for that of another
// country.
func TestNamesakes(t *testing.T) {
	const body = "The rebels fled. Chadian rebels shelled Mali. The president rejoiced."
	docs := gold(t, oneLine(`{"id":"own:same","text":"`+body+`","actors":[
{"key":"rebels","names":["The rebels"],"kind":"armed-group"},{"key":"chadian","names":["Chadian rebels"],"kind":"armed-group"},
{"key":"mali","names":["Mali"],"kind":"state"},{"key":"chad","names":["Chad"],"kind":"state","code":"TCD"}],"events":[
{"source":{"actor":"chadian","text":"Chadian rebels"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","quote":"Mali"},
{"source":{"actor":"chad","text":"The president"},"target":{"actor":"mali","text":"Mali"},"event":"SUPPORT","quote":"Mali"}]}`))
	office := func(country string) extract.Mention {
		return extract.Mention{Text: "The president", Via: extract.ByOffice, New: &graph.Actor{Name: "Somebody", Kind: graph.KindPerson, Country: country}}
	}
	for _, test := range []struct {
		what string
		who  extract.Mention
		root graph.RelationID
		want int
	}{
		{"Chadian rebels", named("Chadian rebels"), "ASSAULT", 1},
		{"rebels of Chad", named("rebels"), "ASSAULT", 0},
		{"the president of Chad", office("TCD"), "SUPPORT", 1},
		{"the president of who knows", office(""), "SUPPORT", 1},
		{"the president of Libya", office("LBY"), "SUPPORT", 0},
	} {
		p := claim(body, "", test.root, "Mali")
		p.Subject = test.who
		if got := figure(t, measure(t, docs, script{body: {p}}), "triple").Lenient.Good; got != test.want {
			t.Errorf("%s: got %d, want %d", test.what, got, test.want)
		}
	}
}

// Where both ends are of one country, the country does not say which is which.
func TestOneCountryTwoActors(t *testing.T) {
	const body = "The president of Libya leads Libya."
	line := oneLine(`{"id":"own:one","text":"` + body + `","actors":[
{"key":"libya","names":["Libya"],"code":"LBY","kind":"state"},{"key":"president","names":["The president of Libya"],"code":"LBY","kind":"person"}],
"events":[{"source":{"actor":"president","text":"The president of Libya"},"target":{"actor":"libya","text":"Libya"},"event":"LEADS","quote":"The president of Libya leads Libya"}]}`)
	docs := gold(t, line)
	end := func(text string, kind graph.Kind) extract.Mention {
		return extract.Mention{Text: text, Via: extract.ByName, New: &graph.Actor{Name: text, Country: "LBY", Kind: kind}}
	}
	president, libya := end("The president of Libya", graph.KindPerson), end("Libya", graph.KindState)
	for _, test := range []struct {
		what            string
		subject, object extract.Mention
		right           int
	}{{"right", president, libya, 1}, {"swapped", libya, president, 0}, {"itself", libya, libya, 0}} {
		p := claim(body, "", "LEADS", "")
		p.Subject, p.Object = test.subject, test.object
		for _, f := range []string{"direction", "triple"} {
			if got := figure(t, measure(t, docs, script{body: {p}}), f).Lenient.Good; got != test.right {
				t.Errorf("%s, %s: got %d, want %d", test.what, f, got, test.right)
			}
		}
	}
}

func TestNobodyIsSaid(t *testing.T) {
	const body = "Libya was shelled."
	docs := gold(t, `{"id":"own:nobody","text":"`+body+`","actors":[{"key":"libya","names":["Libya"],"kind":"state"}],"events":[{"source":null,"target":{"actor":"libya","text":"Libya"},"event":"ASSAULT","quote":"Libya was shelled"}]}`)
	for subject, want := range map[string]int{"": 1, "Mali": 0, "Libya": 0} {
		if got := figure(t, measure(t, docs, script{body: {claim(body, subject, "ASSAULT", "Libya")}}), "triple").Strict.Good; got != want {
			t.Errorf("%q as the source: got %d right, want %d", subject, got, want)
		}
	}
}

// An actor with every name in the world is nobody's.
func TestNamesCannotBeBought(t *testing.T) {
	const body = "Libya shelled Mali."
	docs := gold(t, `{"id":"own:bought","text":"`+body+`","actors":[{"key":"libya","names":["Libya"],"kind":"state"},{"key":"mali","names":["Mali"],"kind":"state"}],"events":[{"source":{"actor":"libya","text":"Libya"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","quote":"Libya"}]}`)
	p := claim(body, "Somebody", "ASSAULT", "Somebody")
	p.Subject.New.ID, p.Object.New.ID = "somebody", "somebody"
	p.Subject.New.Aliases = []string{"Libya", "Mali"}
	p.Object.New.Aliases = []string{"Libya", "Mali"}
	p.Subject.Candidates = []graph.ActorID{"libya", "mali"}
	if got := figure(t, measure(t, docs, script{body: {p}}), "pair").Lenient.Good; got != 0 {
		t.Errorf("got %d right, want 0", got)
	}
	var _ evaluate.Directory = people{}
}

// Loosely, a country or a word in common is enough; nothing in common is not.
func TestLoose(t *testing.T) {
	const body = "The rebels of Libya shelled Mali."
	docs := gold(t, `{"id":"own:loose","text":"`+body+`","actors":[{"key":"rebels","names":["The rebels of Libya"],"code":"LBY","kind":"armed-group"},{"key":"mali","names":["Mali"],"kind":"state"}],"events":[{"source":{"actor":"rebels","text":"The rebels of Libya"},"target":{"actor":"mali","text":"Mali"},"event":"ASSAULT","quote":"Mali"}]}`)
	for _, test := range []struct {
		what string
		who  extract.Mention
		want [3]int
	}{
		{"the country", extract.Mention{Text: "it", Via: extract.ByPronoun, Actor: "libya"}, [3]int{0, 0, 1}},
		{"a word in common", extract.Mention{Text: "Libya", Via: extract.ByName}, [3]int{0, 0, 1}},
		{"the head", extract.Mention{Text: "rebels", Via: extract.ByName}, [3]int{0, 1, 1}},
		{"a preposition in common", extract.Mention{Text: "men of war", Via: extract.ByName}, [3]int{}},
	} {
		p := claim(body, "", "ASSAULT", "Mali")
		p.Subject = test.who
		f := figure(t, measure(t, docs, script{body: {p}}), "triple")
		if got := [3]int{f.Strict.Good, f.Lenient.Good, f.Loose.Good}; got != test.want {
			t.Errorf("%s: strict, lenient, loose: got %v, want %v", test.what, got, test.want)
		}
	}
}
