import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { monthName, monthShort } from '../../core/days'
import { type Histogram, shift, windowOf } from '../../core/histogram'
import { count, plural } from '../../core/words'
import * as A from '../actions'
import { scale, state, wholeScale } from '../store'
import { Icon } from './icons'

/** How long each step of a play stands, in ms. */
const BEAT = 900
const playing = signal(0)

/** Moves the window by months; used by its own keys and those of the graph. */
export function moveWindow(by: number): boolean {
  const h = scale.value
  if (!h) return false
  const [a, b] = h.window
  if (a === 0 && b === h.all.months) return false
  const [c, d] = shift(a, b, by, h.all.months)
  if (c === a) return false
  A.slide(windowOf(c, d, h.all))
  return true
}

function stop(): void {
  clearInterval(playing.value)
  playing.value = 0
}

/** Plays the window through time; from the whole scale it starts with the first twelfth. */
export function play(): void {
  if (playing.value) {
    stop()
    return
  }
  const h = scale.value
  if (!h) return
  const [a, b] = h.window
  if (a === 0 && b === h.all.months) A.slide(windowOf(0, Math.max(1, Math.round(h.all.months / 12)), h.all))
  else if (b === h.all.months) {
    const [c, d] = shift(a, b, -h.all.months, h.all.months)
    A.slide(windowOf(c, d, h.all))
  }
  playing.value = setInterval(() => {
    if (!moveWindow(1)) stop()
  }, BEAT) as unknown as number
}

/** The scale of time: all claims behind, those under the filters in front, cooperation up and conflict down, and a window with two handles. */
export function TimeBar() {
  useEffect(() => stop, [])
  const h = scale.value
  if (!h) return null
  const [a, b] = h.window
  const { start, months } = h.all
  const set = (x: number, y: number) => A.slide(windowOf(x, y, h.all))
  const whole = !state.value.filter.from && !state.value.filter.to
  const words = whole
    ? 'All time'
    : b - a === 1
      ? monthShort(start + a)
      : `${monthShort(start + a)} – ${monthShort(start + b - 1)}`
  return (
    <section class="time" aria-label="Time">
      <button type="button" class="square" aria-label={playing.value ? 'Pause' : 'Play through time'} onClick={play}>
        <Icon name={playing.value ? 'pause' : 'play'} />
      </button>
      <div class="hist">
        <Bars all={h.all} shown={h.shown} a={a} b={b} />
        <Window a={a} b={b} months={months} set={set} />
        <input
          type="range"
          class="from"
          aria-label="First month"
          aria-valuetext={monthShort(start + a)}
          min={0}
          max={months}
          value={a}
          onInput={(e) => set(Math.min(Number(e.currentTarget.value), b - 1), b)}
        />
        <input
          type="range"
          class="to"
          aria-label="Last month"
          aria-valuetext={monthShort(start + b - 1)}
          min={0}
          max={months}
          value={b}
          onInput={(e) => set(a, Math.max(Number(e.currentTarget.value), a + 1))}
        />
        <Ticks start={start} months={months} />
      </div>
      <div class="time-words">
        <strong>{words}</strong>
        {!whole && (
          <button type="button" class="quiet" onClick={() => A.filter({ from: null, to: null })}>
            All time
          </button>
        )}
        {h.before > 0 && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              wholeScale.value = true
            }}
          >
            {plural(h.before, 'claim')} earlier
          </button>
        )}
        <span class="fine">
          {[h.shown.undated > 0 && `${plural(h.shown.undated, 'claim')} undated`, !h.all.byMonth && 'bars are years']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
    </section>
  )
}

function Bars({ all, shown, a, b }: { all: Histogram; shown: Histogram; a: number; b: number }) {
  const up = Math.max(1, ...all.bins.map((x) => x.up))
  const down = Math.max(0, ...all.bins.map((x) => x.down))
  const unit = 100 / (up + Math.max(down, all.byMonth ? 1 : 0))
  const zero = up * unit
  const gap = all.width * 0.08
  const bars = (h: Histogram, kind: 'back' | 'front') =>
    h.bins.map((bin, i) => {
      const at = i * h.width
      const inside = at + h.width > a && at < b ? 'in' : 'out'
      return (
        <g key={i} class={`${kind} ${inside}`}>
          {bin.up > 0 && (
            <rect
              class={h.byMonth ? 'up' : 'up plain'}
              x={at + gap}
              width={h.width - 2 * gap}
              y={zero - bin.up * unit}
              height={bin.up * unit}
            />
          )}
          {bin.down > 0 && (
            <rect class="down" x={at + gap} width={h.width - 2 * gap} y={zero} height={bin.down * unit} />
          )}
        </g>
      )
    })
  const total = shown.bins.reduce((n, x) => n + x.up + x.down, 0)
  return (
    <svg
      viewBox={`0 0 ${all.months} 100`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Claims over time: ${count(total)} dated; cooperation upwards, conflict downwards`}
    >
      {bars(all, 'back')}
      {shown.byMonth === all.byMonth && bars(shown, 'front')}
      <line class="zero" x1="0" x2={all.months} y1={zero} y2={zero} />
    </svg>
  )
}

/** The window itself can be dragged as a whole. */
function Window({ a, b, months, set }: { a: number; b: number; months: number; set: (a: number, b: number) => void }) {
  const grip = useRef<{ x: number; a: number; b: number } | null>(null)
  return (
    <div
      class="win"
      style={{ left: `${(100 * a) / months}%`, width: `${(100 * (b - a)) / months}%` }}
      onPointerDown={(e) => {
        grip.current = { x: e.clientX, a, b }
        e.currentTarget.setPointerCapture(e.pointerId)
      }}
      onPointerMove={(e) => {
        const g = grip.current
        const width = e.currentTarget.parentElement?.clientWidth ?? 0
        if (!g || width === 0) return
        const [c, d] = shift(g.a, g.b, Math.round(((e.clientX - g.x) * months) / width), months)
        if (c !== a) set(c, d)
      }}
      onPointerUp={() => {
        grip.current = null
      }}
      onPointerCancel={() => {
        grip.current = null
      }}
    />
  )
}

/** A few years or months under the bars. */
function Ticks({ start, months }: { start: number; months: number }) {
  const step = months <= 14 ? 2 : months <= 30 ? 4 : months <= 96 ? 12 : months <= 240 ? 24 : months <= 720 ? 60 : 240
  const out = []
  for (let m = 0; m < months; m += step) {
    const month = start + m
    out.push(
      <span key={m} style={{ left: `${(100 * m) / months}%` }}>
        {step >= 12
          ? Math.floor(month / 12)
          : m === 0 || month % 12 < step
            ? monthShort(month)
            : monthName(month).slice(0, 3)}
      </span>,
    )
  }
  return (
    <div class="ticks" aria-hidden="true">
      {out}
    </div>
  )
}
