package neo4jstore

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// How claims around actors are found. Each claim stands twice in the indexes of its type, by its ends src and dst, with all
// that most questions ask for: a property read from the relationship itself costs twenty times as much. So there is a
// branch for each type and end. The branches count what they find, by the other end, relation, year and what else decides
// about it, before they give it on, because every UNION copies every row that passes; and the UNIONs stand in a tree, as
// in a chain of them the rows of the first branch would be copied thirty times. What the filter says about what was counted
// by is looked at after that, once for each group.
//
// Slots and marks are described in encode.go. Which claims are withdrawn or disputed is not in the indexes by ends: their
// sequences come from the Withdrawal and Turn nodes of the actors.

// coverFields are what the indexes by ends hold beside the end. Every claim has them all, and none of them ever changes.
var coverFields = []string{"slot", "seq", "mark", "relation", "source"}

// search is the part of a statement that finds claims. Making a plan for one takes the server a second or more, so there
// are few different ones: their text depends on the kind of question and on what the database has at all, and a branch that
// a question does not want is given no actor.
type search struct {
	shape
	many   bool   // around several actors; else around the one of $ids, whose node is me
	within bool   // only claims with one of the nodes $peers at the other end
	group  string // what a branch counts by, and what; b is the other end
	names  string // the columns of that; there is one more, way: 1 where the actor is the subject, -1 where he is the object
}

// shape is what there is in the database at all. It changes seldom.
type shape struct {
	types    []string // the relationship types in use
	vague    []string // those that have claims with slots of another class than exactDay
	changing bool     // claims were withdrawn or disputed
	picky    bool     // the filter looks at what only the relationship holds
	// walk: from the nodes of the actors, which have few claims, along their relationships. That is two branches, whatever
	// the types, which are planned in no time; with the indexes there are two for each type.
	walk bool
}

// fewTypes is up to how many types all count as in use, because of the branches that may cost some the most do not matter
// and fewer different texts do.
const fewTypes = 8

func (q *question) shape() shape {
	if q.walk {
		return shape{types: stringsOf(q.ontology.Roots()), changing: q.pairs || q.withdrawals, picky: true, walk: true}
	}
	out := shape{types: q.types, vague: q.vague, changing: q.pairs || q.withdrawals, picky: len(q.Modalities) > 0 || q.MinConfidence > 0}
	if roots := q.ontology.Roots(); len(roots) <= fewTypes {
		out.types = stringsOf(roots)
		if len(out.vague) > 0 {
			out.vague = out.types
		}
	}
	return out
}

// unionWidth is how many branches a node of the tree has: more make its rows dearer, and more levels its plan.
func unionWidth(branches int) int { return max(4, int(math.Ceil(math.Sqrt(float64(branches))))) }

// keepPlan keeps the server from making plans anew because there are more claims now: hints say what to use.
const keepPlan = "CYPHER replan=skip "

// cypher gives the text. Its rows are those of all branches: the same group may come from several.
func (s *search) cypher() string {
	var b strings.Builder
	if !s.walk {
		b.WriteString(keepPlan)
	}
	imports := s.lists(&b)
	var branches []string
	for _, t := range s.types {
		if s.walk {
			branches = append(branches, imports+s.walkBranch(1), imports+s.walkBranch(-1))
			break
		}
		branches = append(branches, imports+s.branch(t, 1), imports+s.branch(t, -1))
	}
	s.join(&b, branches, imports, unionWidth(len(branches)))
	return b.String()
}

