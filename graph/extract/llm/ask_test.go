package llm_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"liaison/graph/extract/llm"
)

// sleeps makes a client's waits into a list.
func sleeps(o *llm.Options) *[]time.Duration {
	var mu sync.Mutex
	list := &[]time.Duration{}
	o.Sleep = func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		*list = append(*list, d)
		return ctx.Err()
	}
	return list
}

func TestABusyServerIsAskedAgain(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		status int
		header string
		want   time.Duration
	}{
		"429 with seconds":   {429, "7", 7 * time.Second},
		"429 with a date":    {429, now.Add(9 * time.Second).Format(http.TimeFormat), 9 * time.Second},
		"429 without":        {429, "", time.Second},
		"429 with nonsense":  {429, "soon", time.Second},
		"429 with a minus":   {429, "-3", time.Second},
		"503 with a decimal": {503, "2.5", 2500 * time.Millisecond},
		"500":                {500, "", time.Second},
		"502":                {502, "", time.Second},
	} {
		url := serve(t, func(w http.ResponseWriter, a *asked) {
			if a.number == 1 {
				if c.header != "" {
					w.Header().Set("Retry-After", c.header)
				}
				http.Error(w, `{"error":{"message":"busy"}}`, c.status)
				return
			}
			say(w, a.fill(t, claims(claim(""))))
		})
		o := options(t, url)
		o.Now = func() time.Time { return now }
		waits := sleeps(&o)
		got, r, err := client(t, o).Read(context.Background(), strait(t))
		if err != nil || len(got) != 1 || r.Requests != 2 || r.Retries != 1 {
			t.Errorf("%s: got %v, %d proposals, %d requests, %d retries; want 1, 2, 1", name, err, len(got), r.Requests, r.Retries)
		}
		if diff := cmp.Diff([]time.Duration{c.want}, *waits); diff != "" {
			t.Errorf("%s: waits (-want +got):\n%s", name, diff)
		}
	}
}

func TestABrokenServerIsGivenUp(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *asked) {
		http.Error(w, `{"error":{"message":"no\u0007 model\nloaded"}}`, http.StatusInternalServerError)
	})
	o := options(t, url)
	waits := sleeps(&o)
	got, r, err := client(t, o).Read(context.Background(), strait(t))
	if err == nil || len(got) != 0 || r.Requests != 4 || r.Unasked[llm.NoAnswer] != r.Sentences {
		t.Errorf("got %v, %+v; want an error after 4 requests", err, r)
	}
	if want := "status 500: no model loaded"; err != nil && !strings.Contains(err.Error(), want) {
		t.Errorf("got %q, want %q in it", err, want)
	}
	if diff := cmp.Diff([]time.Duration{time.Second, 2 * time.Second, 4 * time.Second}, *waits); diff != "" {
		t.Errorf("waits (-want +got):\n%s", diff)
	}
	checkInvariants(t, strait(t), got, r)
}

func TestAServerThatAsksForTooLongAWaitIsGivenUp(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *asked) {
		w.Header().Set("Retry-After", "86400")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	o := options(t, url)
	waits := sleeps(&o)
	if _, r, err := client(t, o).Read(context.Background(), strait(t)); err == nil || r.Requests != 1 || len(*waits) != 0 {
		t.Errorf("got %v after %d requests and %d waits; want an error after one", err, r.Requests, len(*waits))
	}
}

func TestARefusalIsNotRepeated(t *testing.T) {
	for _, status := range []int{401, 403, 404, 402, 501} {
		url := serve(t, func(w http.ResponseWriter, a *asked) {
			http.Error(w, fmt.Sprintf(`{"error":{"message":"bad key %s"}}`, strings.TrimPrefix(a.header.Get("Authorization"), "Bearer ")), status)
		})
		o := options(t, url)
		text := strait(t)
		text.Body = strings.Repeat(text.Body+"\n\n", 10)
		o.ChunkBytes, o.Concurrency = 300, 1
		_, r, err := client(t, o).Read(context.Background(), text)
		if err == nil || r.Requests != 1 || r.Chunks < 5 {
			t.Errorf("%d: got %v after %d requests for %d parts; want an error after one request", status, err, r.Requests, r.Chunks)
		}
		if err != nil && (strings.Contains(err.Error(), key) || !strings.Contains(err.Error(), fmt.Sprint(status))) {
			t.Errorf("%d: got %q; want the status and not the key", status, err)
		}
	}
}

func TestASilentServerIsGivenUp(t *testing.T) {
	stop := make(chan struct{})
	url := serve(t, func(_ http.ResponseWriter, _ *asked) { <-stop })
	t.Cleanup(func() { close(stop) })
	o := options(t, url)
	o.Timeout, o.MaxRetries = 50*time.Millisecond, 1
	start := time.Now()
	_, r, err := client(t, o).Read(context.Background(), strait(t))
	if err == nil || r.Requests != 2 || time.Since(start) > time.Minute || !strings.Contains(err.Error(), "50ms") {
		t.Errorf("got %v after %d requests and %v; want the time limit named after two", err, r.Requests, time.Since(start))
	}
}

func TestASlowDripIsGivenUp(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *asked) {
		for range 1000 {
			if _, err := w.Write([]byte(" ")); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	})
	o := options(t, url)
	o.Timeout, o.MaxRetries = 100*time.Millisecond, -1
	start := time.Now()
	_, r, err := client(t, o).Read(context.Background(), strait(t))
	if err == nil || r.Requests != 1 || time.Since(start) > time.Minute {
		t.Errorf("got %v after %d requests and %v; want an error in time", err, r.Requests, time.Since(start))
	}
}

