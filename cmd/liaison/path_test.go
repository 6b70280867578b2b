package main_test

import (
	"strings"
	"testing"
)

// TestPath: how two actors are connected, and how far was looked where they are not.
func TestPath(t *testing.T) {
	p := newPlace(t)
	p.must("import", "--seeds")
	for _, step := range []struct {
		call []string
		want string
		code int
	}{
		{[]string{"path", "usa", "iran"}, "United States and Iran: 1 path of 1 hop", 0},
		{[]string{"path", "iran", "hts"}, "Iran - New Syrian authorities - Hay'at Tahrir al-Sham\nIran - United States - Hay'at Tahrir al-Sham\n", 0},
		{[]string{"path", "iran", "hts", "--avoid", "usa"}, "1 path of 2 hops", 0},
		{[]string{"path", "iran", "hts", "--limit", "1"}, "More with: --cursor", 0},
		{[]string{"path", "iran", "hts", "--hops", "1"}, "no path of 1 hop or fewer (see --hops)", 0},
		{[]string{"path", "iran", "hts", "--at", "1999-01-01", "--certainty", "certain"}, "no path of any length", 0},
		{[]string{"path", "iran", "hts", "--json"}, `"paths":[["iran","syria-new-authorities","hts"],["iran","usa","hts"]]`, 0},
		{[]string{"path", "iran", "hts", "--dates", "forward"}, "of 2 hops", 0},
		{[]string{"path", "iran", "hts", "--dates", "together", "--worlds", "every", "--hops", "3"}, "no path of", 0},
		{[]string{"path", "iran", "hts", "--best", "2", "--hops", "2"}, "all 2 paths of up to 2 hops", 0},
		{[]string{"path", "iran", "hts", "--best", "1", "--hops", "3"}, "the best path of up to 3 hops", 0},
		{[]string{"path", "iran", "hts", "--worlds", "every"}, "needs dates", 2},
		{[]string{"path", "iran", "hts", "--best", "26"}, "from 1 to 25", 2},
		{[]string{"path", "iran", "iran"}, "is the same actor as a; a path needs two\n", 2},
		{[]string{"path", "iran", "nobody"}, "no actor", 1},
		{[]string{"path", "iran"}, "A B", 2},
		{[]string{"path", "iran", "hts", "--hops", "13"}, "hops", 2},
	} {
		r := p.call(step.call...)
		if r.code != step.code || !strings.Contains(r.out+r.err, step.want) {
			t.Errorf("liaison %s: exit %d, want %d and %q\n%s%s", strings.Join(step.call, " "), r.code, step.code, step.want, r.out, r.err)
		}
	}
}
