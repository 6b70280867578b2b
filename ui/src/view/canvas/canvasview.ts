import type { Line } from '../../core/lines'
import type { Theme } from '../../core/palette'
import type { Point } from '../../core/place'
import { type Camera, fitting, toScreen, zoomed } from './camera'
import { drawLines, drawPills, type Emphasis, PILL_FONT, type Stage } from './drawlines'
import { drawNodes, NAME_FONT, type Name, namesOf, reserve, SEED_FONT } from './drawnodes'
import { along, curveOf, labelAt } from './geometry'
import { hitTest } from './hit'
import { Boxes, type Pill, pillsOf } from './pills'
import type { GraphView, Hit, Lit, Scene, SceneNode } from './scene'

/** Below this zoom single claims cannot be read: ribbons stand for them. */
const FAR = 0.2
/** So long after the last step of a gesture a scene that was moved as a bitmap is drawn afresh, in ms. */
const SETTLE = 110

/**
 * The graph on a 2-D canvas. Everything is drawn in one requestAnimationFrame; a scene too slow for that is moved as a bitmap by
 * the compositor while the gesture lasts, and drawn when it settles, so the pointer never freezes.
 */
export class CanvasView implements GraphView {
  private readonly c: CanvasRenderingContext2D
  private readonly watch: ResizeObserver
  private camera: Camera = { k: 1, tx: 0, ty: 0 }
  private width = 0
  private height = 0
  private ratio = 1
  private scene: Scene = { nodes: [], lines: [], far: [] }
  private nodes = new Map<string, SceneNode>()
  private lit: Lit = { actor: null, pair: null, claim: null, focus: false }
  private hover: Hit = null
  private labels: { k: number; far: boolean; pills: Pill[]; names: Map<string, Name> } | null = null
  private raf = 0
  private settle = 0
  private drawn: Camera = { k: 1, tx: 0, ty: 0 }
  private slowFrames = 0
  private slow = false
  private lastFrame = 0

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private theme: Theme,
    private readonly resized: () => void,
  ) {
    const c = canvas.getContext('2d', { alpha: false })
    if (!c) throw new Error('This browser offers no 2-D canvas; the table shows the same claims.')
    this.c = c
    this.watch = new ResizeObserver(() => this.resize())
    if (canvas.parentElement) this.watch.observe(canvas.parentElement)
    this.resize()
  }

  private resize(): void {
    const host = this.canvas.parentElement
    if (!host) return
    const first = this.width === 0
    const w = host.clientWidth
    const h = host.clientHeight
    // what was in the middle stays in the middle
    this.camera = {
      ...this.camera,
      tx: this.camera.tx + (w - this.width) / 2,
      ty: this.camera.ty + (h - this.height) / 2,
    }
    this.width = w
    this.height = h
    this.ratio = Math.min(2, globalThis.devicePixelRatio || 1)
    this.canvas.width = Math.max(1, Math.round(w * this.ratio))
    this.canvas.height = Math.max(1, Math.round(h * this.ratio))
    this.canvas.style.width = `${w}px`
    this.canvas.style.height = `${h}px`
    this.draw()
    if (first && w > 0) this.resized()
  }

  setScene(scene: Scene): void {
    this.scene = scene
    this.nodes = new Map(scene.nodes.map((n) => [n.id, n]))
    this.slow = false
    this.slowFrames = 0
    this.changed()
  }

  setTheme(theme: Theme): void {
    this.theme = theme
    this.changed()
  }

  setLit(lit: Lit): void {
    this.lit = lit
    this.changed()
  }

  setHover(hit: Hit): void {
    this.hover = hit
    this.changed()
  }

  move(id: string, x: number, y: number): void {
    const n = this.nodes.get(id)
    if (!n) return
    n.x = x
    n.y = y
    n.pinned = true
    this.changed()
  }

  fit(ids?: ReadonlySet<string>, onlyIfOutside = false): void {
    const points = [...this.nodes.values()].filter((n) => !ids || ids.has(n.id))
    if (onlyIfOutside && points.every((p) => this.inside(toScreen(this.camera, p)))) return
    const camera = fitting(points, this.width, this.height, this.width < 600 ? 66 : 100)
    if (!camera) return
    this.camera = camera
    this.changed()
  }

  private inside(p: Point): boolean {
    return p.x > 20 && p.y > 20 && p.x < this.width - 20 && p.y < this.height - 40
  }

  zoom(factor: number, x = this.width / 2, y = this.height / 2): void {
    this.camera = zoomed(this.camera, factor, x, y)
    this.moved()
  }

  pan(dx: number, dy: number): void {
    this.camera = { ...this.camera, tx: this.camera.tx + dx, ty: this.camera.ty + dy }
    this.moved()
  }

  scale(): number {
    return this.camera.k
  }

  at(id: string): Point | null {
    const n = this.nodes.get(id)
    return n ? toScreen(this.camera, n) : null
  }

  lineAt(key: string): Point | null {
    const line = this.scene.lines.find((l) => l.key === key)
    const a = line && this.nodes.get(line.a)
    const b = line && this.nodes.get(line.b)
    if (!line || !a || !b) return null
    return along(curveOf(line, toScreen(this.camera, a), toScreen(this.camera, b), this.camera.k), labelAt(line))
  }

  hit(x: number, y: number): Hit {
    const far = this.camera.k < FAR
    return hitTest(
      x,
      y,
      this.camera,
      this.nodes,
      far ? this.scene.far : this.scene.lines,
      this.labels?.pills ?? [],
      this.size(),
    )
  }

  destroy(): void {
    this.watch.disconnect()
    cancelAnimationFrame(this.raf)
    clearTimeout(this.settle)
  }

  private size(): number {
    return Math.min(1.15, Math.max(0.5, 0.35 + 0.65 * this.camera.k))
  }

  /** Contents changed: draw with the next frame. */
  private changed(): void {
    this.labels = null
    this.request()
  }

  /** Only the camera moved. */
  private moved(): void {
    if (this.slow) {
      const s = this.camera.k / this.drawn.k
      this.canvas.style.transformOrigin = '0 0'
      this.canvas.style.transform = `translate(${this.camera.tx - this.drawn.tx * s}px, ${this.camera.ty - this.drawn.ty * s}px) scale(${s})`
      clearTimeout(this.settle)
      this.settle = setTimeout(() => this.request(), SETTLE) as unknown as number
      return
    }
    this.request(true)
  }

  private request(moving = false): void {
    if (this.raf) return
    this.raf = requestAnimationFrame((now) => {
      this.raf = 0
      if (moving) this.pace(now)
      else this.lastFrame = 0
      this.draw()
    })
  }

  /** One slow frame is the pause between two gestures; three in a row are a slow scene. Drawing is asynchronous, so only the
   * distance of frames tells, not the time spent here. */
  private pace(now: number): void {
    const delta = now - this.lastFrame
    this.slowFrames = this.lastFrame && delta > 24 && delta < 1500 ? this.slowFrames + 1 : 0
    if (this.slowFrames >= 3) this.slow = true
    this.lastFrame = now
  }

  private emphasisOf(): { line: (l: Line) => Emphasis; node: (id: string) => Emphasis } {
    const { actor, pair, claim } = this.lit
    const over = this.hover && 'node' in this.hover ? this.hover.node : null
    const overLine = this.hover && 'line' in this.hover ? this.hover.line : null
    const centre = actor ?? (pair || claim ? null : over)
    const isLit = (l: Line): boolean =>
      claim
        ? l.claim?.id === claim || (l.claim === null && l.pair === pair)
        : pair
          ? l.pair === pair
          : l.a === centre || l.b === centre
    const quiet = !centre && !pair && !claim
    const near = new Set<string>(centre ? [centre] : [])
    if (!quiet)
      for (const l of this.scene.lines)
        if (isLit(l) || l === overLine || (over && (l.a === over || l.b === over))) {
          near.add(l.a)
          near.add(l.b)
        }
    for (const id of pair?.split('|') ?? []) near.add(id)
    return {
      line: (l) => {
        if (l === overLine || (l.claim !== null && l.claim.id === claim)) return 2
        if (quiet) return 1
        if (isLit(l)) return claim ? 2 : pair ? 2 : over === centre && !actor ? 1 : 2
        return over && (l.a === over || l.b === over) ? 1 : pair && l.pair === pair ? 1 : 0
      },
      node: (id) => (quiet || near.has(id) || id === over ? 1 : 0),
    }
  }

  private draw(): void {
    const { c } = this
    this.canvas.style.transform = ''
    this.drawn = this.camera
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0)
    this.paint({
      c,
      camera: this.camera,
      width: this.width,
      height: this.height,
      theme: this.theme,
      size: this.size(),
      far: this.camera.k < FAR,
    })
  }

  private paint(s: Stage): void {
    const { c } = s
    c.globalAlpha = 1
    c.fillStyle = this.theme.ground
    c.fillRect(0, 0, s.width, s.height)
    const e = this.emphasisOf()
    const lines = s.far ? this.scene.far : this.scene.lines
    drawLines(s, lines, this.nodes, e.line)
    if (!this.labels || this.labels.k !== s.camera.k || this.labels.far !== s.far) this.labels = this.label(s, lines, e)
    drawPills(s, this.labels.pills, e.line)
    drawNodes(s, this.nodes, this.labels.names, e.node, {
      selected: this.lit.focus ? null : this.lit.actor,
      focus: this.lit.focus ? this.lit.actor : null,
      hover: this.hover && 'node' in this.hover ? this.hover.node : null,
    })
  }

  /** Names and line labels share one space, so that none covers another. */
  private label(s: Stage, lines: readonly Line[], e: { line: (l: Line) => Emphasis; node: (id: string) => Emphasis }) {
    const k = s.camera.k
    const taken = new Boxes()
    for (const n of this.nodes.values()) reserve(n, k, s.size, taken)
    const first = new Set<string>()
    if (this.lit.actor) first.add(this.lit.actor)
    for (const id of this.lit.pair?.split('|') ?? []) first.add(id)
    if (this.hover && 'node' in this.hover) first.add(this.hover.node)
    const dimmed = (id: string) => e.node(id) === 0
    const over = this.hover && 'node' in this.hover ? this.hover.node : null
    const bright = [...this.nodes.values()].filter((n) => !dimmed(n.id))
    const names = namesOf(bright, k, s.size, first, taken, (text, seed) => {
      s.c.font = seed ? SEED_FONT : NAME_FONT
      return s.c.measureText(text).width
    })
    s.c.font = PILL_FONT
    const wanted = s.far
      ? []
      : lines
          .map((line) => ({
            line,
            lit: e.line(line) === 2 || line.a === over || line.b === over,
            dim: e.line(line) === 0,
          }))
          .filter((w) => !w.dim)
    const pills =
      wanted.length > 600
        ? []
        : pillsOf(
            wanted,
            (id) => this.nodes.get(id),
            k,
            taken,
            (text) => s.c.measureText(text).width,
          )
    for (const [id, name] of namesOf(
      [...this.nodes.values()].filter((n) => dimmed(n.id)),
      k,
      s.size,
      first,
      taken,
      (text, seed) => {
        s.c.font = seed ? SEED_FONT : NAME_FONT
        return s.c.measureText(text).width
      },
    ))
      names.set(id, name)
    return { k, far: s.far, pills, names }
  }

  /** The picture as it stands, with lines of text below it that say what it shows. */
  async png(footer: readonly string[]): Promise<Blob> {
    const scale = 2
    const room = 16 + 16 * footer.length
    const canvas = document.createElement('canvas')
    canvas.width = this.width * scale
    canvas.height = (this.height + room) * scale
    const c = canvas.getContext('2d')
    if (!c) throw new Error('The picture could not be drawn.')
    c.setTransform(scale, 0, 0, scale, 0, 0)
    c.fillStyle = this.theme.ground
    c.fillRect(0, 0, this.width, this.height + room)
    this.paint({
      c,
      camera: this.camera,
      width: this.width,
      height: this.height,
      theme: this.theme,
      size: this.size(),
      far: this.camera.k < FAR,
    })
    c.fillStyle = this.theme.ground
    c.fillRect(0, this.height, this.width, room)
    c.fillStyle = this.theme.muted
    c.font = NAME_FONT
    c.textAlign = 'left'
    c.textBaseline = 'top'
    for (const [i, text] of footer.entries()) c.fillText(text, 12, this.height + 8 + 16 * i, this.width - 24)
    return new Promise((done, fail) =>
      canvas.toBlob((b) => (b ? done(b) : fail(new Error('The picture could not be written.'))), 'image/png'),
    )
  }
}
