package main

import (
	"bufio"
	"bytes"
	"context"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateReadme = flag.Bool("update-readme", false, "write what the commands of README.md print into it")

// The console blocks of the README are run: lines that begin with "$ " are commands, the rest is what they print.
func TestReadmeTellsTheTruth(t *testing.T) {
	file := filepath.Join("..", "..", "README.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	store := "sqlite:" + filepath.Join(t.TempDir(), "tour.db")
	answers := curls(t, store, string(text))
	block := regexp.MustCompile("(?s)```console\n(.*?)```\n")
	got := block.ReplaceAllStringFunc(string(text), func(b string) string {
		var out strings.Builder
		out.WriteString("```console\n")
		for _, line := range strings.Split(b, "\n") {
			command, ok := strings.CutPrefix(line, "$ ")
			if !ok {
				continue
			}
			answer, ok := answers[command]
			if !ok {
				answer = output(t, store, command)
			}
			out.WriteString(line + "\n" + undated(answer))
		}
		return out.String() + "```\n"
	})
	if *updateReadme {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(text), got); diff != "" {
		t.Errorf("the README shows something else than its commands print; -update-readme writes it anew: -README +program\n%s", diff)
	}
}

// undated puts a fixed day in place of the one on which the demonstration data were loaded.
func undated(s string) string {
	s = regexp.MustCompile(`"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z"`).ReplaceAllString(s, `"2026-11-23T09:00:00.000000Z"`)
	return regexp.MustCompile(`(record \d+), \d{4}-\d\d-\d\d`).ReplaceAllString(s, "$1, 2026-11-23")
}

// output runs a command line of the README in this process.
func output(t *testing.T, store, command string) string {
	t.Helper()
	args, ok := strings.CutPrefix(command, "liaison ")
	if !ok {
		t.Fatalf("README: %q is neither a call of liaison nor a curl of this server", command)
	}
	var out, stderr bytes.Buffer
	getenv := func(name string) string { return map[string]string{envStore: store}[name] }
	if err := run(context.Background(), shellWords(args), streams{strings.NewReader(""), &out, &stderr}, getenv); err != nil {
		t.Fatalf("README: %s: %v\n%s", command, err, stderr.String())
	}
	return out.String()
}

// shellWords splits a command line at blanks outside single quotes.
func shellWords(line string) []string {
	var out []string
	for _, w := range regexp.MustCompile(`'[^']*'|\S+`).FindAllString(line, -1) {
		out = append(out, strings.Trim(w, "'"))
	}
	return out
}

// curls starts the server of the README with the demonstration data, gets every URL that it curls, and stops it.
func curls(t *testing.T, store, readme string) map[string]string {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		getenv := func(name string) string { return map[string]string{envStore: store}[name] }
		err := run(ctx, []string{"serve", "--seeds", "--addr", "127.0.0.1:0", "--log", "off"}, streams{strings.NewReader(""), w, io.Discard}, getenv)
		_ = w.CloseWithError(io.EOF)
		ended <- err
	}()
	base := ""
	said := bufio.NewScanner(r)
	for base == "" && said.Scan() {
		if _, at, ok := strings.Cut(said.Text(), "Liaison is at "); ok {
			base = strings.TrimSuffix(at, "/")
		}
	}
	if base == "" {
		t.Fatalf("the server did not start: %v", <-ended)
	}
	go func() { _, _ = io.Copy(io.Discard, r) }()
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^\$ (curl -s 'http://127\.0\.0\.1:8080(/[^']*)')$`).FindAllStringSubmatch(readme, -1) {
		out[m[1]] = get(t, base+m[2])
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	return out
}

// get gives the beginning of an answer.
func get(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s %v\n%s", url, resp.Status, err, body)
	}
	const most = 700
	if len(body) > most {
		return string(body[:most]) + " ...\n"
	}
	return strings.TrimSuffix(string(body), "\n") + "\n"
}
