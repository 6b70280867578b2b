package api

import (
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// kept holds the answers that were sent last, packed as they were sent. An answer at a sequence never changes, so the
// entity tag that a question has before it is asked is all that is needed to send its answer again.
type kept struct {
	metrics *metrics
	most    int // bytes; nothing is kept of what alone takes more than an eighth

	mu     sync.Mutex
	bodies *simplelru.LRU[string, []byte] // by quoted tag, which tells the packed bytes from the plain ones
	size   int
}

func newKept(most int64, m *metrics) *kept {
	k := &kept{most: int(max(most, 0)), metrics: m}
	// The number of answers is bound by their bytes alone; the error is of a number below 1.
	k.bodies, _ = simplelru.NewLRU(1<<31-1, func(tag string, b []byte) { k.size -= keptSize(tag, b) })
	return k
}

// keptSize is what an answer takes: its bytes, its tag, and a place in the list and the map.
func keptSize(tag string, b []byte) int { return len(b) + len(tag) + 160 }

// find gives the answer with a tag as it is to be sent, if it is there. The bytes must not be changed.
func (k *kept) find(tag string, zipped bool) (b []byte, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if b, ok = k.bodies.Get(quoteTag(tag, zipped)); ok {
		k.metrics.again.Inc()
	}
	return b, ok
}

// keep takes a copy of an answer.
func (k *kept) keep(tag string, zipped bool, b []byte) {
	tag = quoteTag(tag, zipped)
	if keptSize(tag, b) > k.most/8 {
		return
	}
	own := make([]byte, len(b))
	copy(own, b)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.bodies.Contains(tag) { // as when two asked at once
		return
	}
	k.bodies.Add(tag, own)
	k.size += keptSize(tag, own)
	for k.size > k.most {
		k.bodies.RemoveOldest()
	}
	k.metrics.kept.Set(float64(k.size))
}
