import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force'
import type { Batch } from './picture'
import { fan, GRID, type Point, radius, rings, type Spot, snap } from './place'

export interface LayoutRequest {
  seeds: readonly string[]
  batches: readonly Batch[]
  /** Degree of every actor: decides who is placed first and how much room it gets. */
  degrees: ReadonlyMap<string, number>
  links: readonly (readonly [string, string])[]
  /** Who already has a place; they stay exactly there. */
  known: ReadonlyMap<string, Point>
}

type Node = Spot & Pick<SimulationNodeDatum, 'vx' | 'vy' | 'fx' | 'fy' | 'index'>

/** Above this many actors, only the newcomers and what is within two steps of them takes part in the simulation. */
const MANY = 500

/**
 * A place for every actor of the batches. The same request gives the same answer, bit for bit: no clock, no chance, a fixed
 * number of ticks. Whoever has a place keeps it. Batches are placed one after another, so a picture that grew by steps and
 * one opened from a link are the same.
 */
export function arrange(q: LayoutRequest): Map<string, Point> {
  const nodes = new Map<string, Node>()
  const add = (id: string, p: Point | undefined) => {
    const node: Node = { id, degree: q.degrees.get(id) ?? 0, x: p?.x ?? 0, y: p?.y ?? 0 }
    nodes.set(id, node)
    return node
  }
  for (const [id, p] of q.known) if (q.degrees.has(id)) add(id, p)
  for (const batch of q.batches) {
    const others = [...nodes.values()]
    const ids = batch.ids.filter((id) => !nodes.has(id))
    if (ids.length === 0) continue
    const fresh = ids.map((id) => add(id, undefined))
    const set = new Set(fresh)
    if (others.length === 0) {
      rings(q.seeds, fresh)
      // where a question has several ends, they keep apart: what ties them together is then between them
      relax(
        [...nodes.values()],
        q.links,
        q.seeds.length > 1 ? new Set(fresh.filter((n) => !q.seeds.includes(n.id))) : set,
        300,
        true,
      )
    } else {
      const anchor = batch.anchor ? nodes.get(batch.anchor) : undefined
      fan(fresh, anchor ?? outside(others), others)
      relax([...nodes.values()], q.links, set, 90, false)
    }
    for (const n of fresh) {
      n.x = snap(n.x)
      n.y = snap(n.y)
    }
    part(fresh, [...nodes.values()])
  }
  return new Map([...nodes].map(([id, n]) => [id, { x: n.x, y: n.y }]))
}

/** Where someone goes who is tied to nobody in the picture: to the right of it. */
function outside(others: readonly Point[]): Point {
  let right = Number.NEGATIVE_INFINITY
  let y = 0
  for (const p of others) {
    right = Math.max(right, p.x)
    y += p.y / others.length
  }
  return { x: right + 200, y }
}

function relax(
  nodes: Node[],
  links: LayoutRequest['links'],
  movable: ReadonlySet<Node>,
  ticks: number,
  cold: boolean,
): void {
  const index = new Map(nodes.map((n) => [n.id, n]))
  const edges: { source: Node; target: Node }[] = []
  for (const [a, b] of links) {
    const source = index.get(a)
    const target = index.get(b)
    if (source && target && source !== target) edges.push({ source, target })
  }
  let part: Node[] = nodes
  if (nodes.length > MANY && !cold) {
    const near = new Set<Node>(movable)
    for (let hop = 0; hop < 2; hop++)
      for (const e of edges)
        if (near.has(e.source) !== near.has(e.target) && near.size < MANY)
          near.add(near.has(e.source) ? e.target : e.source)
    part = nodes.filter((n) => near.has(n))
  }
  const inside = new Set(part)
  for (const n of part) {
    n.vx = 0
    n.vy = 0
    n.fx = movable.has(n) ? null : n.x
    n.fy = movable.has(n) ? null : n.y
  }
  forceSimulation(part)
    .alpha(cold ? 1 : 0.7)
    .force(
      'link',
      forceLink<Node, { source: Node; target: Node }>(edges.filter((e) => inside.has(e.source) && inside.has(e.target)))
        .distance(280)
        .strength(0.05),
    )
    .force('charge', forceManyBody<Node>().strength(-1700).distanceMax(900))
    .force(
      'collide',
      forceCollide<Node>((n) => radius(n.degree) + 80),
    )
    .force('x', forceX<Node>(0).strength(0.045))
    .force('y', forceY<Node>(0).strength(0.04))
    .stop()
    .tick(ticks)
}

/** Two actors never lie on one spot: a later one steps aside along the grid. */
function part(fresh: readonly Node[], all: readonly Node[]): void {
  const taken = new Set(all.filter((n) => !fresh.includes(n)).map((n) => `${n.x},${n.y}`))
  for (const n of fresh) {
    while (taken.has(`${n.x},${n.y}`)) n.x += 6 * GRID
    taken.add(`${n.x},${n.y}`)
  }
}