func TestAnEndlessOrHugeAnswerIsCutOff(t *testing.T) {
	var sent atomic.Int64
	chunk := []byte(strings.Repeat(`data: {"choices":[]}`+"\n", 1000))
	for name, answer := range map[string]func(http.ResponseWriter){
		"endless": func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "text/event-stream")
			for {
				n, err := w.Write(chunk)
				sent.Add(int64(n))
				if err != nil {
					return
				}
			}
		},
		"huge": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", fmt.Sprint(200<<20))
			for range 200 << 20 / len(chunk) {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		},
	} {
		url := serve(t, func(w http.ResponseWriter, _ *asked) { answer(w) })
		o := options(t, url)
		o.MaxReply = 100_000
		_, r, err := client(t, o).Read(context.Background(), strait(t))
		if err == nil || r.Requests != 1 || !strings.Contains(err.Error(), "more than 100000 bytes") {
			t.Errorf("%s: got %v after %d requests, want the limit named after one", name, err, r.Requests)
		}
	}
	if n := sent.Load(); n > 64<<20 {
		t.Errorf("the endless server got rid of %d bytes", n)
	}
}

func TestTheTimeForOneTextIsLimited(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, _ *asked) {
		time.Sleep(30 * time.Millisecond)
		say(w, claims())
	})
	text := strait(t)
	text.Body = strings.Repeat(text.Body+"\n\n", 40)
	o := options(t, url)
	o.ChunkBytes, o.Concurrency, o.Total = 300, 1, 200*time.Millisecond
	got, r, err := client(t, o).Read(context.Background(), text)
	if err != nil || r.Answered == 0 || r.Unasked[llm.OutOfTime] == 0 || len(r.Failures) != 1 || !strings.Contains(r.Failures[0], "200ms") {
		t.Errorf("got %v and %+v; want a part answered and the rest out of time", err, r)
	}
	checkInvariants(t, text, got, r)
}

func TestAnEndedContextEndsReading(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	url := serve(t, func(_ http.ResponseWriter, _ *asked) {
		cancel()
		time.Sleep(50 * time.Millisecond)
	})
	if _, _, err := client(t, options(t, url)).Read(ctx, strait(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if _, _, err := client(t, options(t, url)).Read(ctx, strait(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("before the first request: got %v, want %v", err, context.Canceled)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	var reached atomic.Int32
	thief := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		reached.Add(1)
		say(w, claims())
	}))
	t.Cleanup(thief.Close)
	for _, status := range []int{301, 302, 303, 307, 308} {
		url := serve(t, func(w http.ResponseWriter, a *asked) {
			w.Header().Set("Location", thief.URL+"/v1?key="+strings.TrimPrefix(a.header.Get("Authorization"), "Bearer "))
			w.WriteHeader(status)
		})
		o := options(t, url)
		o.HTTP = &http.Client{} // one that would follow
		_, r, err := client(t, o).Read(context.Background(), strait(t))
		if err == nil || r.Requests != 1 || !strings.Contains(err.Error(), "redirect") || !strings.Contains(err.Error(), thief.URL) || strings.Contains(err.Error(), key) {
			t.Errorf("%d: got %v after %d requests; want the redirect named, without the key", status, err, r.Requests)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("the other host was asked %d times", n)
	}
}

func TestABrokenConnectionIsTriedAgain(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		if a.number == 1 {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte(`{"choices":`))
			panic(http.ErrAbortHandler)
		}
		say(w, a.fill(t, claims(claim(""))))
	})
	got, r, err := client(t, options(t, url)).Read(context.Background(), strait(t))
	if err != nil || len(got) != 1 || r.Retries != 1 {
		t.Errorf("got %v, %d proposals, %d retries; want 1 and 1", err, len(got), r.Retries)
	}
}

func TestNobodyThereIsSaid(t *testing.T) {
	o := options(t, "http://127.0.0.1:1/v1?api-key="+key)
	o.MaxRetries = 1
	_, r, err := client(t, o).Read(context.Background(), strait(t))
	if err == nil || r.Requests != 2 || !strings.Contains(err.Error(), "cannot be reached") || strings.Contains(err.Error(), key) {
		t.Errorf("got %v after %d requests; want that nobody can be reached, without the key", err, r.Requests)
	}
}

func TestOnlySoManyRequestsAtOnce(t *testing.T) {
	var now, most atomic.Int32
	url := serve(t, func(w http.ResponseWriter, _ *asked) {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			continue
		}
		time.Sleep(20 * time.Millisecond)
		now.Add(-1)
		say(w, claims())
	})
	o := options(t, url)
	o.Concurrency, o.ChunkBytes = 3, 300
	c := client(t, o)
	text := strait(t)
	text.Body = strings.Repeat(text.Body+"\n\n", 4)
	var wait sync.WaitGroup
	for range 3 {
		wait.Go(func() {
			if _, _, err := c.Read(context.Background(), text); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if m := most.Load(); m != 3 {
		t.Errorf("got %d requests at once, want 3", m)
	}
}

// TestAServerWithoutSchemas checks that a server that refuses the schema is asked without it from then on.
func TestAServerWithoutSchemas(t *testing.T) {
	var with atomic.Int32
	url := serve(t, func(w http.ResponseWriter, a *asked) {
		if a.body.Format != nil {
			with.Add(1)
			http.Error(w, `{"error":{"message":"response_format is not supported"}}`, http.StatusBadRequest)
			return
		}
		say(w, a.fill(t, claims(claim(""))))
	})
	c := client(t, options(t, url))
	for range 2 {
		if got, _, err := c.Read(context.Background(), strait(t)); err != nil || len(got) != 1 {
			t.Errorf("got %v and %d proposals, want 1", err, len(got))
		}
	}
	if n := with.Load(); n != 1 {
		t.Errorf("got %d requests with a schema, want 1", n)
	}
}
