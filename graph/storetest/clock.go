package storetest

import (
	"sync"
	"time"
)

// clock is the time of a history: it moves only when told to, backwards too. Its zero value is not ready.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func newClock() *clock { return &clock{t: time.Date(2025, 1, 10, 23, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

// tick is how far the clock moves between batches: mostly on, now and then not at all, or back as after a correction
// of the system's clock.
func tick(r *dice) time.Duration {
	switch r.IntN(6) {
	case 0:
		return 0
	case 1:
		return -time.Duration(r.IntN(100)) * time.Minute
	default:
		return time.Duration(r.IntN(3*24*60)) * time.Minute
	}
}