// lists makes the lists that branches look things up in, and gives the clause by which they take them over.
func (s *search) lists(b *strings.Builder) (imports string) {
	var names []string
	kept := ""
	if !s.many {
		b.WriteString("MATCH (me:Actor) USING INDEX SEEK me:Actor(id) WHERE me.id = $ids[0]\n")
		kept = "me, "
	}
	add := func(name, cypher string) {
		fmt.Fprintf(b, "WITH %s%s\n", kept, strings.Join(append(names, "COLLECT { "+cypher+" } AS "+name), ", "))
		names = append(names, name)
	}
	ends := func(label, result string) string {
		return fmt.Sprintf(`MATCH (x:%[1]s) USING INDEX SEEK x:%[1]s(src) WHERE x.src IN $ids AND x.seq <= $s RETURN %[2]s
			UNION MATCH (x:%[1]s) USING INDEX SEEK x:%[1]s(dst) WHERE x.dst IN $ids AND x.seq <= $s RETURN %[2]s`, label, result)
	}
	if s.within {
		add("peers", `MATCH (x:Actor) USING INDEX SEEK x:Actor(id) WHERE x.id IN $peers RETURN x`)
	}
	if s.changing {
		add("gone", ends("Withdrawal", "x.of AS of"))
		if s.marked() {
			add("disputed", "CALL { "+ends("Turn", "x")+" } WITH x.of AS of, count(*) AS turns WHERE turns % 2 = 1 RETURN of")
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "WITH " + strings.Join(names, ", ") + " "
}

// marked tells whether a branch counts by marks.
func (s *search) marked() bool { return strings.Contains(s.group, claimMark+" AS") }

// join puts branches into a tree.
func (s *search) join(b *strings.Builder, branches []string, imports string, width int) {
	b.WriteString("CALL {\n")
	if len(branches) <= width {
		b.WriteString(strings.Join(branches, union))
	} else {
		step := (len(branches) + width - 1) / width
		for i := 0; i < len(branches); i += step {
			if i > 0 {
				b.WriteString(union)
			}
			b.WriteString(imports)
			s.join(b, branches[i:min(i+step, len(branches))], imports, width)
			b.WriteString("RETURN " + s.names + ", way")
		}
	}
	b.WriteString("\n}\n")
}

// branch finds the claims of a type that have an actor as subject (way 1) or object (-1), with a slot in a span. Actor and
// span are from a list of them, $looks; where there is but one of each, they are $out or $in, and $lo to $hi.
func (s *search) branch(name string, way int) string {
	end, pattern, ids := "src", "()-[r:TYPE]->(b)", "$out.TYPE"
	if way < 0 {
		end, pattern, ids = "dst", "(b)-[r:TYPE]->()", "$in.TYPE"
	}
	var b strings.Builder
	vague := slices.Contains(s.vague, name)
	id, lo, hi := ids, "$lo", "$hi"
	if s.many || vague {
		b.WriteString("UNWIND $looks[" + ids + "] AS g ")
		id, lo, hi = "g[1]", "g[2]", "g[3]"
	}
	fmt.Fprintf(&b, "MATCH %s USING INDEX SEEK r:TYPE(%s, %s) WHERE r.%s = %s AND r.slot >= %s AND r.slot <= %s AND r.seq <= $s",
		pattern, end, strings.Join(coverFields, ", "), end, id, lo, hi)
	b.WriteString(" AND r.mark IS NOT NULL AND r.relation IS NOT NULL AND r.source IS NOT NULL") // the index holds none without
	if vague {
		b.WriteString(timeCheck)
	}
	s.finish(&b, way)
	return strings.ReplaceAll(b.String(), "TYPE", name)
}

// walkBranch finds the claims of any type that have an actor of $walks as subject (way 1) or object (-1). What is asked of
// actors and of claims stands in parts of its own: together they would let the planner think of every index of every type.
func (s *search) walkBranch(way int) string {
	pattern, types := "(c)-[r:TYPES]->(b)", "$out"
	if way < 0 {
		pattern, types = "(b)-[r:TYPES]->(c)", "$in"
	}
	var b strings.Builder
	b.WriteString("UNWIND $walks AS g MATCH (c:Actor) USING INDEX SEEK c:Actor(id) WHERE c.id = g[1] WITH *, 1 AS found MATCH " +
		strings.ReplaceAll(pattern, "TYPES", strings.Join(s.types, "|")) + " WITH *, 2 AS walked WHERE " + types + "[type(r)] IS NOT NULL AND r.seq <= $s" + walkCheck)
	s.finish(&b, way)
	return b.String()
}

// finish writes the end of a branch, which is the same however it finds claims.
func (s *search) finish(b *strings.Builder, way int) {
	if s.within {
		b.WriteString(" AND b IN peers")
	}
	if s.changing {
		b.WriteString(" AND NOT r.seq IN gone")
	}
	if s.picky {
		b.WriteString(pickyCheck)
	}
	group := s.group
	if s.changing {
		group = strings.ReplaceAll(group, claimMark+" AS", "CASE WHEN r.seq IN disputed THEN r.mark + 4 ELSE r.mark END AS")
	}
	fmt.Fprintf(b, " RETURN %s, %d AS way", group, way)
}

// What a branch may count by.
const (
	claimYear = "r.slot / 10000" // with the class before the year
	claimMark = "r.mark"         // with dispute added where the claim is disputed
	dispute   = 4
)

// timeCheck is for claims whose slot does not tell all about their time. CASE keeps a check in one piece: of AND and OR the
// planner would make many conditions, and check each of them.
const timeCheck = ` AND CASE WHEN r.slot < 100000000 OR $always THEN true WHEN $certain THEN coalesce(r.start_latest <= $to AND r.end_earliest >= $from, false)
	ELSE coalesce(r.first, $to) <= $to AND coalesce(r.last, $from) >= $from END`

// walkCheck is all that there is to check about time where claims were not found by their slots.
const walkCheck = ` AND CASE WHEN r.slot >= $lo AND r.slot <= $hi THEN true WHEN r.slot < 100000000 THEN false
	WHEN $certain THEN coalesce(r.start_latest <= $to AND r.end_earliest >= $from, false)
	ELSE coalesce(r.first, $to) <= $to AND coalesce(r.last, $from) >= $from END`

// pickyCheck is the part of the filter that is about what only the relationship holds.
const pickyCheck = ` AND CASE WHEN $modalities IS NOT NULL AND NOT r.modality IN $modalities THEN false ELSE r.confidence >= $confidence END`

// groupCheck is the part that is about what groups are counted by: relation t, source q, mark k. What is null does not
// filter.
const groupCheck = relationCheck + `
	AND ($polarity IS NULL OR k % 2 = $polarity) AND ($sources IS NULL OR q IN $sources)`

const relationCheck = `CASE WHEN way = 1 THEN $forward IS NULL OR $forward[t] ELSE $backward IS NULL OR $backward[t] END`
