import { useSignal } from '@preact/signals'
import { ApiError } from '../../api/client'
import { idOf, type Newcomer } from '../../core/draft'
import { KINDS, type Kind } from '../../core/model'
import { kindWords } from '../../core/words'
import { Search } from '../parts/combobox'
import { Shape } from '../parts/shape'
import { api } from '../session'
import { nameOf, say } from '../store'
import * as A from './act'
import * as D from './store'

interface Props {
  id: string
  label: string
  value: string
  /** Offered first: whom the words may mean. */
  candidates: readonly string[]
  /** How the text names the actor: where a new one begins. */
  words: string
  fault: string | undefined
  onPick: (id: string, newcomer: Newcomer | null) => void
}

/** Who: one of those whom the words may mean, anybody else who is recorded, or somebody new. */
export function Pick({ id, label, value, candidates, words, fault, onPick }: Props) {
  const looking = useSignal(false)
  const fresh = useSignal(false)
  const who = D.people.value.get(value)
  const open = looking.value || !value
  const pick = (chosen: string, newcomer: Newcomer | null) => {
    looking.value = false
    fresh.value = false
    onPick(chosen, newcomer)
    requestAnimationFrame(() => document.getElementById(`${id}-change`)?.focus())
  }
  return (
    <fieldset class="pick" aria-describedby={fault ? `${id}-fault` : undefined}>
      <legend>{label}</legend>
      {value && (
        <p class="picked">
          <Shape kind={who?.kind ?? 'group'} />
          <bdi>{nameOf(value)}</bdi>
          <span class="fine">{who ? kindWords(who.kind) : ''}</span>
          <button
            type="button"
            id={`${id}-change`}
            class="link"
            aria-expanded={looking.value}
            aria-label={`Change the ${label.toLowerCase()}`}
            onClick={() => {
              looking.value = !looking.value
              fresh.value = false
              if (looking.value) requestAnimationFrame(() => document.getElementById(id)?.focus())
            }}
          >
            {looking.value ? 'Keep' : 'Change'}
          </button>
        </p>
      )}
      {open && candidates.length > 0 && (
        <p class="chips">
          {candidates.map((c) => (
            <button key={c} type="button" class="chip" aria-pressed={c === value} onClick={() => pick(c, null)}>
              <bdi>{nameOf(c)}</bdi>
            </button>
          ))}
        </p>
      )}
      {open && !fresh.value && (
        <div class="pick-search">
          <Search
            id={id}
            label={`Find the ${label.toLowerCase()}`}
            placeholder="Find an actor by any name"
            onPick={(found) => {
              const person = D.people.value.get(found)
              if (!person)
                api.actor(found, {}, new AbortController().signal).then(
                  ({ actor }) => A.introduce([actor]),
                  () => undefined, // it goes by the name that the search gave
                )
              pick(found, null)
            }}
          />
          <button
            type="button"
            onClick={() => {
              fresh.value = true
              requestAnimationFrame(() => document.getElementById(`${id}-name`)?.focus())
            }}
          >
            New actor…
          </button>
        </div>
      )}
      {open && fresh.value && (
        <Fresh
          id={id}
          words={words}
          onPick={pick}
          onCancel={() => {
            fresh.value = false
          }}
        />
      )}
      {fault && (
        <p class="fine bad" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}

interface FreshProps {
  id: string
  words: string
  onPick: (id: string, newcomer: Newcomer | null) => void
  onCancel: () => void
}

/** An actor that the store does not know. It is recorded together with the claim, not before. */
function Fresh({ id, words, onPick, onCancel }: FreshProps) {
  const name = useSignal(words)
  const kind = useSignal<Kind>('person')
  const country = useSignal('')
  const told = useSignal('')
  const taken = useSignal<string | null>(null)
  const add = async (force = false) => {
    const clean = name.value.trim()
    if (!clean) {
      told.value = 'Give the actor a name.'
      return
    }
    let made = idOf(clean)
    try {
      const { actor } = await api.actor(made, {}, new AbortController().signal)
      A.introduce([actor])
      if (!force) {
        taken.value = made
        told.value = ''
        say.value = `There is an actor of this name already: ${actor.name}.`
        return
      }
      made = `${made.slice(0, 110)}-${idOf(`${clean} ${kind.value} ${country.value} 2`).slice(-8)}`
    } catch (e) {
      if (!(e instanceof ApiError) || e.status !== 404) {
        told.value = e instanceof ApiError ? `${e.message} ${e.fix}` : String(e)
        return
      }
    }
    const newcomer: Newcomer = { id: made, name: clean, kind: kind.value, country: country.value }
    A.introduce([{ ...newcomer, country: newcomer.country || null, description: null }])
    onPick(made, newcomer)
  }
  const enter = (e: KeyboardEvent) => {
    if (e.key !== 'Enter') return
    e.preventDefault()
    add()
  }
  return (
    <div class="fresh-actor">
      <label class="field">
        <span>Name</span>
        <input
          id={`${id}-name`}
          type="text"
          dir="auto"
          maxLength={900}
          value={name.value}
          onKeyDown={enter}
          onInput={(e) => {
            name.value = e.currentTarget.value
            taken.value = null
          }}
        />
      </label>
      <div class="two">
        <label class="field">
          <span>Kind</span>
          <select
            value={kind.value}
            onChange={(e) => {
              kind.value = e.currentTarget.value as Kind
            }}
          >
            {KINDS.map((k) => (
              <option key={k} value={k}>
                {kindWords(k)}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Country (code)</span>
          <input
            type="text"
            maxLength={3}
            placeholder="such as SYR"
            value={country.value}
            onKeyDown={enter}
            onInput={(e) => {
              country.value = e.currentTarget.value.toUpperCase()
            }}
          />
        </label>
      </div>
      {taken.value && (
        <div class="note" role="alert">
          There is one of this name already:{' '}
          <button type="button" class="link" onClick={() => onPick(taken.value!, null)}>
            <bdi>{nameOf(taken.value)}</bdi>
          </button>
          . If it is another,{' '}
          <button type="button" class="link" onClick={() => add(true)}>
            add a second one
          </button>
          .
        </div>
      )}
      {told.value && (
        <p class="fine bad" role="alert">
          {told.value}
        </p>
      )}
      <p class="acts">
        <button type="button" class="primary" onClick={() => add()}>
          Use this actor
        </button>
        <button type="button" onClick={onCancel}>
          Search instead
        </button>
      </p>
    </div>
  )
}
