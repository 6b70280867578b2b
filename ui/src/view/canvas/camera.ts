import type { Point } from '../../core/place'

/** Scale and offset: screen = k * picture + t. */
export interface Camera {
  k: number
  tx: number
  ty: number
}

export const MIN_ZOOM = 0.05
export const MAX_ZOOM = 5

export const toScreen = (c: Camera, p: Point): Point => ({ x: p.x * c.k + c.tx, y: p.y * c.k + c.ty })

/** Zoomed about a point of the screen, which stays where it is. */
export function zoomed(c: Camera, factor: number, x: number, y: number): Camera {
  const k = Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, c.k * factor))
  return { k, tx: x - ((x - c.tx) * k) / c.k, ty: y - ((y - c.ty) * k) / c.k }
}

/** The camera that shows all points within a stage, with a margin; never closer than 1.25. */
export function fitting(points: readonly Point[], width: number, height: number, margin: number): Camera | null {
  if (points.length === 0 || width <= 0 || height <= 0) return null
  let x0 = Number.POSITIVE_INFINITY
  let x1 = Number.NEGATIVE_INFINITY
  let y0 = Number.POSITIVE_INFINITY
  let y1 = Number.NEGATIVE_INFINITY
  for (const p of points) {
    x0 = Math.min(x0, p.x)
    x1 = Math.max(x1, p.x)
    y0 = Math.min(y0, p.y)
    y1 = Math.max(y1, p.y)
  }
  const pad = Math.min(margin, width / 5, height / 5)
  const k = Math.max(
    MIN_ZOOM,
    Math.min(1.25, (width - 2 * pad) / Math.max(1, x1 - x0), (height - 2 * pad) / Math.max(1, y1 - y0)),
  )
  return { k, tx: width / 2 - (k * (x0 + x1)) / 2, ty: height / 2 - (k * (y0 + y1)) / 2 }
}
