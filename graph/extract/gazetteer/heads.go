package gazetteer

import (
	"cmp"
	"fmt"
	"strings"

	"liaison/graph"
)

// Sort says what the head of a noun group is.
type Sort string

// The sorts of heads.
const (
	SortName   Sort = "name"   // no head: the words are a name themselves
	SortOrgan  Sort = "organ"  // a body of a state: "army", "foreign ministry"
	SortOffice Sort = "office" // a person by the office: "president", "governor"
	SortStaff  Sort = "staff"  // people or things that act for whom they belong to: "troops", "officials", "warplanes"
	SortPeople Sort = "people" // people who act for themselves: "rebels", "protesters", "farmers"
	SortTitled Sort = "titled" // the last word of proper names of a kind: "Brigade", "Party", "Corporation"
	SortThing  Sort = "thing"  // what cannot act: "treaty", and places and facilities, of that Kind; Of says whose it is
	SortOther  Sort = "other"  // a common noun that is in no list; Of says whose it is
)

// head is what is known of a word, or a few, at the head of a noun group.
type head struct {
	sort   Sort
	kind   graph.Kind
	slug   string // what it is called in ids and roles: "foreign-ministry", "president"
	sector string // see Reading.Sector
}

// headLists holds heads by their words in small letters, blanks between them.
type headLists struct {
	common  map[string]head // organs, offices, staff, people, things
	titled  map[string]head // last words of names
	longest int             // words of the longest one
	roles   map[string]bool // slugs of offices
}

// any says whether a word is a head of some sort.
func (h *headLists) any(words string) bool {
	_, c := h.common[words]
	_, t := h.titled[words]
	return c || t
}

// readHeads reads the table of heads: sort, kind, slug, sector, words. The sort "portfolio" stands for the ministry, the
// department, the minister and the secretary of something.
func readHeads() (*headLists, error) {
	h := &headLists{common: map[string]head{}, titled: map[string]head{}, roles: map[string]bool{}}
	err := eachRow("heads", 5, func(c []string) error {
		hd := head{sort: Sort(c[0]), kind: graph.Kind(c[1]), slug: c[2], sector: c[3]}
		if hd.sort == "portfolio" {
			items(c[4], func(words string) { h.portfolio(hd, words) })
			return nil
		}
		switch hd.sort {
		case SortOrgan, SortOffice, SortStaff, SortPeople, SortTitled:
			if !hd.kind.Valid() {
				return fmt.Errorf("%q is no kind of actors", c[1])
			}
		case SortThing:
			if hd.kind != "" && !hd.kind.Valid() {
				return fmt.Errorf("%q is no kind of actors", c[1])
			}
		default:
			return fmt.Errorf("%q is no sort of heads", c[0])
		}
		items(c[4], func(words string) {
			one := hd
			one.slug = cmp.Or(one.slug, string(Slug(words)))
			h.add(words, one)
			if hd.sort != SortTitled {
				h.add(plural(words), one)
			}
		})
		return nil
	})
	return h, err
}

func (h *headLists) add(words string, hd head) {
	into := h.common
	if hd.sort == SortTitled {
		into = h.titled
	}
	words = plainWords(words)
	if hd.sort == SortOffice {
		h.roles[hd.slug] = true
	}
	if _, had := into[words]; !had {
		into[words] = hd
	}
	h.longest = max(h.longest, 1+strings.Count(words, " "))
}

// plainWords writes words as they are compared: hyphens as blanks, no apostrophes; "^" at the beginning stays.
func plainWords(words string) string {
	if !strings.ContainsFunc(words, func(r rune) bool { return r != ' ' && (r < 'a' || r > 'z') }) {
		return words
	}
	rest, first := strings.CutPrefix(words, "^")
	keys, _ := keysOf(rest, nil)
	words = strings.Join(keys, " ")
	if first {
		return "^" + words
	}
	return words
}

// portfolio adds all that is called after a field of government.
func (h *headLists) portfolio(hd head, field string) {
	ministry := head{SortOrgan, graph.KindAgency, hd.slug + "-ministry", hd.sector}
	minister := head{SortOffice, graph.KindPerson, hd.slug + "-minister", hd.sector}
	for _, organ := range []string{"ministry", "department"} {
		h.add(field+" "+organ, ministry)
		for _, of := range []string{" of ", " of the ", " for "} {
			h.add(organ+of+field, ministry)
		}
	}
	for _, office := range []string{"minister", "secretary", "ministers"} {
		h.add(field+" "+office, minister)
		for _, of := range []string{" of ", " of the ", " for ", " for the "} {
			h.add(office+of+field, minister)
		}
	}
}

// plural returns the plural of a noun in small letters; of several words, of the first noun before "of".
func plural(words string) string {
	first, rest, of := strings.Cut(words, " of ")
	if of {
		return plural(first) + " of " + rest
	}
	at := strings.LastIndexByte(words, ' ') + 1
	w := words[at:]
	switch {
	case strings.HasSuffix(w, "man"):
		w = w[:len(w)-2] + "en"
	case strings.HasSuffix(w, "y") && len(w) > 2 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		w = w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		w += "es"
	default:
		w += "s"
	}
	return words[:at] + w
}
