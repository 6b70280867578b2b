import { describe, expect, test } from 'vitest'
import { cover, marks, toggle } from './choice'
import { unit } from './hash'
import { relations as all } from './sample'

const mark = (choice: readonly string[], id: string) => marks(choice, all).get(id)

describe('the choice of relations', () => {
  test('empty means all', () => {
    expect(cover([], all)).toEqual([])
    expect(all.list.every((r) => mark([], r.id) === 'on')).toBe(true)
  })
  test('leaving one out is short, and what is asked for covers the rest', () => {
    const c = toggle([], all, ['ASSAULT'], false)
    expect(c).toEqual(['-ASSAULT'])
    expect(cover(c, all)).toEqual(['ACCUSE', 'CONSULT', 'COOPERATE', 'PART_OF'])
  })
  test('a parent without one of its children is asked for by the others', () => {
    const c = toggle([], all, ['visit'], false)
    expect(mark(c, 'CONSULT')).toBe('part')
    expect(cover(c, all)).toContain('meet')
    expect(cover(c, all)).not.toContain('CONSULT')
  })
  test('only one', () => {
    const none = toggle(
      [],
      all,
      all.roots().map((r) => r.id),
      false,
    )
    const c = toggle(none, all, ['visit'], true)
    expect(c).toEqual(['visit'])
    expect(cover(c, all)).toEqual(['visit'])
    expect(mark(c, 'CONSULT')).toBe('part')
    expect(mark(c, 'meet')).toBe('off')
  })
  test('all children make the parent', () => {
    const none = toggle(
      [],
      all,
      all.roots().map((r) => r.id),
      false,
    )
    expect(toggle(none, all, ['visit', 'meet'], true)).toEqual(['CONSULT'])
  })
  test('nothing chosen asks for nothing', () => {
    const c = toggle(
      [],
      all,
      all.roots().map((r) => r.id),
      false,
    )
    expect(cover(c, all)).toBeNull()
    expect(
      toggle(
        c,
        all,
        all.roots().map((r) => r.id),
        true,
      ),
    ).toEqual([])
  })
  test('any walk of switches: what is switched last holds, and the form is canonical', () => {
    let c: string[] = []
    for (let i = 0; i < 300; i++) {
      const r = all.list[Math.floor(unit(`r${i}`) * all.list.length)]!
      const on = unit(`o${i}`) < 0.5
      c = toggle(c, all, [r.id], on)
      if (!on) expect(mark(c, r.id), `${i} ${r.id}`).toBe('off')
      else expect(mark(c, r.id), `${i} ${r.id}`).toBe('on')
      expect(toggle(c, all, [r.id], on)).toEqual(c)
    }
  })
})

test('the tree counts children into parents and hides what has no claims', () => {
  const rows = all.tree([
    { key: 'share-secrets', claims: 2 },
    { key: 'COOPERATE', claims: 1 },
    { key: 'meet', claims: 5 },
    { key: 'own-invention', claims: 1 },
  ])
  expect(rows.map((r) => [r.id, r.depth, r.claims])).toEqual([
    ['CONSULT', 0, 5],
    ['meet', 1, 5],
    ['COOPERATE', 0, 3],
    ['share-intelligence', 1, 2],
    ['share-secrets', 2, 2],
    ['own-invention', 0, 1],
  ])
})

test('glyphs: known ones, and by rule', () => {
  expect(['meet', 'share-intelligence', 'PART_OF', 'ASSAULT'].map((id) => all.glyph(id))).toEqual([
    'CN',
    'CO',
    'PO',
    'AS',
  ])
})
