/** The outline of an actor by its kind: twelve shapes, all about as large as a circle of radius r. */
export function outline(c: CanvasRenderingContext2D, kind: string, x: number, y: number, r: number): void {
  switch (kind) {
    case 'state':
      c.moveTo(x + r, y)
      c.arc(x, y, r, 0, 2 * Math.PI)
      return
    case 'government': {
      c.moveTo(x - r, y + r * 0.85)
      c.lineTo(x - r, y - r * 0.3)
      c.lineTo(x, y - r * 1.1)
      c.lineTo(x + r, y - r * 0.3)
      c.lineTo(x + r, y + r * 0.85)
      c.closePath()
      return
    }
    case 'agency':
      c.roundRect(x - r * 0.88, y - r * 0.88, 1.76 * r, 1.76 * r, 3)
      return
    case 'armed-group':
      polygon(c, x, y, r * 1.18, 4, -Math.PI / 2)
      return
    case 'igo':
      polygon(c, x, y, r * 1.06, 8, Math.PI / 8)
      return
    case 'ngo':
      polygon(c, x, y, r * 1.12, 5, -Math.PI / 2)
      return
    case 'company':
      polygon(c, x, y, r * 1.1, 6, Math.PI / 6)
      return
    case 'party':
      polygon(c, x, y, r * 1.2, 3, Math.PI / 2)
      return
    case 'person':
      polygon(c, x, y, r * 1.25, 3, -Math.PI / 2)
      return
    case 'group': {
      const s = r * 0.62
      for (const [dx, dy] of [
        [0, -0.55],
        [-0.6, 0.45],
        [0.6, 0.45],
      ] as const) {
        c.moveTo(x + dx * r + s, y + dy * r)
        c.arc(x + dx * r, y + dy * r, s, 0, 2 * Math.PI)
      }
      return
    }
    case 'place':
      c.moveTo(x, y + r * 1.2)
      c.bezierCurveTo(x - r * 1.3, y - r * 0.1, x - r * 0.9, y - r, x, y - r)
      c.bezierCurveTo(x + r * 0.9, y - r, x + r * 1.3, y - r * 0.1, x, y + r * 1.2)
      c.closePath()
      return
    case 'facility':
      c.moveTo(x - r, y + r * 0.8)
      c.lineTo(x - r * 0.6, y - r * 0.8)
      c.lineTo(x + r * 0.6, y - r * 0.8)
      c.lineTo(x + r, y + r * 0.8)
      c.closePath()
      return
    default:
      c.roundRect(x - r, y - r * 0.7, 2 * r, 1.4 * r, r * 0.7)
  }
}

function polygon(c: CanvasRenderingContext2D, x: number, y: number, r: number, n: number, turn: number): void {
  for (let i = 0; i < n; i++) {
    const a = turn + (2 * Math.PI * i) / n
    if (i === 0) c.moveTo(x + r * Math.cos(a), y + r * Math.sin(a))
    else c.lineTo(x + r * Math.cos(a), y + r * Math.sin(a))
  }
  c.closePath()
}
