package resolve_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"liaison/graph"
	"liaison/graph/resolve"
)

// many makes n actors of the shape of event data: roles and names with the country behind, some in another script.
func many(n int) []graph.Actor {
	r := rand.New(rand.NewPCG(7, 8))
	syllables := strings.Fields("al ba ra shi mo ham med ka lin fi dan so ro kin ja va no vak tar ik zu ri el ta po len ko ser gi an dre wil son mar tin ez gon za lo pe du bois ngu yen chen wei")
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		return b.String()
	}
	roles := strings.Fields("Citizen Police Government Military Ministry Party Protester Media Company Lawmaker Army Business Court Bank Criminal Activist")
	var countries []string
	for range 200 {
		countries = append(countries, word())
	}
	out := make([]graph.Actor, n)
	for i := range out {
		a := graph.Actor{ID: graph.ActorID(fmt.Sprintf("actor-%d", i)), Kind: graph.KindPerson}
		if i%3 == 0 {
			a.Name = fmt.Sprintf("%s of %s (%s)", roles[r.IntN(len(roles))], word(), countries[r.IntN(len(countries))])
		} else {
			a.Name = word() + " " + word()
		}
		if i%10 == 0 {
			a.Aliases = []string{word(), strings.Repeat("ش", 1+r.IntN(3)) + "رع" + string([]rune("ابتجدرسكلمن")[r.IntN(11)])}
		}
		out[i] = a
	}
	return out
}

func queries(all []graph.Actor) []string {
	r := rand.New(rand.NewPCG(9, 10))
	var out []string
	for range 500 {
		name := []rune(strings.ToLower(all[r.IntN(len(all))].Name))
		switch r.IntN(4) {
		case 0: // as you type
			name = name[:1+r.IntN(len(name))]
		case 1: // two letters swapped
			if i := r.IntN(len(name) - 1); true {
				name[i], name[i+1] = name[i+1], name[i]
			}
		case 2: // one word of it
			words := strings.Fields(string(name))
			name = []rune(words[r.IntN(len(words))])
		}
		out = append(out, string(name))
	}
	return append(out, "s", "m", "a", "citizen", "police", "الشرع", "شرع", "kalin fidan")
}

func BenchmarkSearch(b *testing.B) {
	all := many(30_000)
	n := resolve.New()
	for _, a := range all {
		n.Put(a)
	}
	list := queries(all)
	for i := 0; b.Loop(); i++ {
		n.Search(list[i%len(list)], nil, nil, 20)
	}
}

func BenchmarkPut(b *testing.B) {
	all := many(30_000)
	for b.Loop() {
		n := resolve.New()
		for _, a := range all {
			n.Put(a)
		}
	}
}
