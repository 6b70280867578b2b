import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { claimItem, proposal, relations } from '../../core/sample'
import { DESK, EMPTY } from '../../core/state'

const api = vi.hoisted(() => ({
  source: vi.fn(),
  proposals: vi.fn(),
  actor: vi.fn(),
  search: vi.fn(),
  review: vi.fn(),
  record: vi.fn(),
  mentions: vi.fn(async () => ({ source: 's', events: true, names: [], dates: [] })),
}))
vi.mock('../session', () => ({
  api,
  load: vi.fn(async () => undefined),
  relaid: vi.fn(),
  ensureNames: vi.fn(),
  prepared: vi.fn(async () => undefined),
  arrange: vi.fn(async () => new Map()),
}))

const S = await import('../store')
const D = await import('./store')
const A = await import('./act')
const { Text, unitAt } = await import('./text')
const { matching } = await import('./chooser')
const { grouped } = await import('./mentions')
const { ApiError } = await import('../../api/client')

const TEXT = 'Ankara met دمشق 😀.\n\nMore words.'
const id = (c: string) => c.repeat(32)
const list = [
  proposal(id('a'), { evidence: [{ quote: 'Ankara met دمشق', start: 0, end: 19 }] }),
  proposal(id('b'), {
    subject: null,
    subject_as: { quote: 'Ankara', start: 0, end: 6, candidates: ['turkey', 'ankara'] },
    evidence: [{ quote: 'met', start: 7, end: 10 }],
  }),
  proposal(id('c'), { evidence: [{ quote: 'More words.', start: 27, end: 38 }] }),
]
const page = (proposals: unknown[]) => ({
  as_of: { sequence: 1, known_at: '' },
  proposals,
  actors: [{ id: 'ankara', name: 'Ankara', kind: 'place', country: 'TUR' }],
  totals: { count: proposals.length, exact: true },
  cursor: null,
})
const source = (claims: unknown[] = []) => ({
  source: { id: 's', title: 'T', publisher: null, url: null, language: null, published: null, relays: null },
  text: TEXT,
  chain: [],
  claims,
  totals: { count: claims.length, exact: true },
  cursor: null,
})
const decided = (n = 1) => ({ decided: n, claims: [], sequence: 9, refused: [] })

beforeEach(async () => {
  sessionStorage.clear()
  api.source.mockResolvedValue(source())
  api.proposals.mockResolvedValue(page(list))
  api.actor.mockImplementation(async (x: string) => ({
    actor: { id: x, name: x.toUpperCase(), kind: 'state', country: null, description: null },
  }))
  S.ontology.value = relations
  S.state.value = { ...EMPTY, desk: { ...DESK, source: 's' } }
  D.setBy('Jane')
  D.found.value = []
  D.sheet.value = null
  await A.lay('s')
})
afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

describe('the text', () => {
  test('is whole, with its quotes marked; a place of the page is a place of the text', () => {
    const { container } = render(<Text />)
    const root = container.querySelector('.desk-text')!
    expect([...root.children].map((p) => p.textContent).join('\n')).toBe(TEXT)
    expect([...root.querySelectorAll('mark')].map((m) => m.textContent)).toEqual([
      'Ankara ',
      'met',
      ' دمشق',
      'More words.',
    ])
    const met = root.querySelectorAll('mark')[1]!.firstChild!
    expect(unitAt(root, met, 0)).toBe(7)
    expect(unitAt(root, met, 3)).toBe(10)
    const lines = root.children
    expect(unitAt(root, lines[2]!, 0)).toBe(TEXT.indexOf('More'))
    expect(unitAt(root, lines[2]!, lines[2]!.childNodes.length)).toBe(TEXT.length)
    expect(unitAt(root, lines[1]!, 0)).toBe(TEXT.indexOf('More') - 1)
    expect(unitAt(root, root, 0)).toBe(0)
    expect(unitAt(root, document.body, 0)).toBe(null)
  })
  test('words of several proposals lead to one after another', () => {
    const { container } = render(<Text />)
    const met = [...container.querySelectorAll('mark')].find((m) => m.textContent === 'met')!
    A.choose(id('c'))
    fireEvent.click(met)
    expect(D.current.value).toBe(id('a'))
    fireEvent.click(met)
    expect(D.current.value).toBe(id('b'))
    fireEvent.mouseOver(met)
    expect([...D.hot.value]).toEqual([id('a'), id('b')])
  })
})

