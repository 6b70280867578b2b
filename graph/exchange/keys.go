package exchange

import (
	"liaison/graph"
)

// keys remembers the file-local keys of a stream.
type keys struct {
	known map[string]keyed
	bad   map[string]int // keys of refused lines -> the line
}

type keyed struct {
	what  graph.RecordType // of what: an actor, a source, a claim, a proposal; else something that cannot be named
	id    string           // of the actor or source
	claim graph.RecordID   // of the claim or proposal
	line  int
}

func newKeys() *keys { return &keys{known: map[string]keyed{}, bad: map[string]int{}} }

// set remembers what a key stands for from now on.
func (k *keys) set(key string, line int, r graph.Record) {
	v := keyed{what: r.Type(), line: line}
	switch r := r.(type) {
	case *graph.Actor:
		v.id = string(r.ID)
	case *graph.Source:
		v.id = string(r.ID)
	case *graph.Claim:
		v.claim = r.ID()
	case *graph.Proposal:
		v.claim = r.RecordID()
	}
	k.known[key] = v
	delete(k.bad, key)
}

// reference finds what "#key" stands for; false, with the fault recorded, where it is nothing of the type wanted.
func (f *fields) reference(name string, at int, ref string, wanted graph.RecordType) (keyed, bool) {
	key := ref[1:]
	v, ok := f.keys.known[key]
	article := map[graph.RecordType]string{graph.TypeActor: "an actor", graph.TypeSource: "a source", graph.TypeClaim: "a claim", graph.TypeProposal: "a proposal"}
	switch line, refused := f.keys.bad[key], !ok; {
	case refused && line > 0:
		f.wrong(name, at, "%s: line %d, which bears that key, was refused", clipped(ref), line)
	case refused:
		f.wrong(name, at, "%s: no earlier line bears that key", clipped(ref))
	case v.what != wanted:
		f.wrong(name, at, "%s is the key of a record of type %s, on line %d; %s belongs here", clipped(ref), v.what, v.line, article[wanted])
	default:
		return v, true
	}
	return keyed{}, false
}

// id reads the id of an actor or source, or a reference to one.
func (f *fields) id(name string, wanted graph.RecordType) string {
	m := f.find(name)
	if m == nil {
		return ""
	}
	return f.idAt(name, m.lo, wanted)
}

func (f *fields) idAt(name string, at int, wanted graph.RecordType) string {
	s := f.textAt(name, at)
	if len(s) < 2 || s[0] != '#' {
		return s
	}
	v, _ := f.reference(name, at, s, wanted)
	return v.id
}

// claim reads the id of a claim, or a reference to one.
func (f *fields) claim(name string) graph.ClaimID {
	m := f.find(name)
	if m == nil {
		return graph.ClaimID{}
	}
	return f.claimAt(name, m.lo)
}

func (f *fields) claimAt(name string, at int) graph.ClaimID {
	return f.hashAt(name, at, graph.TypeClaim)
}

// hashAt reads an id that is a hash, or a reference to what has one.
func (f *fields) hashAt(name string, at int, wanted graph.RecordType) graph.RecordID {
	s := f.textAt(name, at)
	switch {
	case s == "":
		return graph.RecordID{}
	case s[0] == '#':
		v, _ := f.reference(name, at, s, wanted)
		return v.claim
	}
	id, err := graph.ParseRecordID(s)
	if err != nil && f.fault == nil {
		f.wrong(name, at, "%s is neither the id of a %s (32 hex digits) nor the key of one (#key)", clipped(s), wanted)
	}
	return id
}
