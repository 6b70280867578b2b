package llm_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"liaison/graph/extract/llm"
)

// TestTheKeyIsNeverShown prints, logs and encodes everything that has to do with the key.
func TestTheKeyIsNeverShown(t *testing.T) {
	o := options(t, "http://127.0.0.1:1/v1?k="+key)
	o.Rules, o.Ontology = nil, nil
	bare := o
	bare.URL = ""
	o.Rules, o.Ontology = theTools(t).rules, theTools(t).ontology
	c := client(t, o)
	r, err := llm.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{c, r, llm.Secret(key), bare, &bare, []any{llm.Secret(key)}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
			checkHidden(t, fmt.Sprintf(verb, v))
		}
		var b bytes.Buffer
		slog.New(slog.NewTextHandler(&b, nil)).Info("made", "it", v)
		slog.New(slog.NewJSONHandler(&b, nil)).Info("made", "it", v)
		checkHidden(t, b.String())
	}
	encoded, err := json.Marshal(struct{ Key llm.Secret }{key})
	if err != nil {
		t.Fatal(err)
	}
	checkHidden(t, string(encoded))
	if want := "test-model at http://127.0.0.1:1/v1/chat/completions"; c.String() != want {
		t.Errorf("got %q, want %q", c, want)
	}
}

func checkHidden(t *testing.T, text string) {
	t.Helper()
	hexed := fmt.Sprintf("%x", key)
	if low := strings.ToLower(text); strings.Contains(low, strings.ToLower(key)) || strings.Contains(low, hexed) || strings.Contains(low, strings.ToLower(key[8:])) {
		t.Errorf("the key shows in %q", text)
	}
}

// TestWordsWithAPartOfTheKeyAreLeftOut has servers and models repeat the key, whole or in part.
func TestWordsWithAPartOfTheKeyAreLeftOut(t *testing.T) {
	for _, said := range []string{key, strings.ToUpper(key), key[:10] + "…", "…" + key[len(key)-8:]} {
		bad, err := json.Marshal(map[string]any{"error": map[string]string{"message": "invalid key " + said}})
		if err != nil {
			t.Fatal(err)
		}
		url := serve(t, func(w http.ResponseWriter, _ *asked) { http.Error(w, string(bad), http.StatusUnauthorized) })
		_, _, e := client(t, options(t, url)).Read(context.Background(), strait(t))
		if e == nil || strings.Contains(e.Error(), said) || !strings.Contains(e.Error(), "left out") {
			t.Errorf("got %v, want an error without %q", e, said)
		}
		quote, err := json.Marshal("the key is " + said)
		if err != nil {
			t.Fatal(err)
		}
		url = serve(t, func(w http.ResponseWriter, a *asked) { say(w, a.fill(t, claims(claim(`"quote":`+string(quote))))) })
		_, r, e := client(t, options(t, url)).Read(context.Background(), strait(t))
		if text := fmt.Sprintf("%+v", r); e != nil || strings.Contains(text, said) || r.Dropped[llm.QuoteInvented] != 1 {
			t.Errorf("got %v and %s; want a report without %q", e, text, said)
		}
	}
}
