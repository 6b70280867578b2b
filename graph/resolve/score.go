package resolve

import (
	"strings"

	"liaison/graph"
)

// findNames looks at every name that has a word of the query and keeps those that have all of them. With loosely, more
// than half of them are enough.
func (n *Names) findNames(s *scratch, terms []term, loosely bool) {
	s.pass++
	visit := func(t *term) {
		for _, w := range t.words {
			for _, id := range n.words[w].names {
				if s.seen[id] != s.pass {
					s.seen[id] = s.pass
					n.weigh(s, terms, id, loosely)
				}
			}
		}
	}
	if loosely {
		for i := range terms {
			visit(&terms[i])
		}
		return
	}
	// All words are needed, so the names of the rarest are all that can be.
	var rarest *term
	least := 0
	for i := range terms {
		t := &terms[i]
		if t.article {
			continue
		}
		total := 0
		for _, w := range t.words {
			total += len(n.words[w].names)
		}
		if rarest == nil || total < least {
			rarest, least = t, total
		}
	}
	visit(rarest)
}

// weigh scores one name: how good its words match, how much of it was named, and where it stands.
func (n *Names) weigh(s *scratch, terms []term, id int32, loosely bool) {
	nm := &n.names[id]
	if !s.allowed(&n.actors[nm.actor]) {
		return
	}
	var used uint32
	var sum, hits, wanted int
	var loosest uint8
	covered := int32(0)
	for i := range terms {
		t := &terms[i]
		best, at := uint8(0), -1
		for k, w := range nm.words {
			if g := t.grade[w]; g > best && used&(1<<k) == 0 {
				best, at = g, k
			}
		}
		if t.article {
			if at >= 0 && n.words[nm.words[at]].article {
				used |= 1 << at
			}
			continue
		}
		wanted++
		if at < 0 {
			if !loosely {
				return
			}
			continue
		}
		used |= 1 << at
		hits++
		sum += int(best)
		w := &n.words[nm.words[at]]
		loosest = max(loosest, t.loose[nm.words[at]])
		switch {
		case w.initials:
			covered = nm.solid
		case !w.article || nm.solid == 1:
			covered++
		}
	}
	if loosely && 2*hits <= wanted {
		return
	}
	score := 6*sum/wanted + int(200*min(covered, nm.solid)/nm.solid)
	if used&1 != 0 {
		score += 20
	}
	switch nm.field {
	case graph.FieldName:
		score += 90
	case graph.FieldAlias:
		score += 70
	}
	how := graph.ByWord
	switch same, begins := n.order(nm, terms); {
	case loosely || loosest == errors:
		how = graph.ByFuzzy
	case loosest == letters:
		how = graph.ByTransliteration
	case same && nm.field == graph.FieldID:
		how, score = graph.ByID, score+200
	case same:
		how, score = graph.ByExact, score+200
	case begins:
		how, score = graph.ByPrefix, score+20
	}
	s.keep(hit{actor: nm.actor, name: id, how: how, score: int32(max(min(score, graph.MaxNameScore-60), 1))})
}

// order tells whether the query is the name word for word, and whether the name begins with it. Articles do not count,
// unless there is nothing else.
func (n *Names) order(nm *name, terms []term) (same, begins bool) {
	k := int32(0)
	next := func() string {
		for k < nm.count && n.words[nm.words[k]].article && !nm.articles {
			k++
		}
		if k >= nm.count {
			return ""
		}
		k++
		return n.words[nm.words[k-1]].text
	}
	for i := range terms {
		if terms[i].article {
			continue
		}
		w := next()
		if w != terms[i].text {
			return false, terms[i].last && strings.HasPrefix(w, terms[i].text)
		}
	}
	return next() == "", true
}
