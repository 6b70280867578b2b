import type { Line } from '../../core/lines'
import type { Theme } from '../../core/palette'
import type { Point } from '../../core/place'

export interface SceneNode extends Point {
  id: string
  name: string
  kind: string
  r: number
  /** Claims of this actor that the picture does not show. */
  hidden: number
  pinned: boolean
  seed: boolean
  /** Has a place but no matching claim. */
  faded: boolean
  degree: number
}

export interface Scene {
  nodes: readonly SceneNode[]
  /** Curves and ribbons, as read from near. */
  lines: readonly Line[]
  /** Ribbons only, as read from afar. */
  far: readonly Line[]
}

/** What is lit. The rest is dimmed when anything is. */
export interface Lit {
  actor: string | null
  pair: string | null
  claim: string | null
  /** Shows the ring of the keyboard. */
  focus: boolean
}

export type Hit = { node: string } | { line: Line } | null

/** A drawn graph. Only the controller knows one; another renderer takes its place by offering the same. */
export interface GraphView {
  setScene(scene: Scene): void
  setTheme(theme: Theme): void
  setLit(lit: Lit): void
  setHover(hit: Hit): void
  /** Shows all of the given actors, or everyone; what is already in view stays as it is when `onlyIfOutside`. */
  fit(ids?: ReadonlySet<string>, onlyIfOutside?: boolean): void
  zoom(factor: number, x?: number, y?: number): void
  pan(dx: number, dy: number): void
  /** Screen distances (CSS px) as distances in the picture. */
  scale(): number
  /** What is at a point of the stage (CSS px from its top left corner). */
  hit(x: number, y: number): Hit
  /** Where an actor is drawn, in CSS px from the top left corner of the stage; null when it is not in the scene. */
  at(id: string): Point | null
  /** A point of the stage where a line is drawn; null when it is not. */
  lineAt(key: string): Point | null
  /** Moves one actor at once, ahead of the next scene: a drag in progress. */
  move(id: string, x: number, y: number): void
  png(footer: readonly string[]): Promise<Blob>
  destroy(): void
}