describe('who is who', () => {
  test('comes with the proposals; candidates are looked up for what is said of them', async () => {
    await waitFor(() => expect(D.people.value.get('ankara')?.name).toBe('ANKARA'))
    expect(api.actor).not.toHaveBeenCalledWith('turkey', {}, expect.anything())
    expect(D.recorded.value.has('ankara')).toBe(true)
    expect(D.recorded.value.has('turkey')).toBe(false)
  })
  test('names and dates of a text are one row each, in the order in which they are met', () => {
    const at = (quote: string, start: number) => ({ quote, start, end: start + quote.length })
    const actor = { id: 'turkey', name: 'Türkiye', kind: 'state' as const, country: 'TUR' }
    const when = { edtf: '2019-05-03', first: '2019-05-03', last: '2019-05-03', basis: 'stated' as const }
    expect(
      grouped({
        source: 's',
        events: false,
        names: [
          { ...at('Анкара', 20), via: 'metonym', actor, recorded: true, candidates: [] },
          {
            ...at('Грузия', 4),
            via: 'name',
            actor: null,
            recorded: false,
            candidates: [actor, { ...actor, id: 'x', name: 'X' }],
          },
          { ...at('Турция', 9), via: 'name', actor, recorded: true, candidates: [] },
        ],
        dates: [{ ...at('3 мая', 0), when }],
      }).map((n) => [n.words, n.meaning, n.places.length]),
    ).toEqual([
      ['3 мая', '3 May 2019', 1],
      ['Грузия', 'Türkiye or X?', 1],
      ['Турция', 'Türkiye', 2],
    ])
  })
})

describe('decisions', () => {
  test('show at once, go to the next, and come back where they fail', async () => {
    api.review.mockRejectedValue(new ApiError('The server cannot be reached.', 0, 'unreachable', 'Start it.', null))
    await A.decide('reject', id('a'))
    expect(D.count.value).toMatchObject({ open: 2, rejected: 1 })
    expect(D.current.value).toBe(id('b'))
    await waitFor(() => expect(D.count.value.open).toBe(3))
    expect(D.current.value).toBe(id('a'))
    expect(D.refusals.value.get(id('a'))).toMatch(/Not recorded/)
    expect(D.trouble.value?.code).toBe('unreachable')
  })
  test('follow each other in order, and the list is asked for after the last', async () => {
    const sent: string[] = []
    api.review.mockImplementation(async (r: { decision: string; proposals: string[] }) => {
      sent.push(`${r.decision} ${r.proposals[0]![0]}`)
      return decided()
    })
    api.proposals.mockClear()
    A.pickEnd(list[1]!, 'subject', 'turkey')
    await Promise.all([A.decide('accept', id('a')), A.decide('accept', id('b')), A.decide('reject', id('c'))])
    await waitFor(() => expect(sent).toEqual(['accept a', 'accept b', 'reject c']))
    await waitFor(() => expect(D.pending.value.size).toBe(0))
    expect(api.proposals).toHaveBeenCalledTimes(1)
    expect(api.review.mock.calls[1]?.[0]).toMatchObject({ subject: 'turkey', by: 'Jane' })
  })
  test('an end that is not decided is asked for, and nothing is sent', async () => {
    await A.decide('accept', id('b'))
    expect(api.review).not.toHaveBeenCalled()
    expect(D.refusals.value.get(id('b'))).toMatch(/Say first who the subject is/)
  })
  test('an edited proposal reads as it was recorded', async () => {
    const claim = claimItem('turkey', 'ACCUSE', 'syria', { polarity: 'denied' })
    const review = { decision: 'edit', claim: claim.id, by: 'J', reason: null, at: null, sequence: 1, recorded: '' }
    api.source.mockResolvedValue(source([claim]))
    api.proposals.mockResolvedValue(page([{ ...list[1]!, state: 'edited', review }]))
    D.sheet.value = null
    await A.lay('s')
    expect(D.proposals.value[0]).toMatchObject({ subject: 'turkey', relation: 'ACCUSE', polarity: 'denied' })
    expect(D.byHand.value).toEqual([])
    expect(D.finished.value).toBe(true)
  })
})

describe('a form', () => {
  test('keeps what was typed when it is refused, closed and opened again', async () => {
    const { Form } = await import('./form')
    A.edit(id('a'))
    render(<Form id={id('a')} title="Edit" />)
    fireEvent.input(screen.getByLabelText('In plain words'), { target: { value: 'They met.' } })
    api.review.mockRejectedValue(new ApiError('"x" is no date', 400, 'invalid', 'Change it.', null, 'claim.when'))
    fireEvent.submit(screen.getByRole('form'))
    await waitFor(() => expect(screen.getByLabelText('When it happened').getAttribute('aria-invalid')).toBe('true'))
    expect(screen.getByRole('alert').textContent).toContain('is no date')
    cleanup()
    A.close(false)
    A.edit(id('a'))
    expect(D.drafts.value.get(id('a'))?.statement).toBe('They met.')
    A.close(true)
    A.edit(id('a'))
    expect(D.drafts.value.get(id('a'))?.statement).toBe('')
  })
})

test('relations are found by label first, then by id and meaning', () => {
  const found = (words: string) => matching(relations.list, words).map((r) => r.id)
  expect(found('meets with')).toEqual(['meet'])
  expect(found('shar')[0]).toMatch(/^share-/)
  expect(found('intelligence')).toEqual(['share-intelligence'])
  expect(found('no such thing')).toEqual([])
  expect(found('').length).toBe(relations.list.length)
})
