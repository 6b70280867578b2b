package llm_test

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract"
	"liaison/graph/extract/llm"
)

var update = flag.Bool("update", false, "write what is read as what is wanted")

// TestRecordedAnswers reads texts with answers written down as models give them, mistakes included, and compares all that comes of them
// with a file.
func TestRecordedAnswers(t *testing.T) {
	for name, published := range map[string]string{"strait": "2019-06-14", "dam": "2020-08-09"} {
		text := extract.Text{Body: file(t, name+".txt"), Published: published, Language: "en"}
		url := serve(t, func(w http.ResponseWriter, a *asked) { say(w, a.fill(t, file(t, name+".reply.json"))) })
		got, r, err := client(t, options(t, url)).Read(context.Background(), text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		checkInvariants(t, text, got, r)
		have := written(got, r)
		file := "testdata/" + name + ".want.txt"
		if *update {
			if err := os.WriteFile(file, []byte(have), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), have); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// written tells proposals and a report in lines that a person can check.
func written(got []extract.Proposal, r llm.Report) string {
	var b strings.Builder
	for i := range got {
		p := tell(&got[i])
		fmt.Fprintf(&b, "%d %s\n", p.Score, p.Statement)
		fmt.Fprintf(&b, "   %s %s %s, %s, %s, when %q (%s) from %q\n", p.Subject, p.Relation, p.Object, p.Polarity, p.Modality, p.When, p.Basis, p.WhenText)
		fmt.Fprintf(&b, "   %q by %s, %q by %s\n", p.Words[0], p.Via[0], p.Words[1], p.Via[1])
		fmt.Fprintf(&b, "   %q\n   %s\n", p.Quote, strings.Join(got[i].Features, " "))
	}
	fmt.Fprintf(&b, "sentences %d, answered %d, requests %d, repairs %d, claims %d, kept %d\n", r.Sentences, r.Answered, r.Requests, r.Repairs, r.Claims, r.Kept)
	var dropped []string
	for _, d := range r.Examples {
		dropped = append(dropped, fmt.Sprintf("dropped %s: %s in sentence %d: %q", d.Reason, d.Relation, d.Sentence, d.Quote))
	}
	slices.Sort(dropped)
	for _, d := range dropped {
		b.WriteString(d + "\n")
	}
	return b.String()
}
