package graph

// Bucket is the length of the periods that a timeline counts by: days, or months and years of the calendar.
type Bucket string

// The buckets.
const (
	ByDay   Bucket = "day"
	ByMonth Bucket = "month"
	ByYear  Bucket = "year"
)

// Buckets lists the buckets, shortest first.
func Buckets() []Bucket { return []Bucket{ByDay, ByMonth, ByYear} }

// MaxBuckets is how many periods a timeline has at most.
const MaxBuckets = 1_000

// fitting is up to how many days and months a timeline has where nobody said by what to count: more are hard to look at.
const fittingDays, fittingMonths = 92, 240

// Period counts the claims of a period of a timeline.
type Period struct {
	From, To Day // both included; a whole day, month or year, as far as it lies within the window of the question
	Possible int // claims whose date overlaps the period in some world, those without a date included
	Certain  int // claims whose date overlaps it in every world
}

// start gives the first day of the bucket that holds a day.
func (b Bucket) start(d Day) Day {
	switch b {
	case ByMonth:
		y, m, _ := d.YMD()
		return monthStart(12*y + int(m) - 1)
	case ByYear:
		return yearStart(d.Year())
	}
	return d
}

// next gives the first day after the bucket that holds a day.
func (b Bucket) next(d Day) Day {
	switch b {
	case ByMonth:
		y, m, _ := d.YMD()
		return monthStart(12*y + int(m))
	case ByYear:
		return yearStart(d.Year() + 1)
	}
	return d + 1
}

// count counts the buckets that hold the days of a window, which has both ends.
func (b Bucket) count(v Window) int {
	switch b {
	case ByMonth:
		y, m, _ := v.From.YMD()
		z, n, _ := v.To.YMD()
		return 12*(z-y) + int(n) - int(m) + 1
	case ByYear:
		return v.To.Year() - v.From.Year() + 1
	}
	return int(v.To-v.From) + 1
}

// chooseBucket checks a bucket against the days that it has to cover; without one it takes the shortest that is easily
// looked at.
func chooseBucket(b Bucket, v Window) (Bucket, error) {
	if b == "" {
		switch {
		case ByDay.count(v) <= fittingDays:
			b = ByDay
		case ByMonth.count(v) <= fittingMonths:
			b = ByMonth
		default:
			b = ByYear
		}
	}
	if n := b.count(v); n > MaxBuckets {
		return b, Invalid("bucket", string(b), "%d periods of a %s from %v to %v are too many; at most %d are counted, so choose longer ones, or name a shorter time with from and to",
			n, b, v.From, v.To, MaxBuckets)
	}
	return b, nil
}

// extent gives the days that the dates may touch within a window; what has no end goes on to the window's, or else to
// the last day that it names. False where there is no date.
func extent(dates []DateCount, v Window) (Window, bool) {
	out := Window{OpenEnd, OpenStart}
	for _, d := range dates {
		if d.When.IsZero() {
			continue
		}
		b := d.When.Bounds()
		lo, hi := max(b.SLo, v.From), min(b.EHi, v.To)
		if lo == OpenStart {
			lo = min(firstNamed(b.SHi, b.ELo, b.EHi), v.To)
		}
		if hi == OpenEnd {
			hi = max(lastNamed(b.SLo, b.SHi, b.ELo), v.From)
		}
		out = Window{min(out.From, lo), max(out.To, hi)}
	}
	return out, out.From <= out.To
}

func firstNamed(days ...Day) Day {
	first := OpenEnd
	for _, d := range days {
		if !d.IsOpen() {
			first = min(first, d)
		}
	}
	return first
}

func lastNamed(days ...Day) Day {
	last := OpenStart
	for _, d := range days {
		if !d.IsOpen() {
			last = max(last, d)
		}
	}
	return last
}

// periods counts claims by the buckets of a window that has both ends. A date possibly overlaps the periods from the first
// day on which it may begin to the last on which it may end; it certainly does from that in which it has begun in every
// world to that in which it has ended in none.
func periods(dates []DateCount, b Bucket, v Window) []Period {
	n := b.count(v)
	possible, certain := make([]int, n+1), make([]int, n+1)
	add := func(to []int, first, last Day, claims int) {
		i, j := b.count(Window{v.From, max(first, v.From)})-1, b.count(Window{v.From, min(last, v.To)})-1
		if i <= j {
			to[i] += claims
			to[j+1] -= claims
		}
	}
	for _, d := range dates {
		if d.When.IsZero() {
			add(possible, v.From, v.To, d.Claims)
			continue
		}
		w := d.When.Bounds()
		add(possible, w.SLo, w.EHi, d.Claims)
		if !d.When.Unsure() && w.SHi <= v.To && w.ELo >= v.From {
			add(certain, w.SHi, w.ELo, d.Claims)
		}
	}
	out := make([]Period, n)
	from, sum := v.From, Period{}
	for i := range out {
		sum.Possible, sum.Certain = sum.Possible+possible[i], sum.Certain+certain[i]
		out[i] = Period{From: from, To: min(b.next(from)-1, v.To), Possible: sum.Possible, Certain: sum.Certain}
		from = out[i].To + 1
	}
	return out
}
