import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { ApiError } from '../../api/client'
import { type Draft, faults, type Newcomer } from '../../core/draft'
import { whenWords } from '../../core/edtf'
import { datesIn, namedIn } from '../../core/mentions'
import { BASES, type Basis, MODALITIES, type Modality, POLARITIES, type Polarity } from '../../core/model'
import { edtfOf } from '../../core/said'
import { confidenceWords, MODALITY_WORDS } from '../../core/words'
import { say } from '../store'
import * as A from './act'
import { Chooser } from './chooser'
import { focusOn } from './focus'
import { Pick } from './pick'
import { Words } from './quotes'
import * as D from './store'

const BASIS_WORDS: Record<Basis, string> = {
  stated: 'The source states it',
  relative: 'Worked out from the wording and the day of publication',
  publication: 'The day of publication, for want of another',
  unknown: 'Unknown',
}

/** Fields as the server names them, to the field of the form that they are. */
const FIELDS: Record<string, string> = {
  when: 'when',
  when_basis: 'when',
  when_text: 'when',
  relation: 'relation',
  subject: 'subject',
  object: 'object',
  attribution: 'attribution',
  statement: 'statement',
  evidence: 'evidence',
  confidence: 'confidence',
}
const fieldOf = (e: ApiError): string | null =>
  FIELDS[(e.parameter ?? '').replace(/^claim\./, '').split(/[.[]/)[0] ?? ''] ?? null

/** What is to be recorded: instead of a proposal, or by hand. It closes only when it was recorded, or on purpose. */
export function Form({ id, title }: { id: string; title: string }) {
  const ref = useRef<HTMLFormElement>(null)
  const error = useSignal<ApiError | null>(null)
  const tried = useSignal(false)
  const busy = useSignal(false)
  const d = D.drafts.value.get(id)
  const p = D.found.value.find((x) => x.id === id)
  useEffect(() => {
    const first = ref.current?.querySelector<HTMLElement>('[aria-invalid="true"], .pick input, .picked button, input')
    first?.focus()
    ref.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  if (!d) return null
  const m = D.mentions.value
  const named = m ? namedIn(m, d.quotes) : []
  const dates = m ? datesIn(m, d.quotes).filter((x) => x.when.edtf !== d.when.trim()) : []
  const offered = (own: readonly string[] | undefined, other: string) =>
    [...new Set([...(own ?? []), ...named.map((a) => a.id).filter((a) => a !== other)])].slice(0, 12)
  const missing = tried.value ? faults(d, D.offsets.value) : {}
  const bad = error.value ? fieldOf(error.value) : null
  const fault = (field: string): string | undefined =>
    (missing as Record<string, string | undefined>)[field] ?? (bad === field ? error.value?.message : undefined)
  const change = (patch: Partial<Draft>) => {
    if (error.value) error.value = null
    A.change(id, patch)
  }
  const who = (end: 'subject' | 'object') => (actor: string, typed: Newcomer | null) => {
    const fresh = named.find((a) => a.id === actor && !a.recorded)
    const newcomer =
      typed ?? (fresh ? { id: fresh.id, name: fresh.name, kind: fresh.kind, country: fresh.country ?? '' } : null)
    change({
      [end]: actor,
      ...(newcomer ? { newcomers: [...d.newcomers.filter((n) => n.id !== newcomer.id), newcomer] } : {}),
    })
  }
  const leave = (drop: boolean) => {
    A.close(drop)
    focusOn('list')
  }
  const submit = async () => {
    tried.value = true
    const wrong = Object.values(faults(d, D.offsets.value))
    if (wrong.length) {
      say.value = wrong.join(' ')
      requestAnimationFrame(() =>
        ref.current
          ?.querySelector<HTMLElement>('[aria-invalid="true"], .pick:has(.bad) input, .pick:has(.bad) button')
          ?.focus(),
      )
      return
    }
    busy.value = true
    error.value = await A.submit(id)
    busy.value = false
    if (error.value) say.value = error.value.message
    else if (D.editing.value !== id && !D.finished.value) focusOn('list')
  }
  return (
    <form
      ref={ref}
      class="claim-form"
      aria-labelledby={`form-${id}`}
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape') {
          e.stopPropagation()
          leave(false)
        } else if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
          e.preventDefault()
          submit()
        }
      }}
    >
      <h2 id={`form-${id}`}>{title}</h2>
      <Pick
        id={`${id}-subject`}
        label="Subject"
        value={d.subject}
        candidates={offered(p?.subject_as.candidates, d.object)}
        words={p?.subject_as.quote ?? ''}
        fault={fault('subject')}
        onPick={who('subject')}
      />
      <Chooser
        id={`${id}-relation`}
        value={d.relation}
        fault={fault('relation')}
        onPick={(relation) => change({ relation })}
      />
      <Pick
        id={`${id}-object`}
        label="Object"
        value={d.object}
        candidates={offered(p?.object_as.candidates, d.subject)}
        words={p?.object_as.quote ?? ''}
        fault={fault('object')}
        onPick={who('object')}
      />
      <div class="two">
        <Line
          id={`${id}-when`}
          label="When it happened"
          value={d.when}
          fault={fault('when')}
          note={
            d.when.trim()
              ? whenWords(edtfOf(d.when) ?? d.when.trim())
              : 'Empty: not known. Such as 20 December 2024, December 2024, 2024~'
          }
          onChange={(when) => change({ when, ...(d.when === '' && d.basis === 'unknown' ? { basis: 'stated' } : {}) })}
        />
        <label class="field">
          <span>How the date is known</span>
          <select
            value={d.when.trim() ? d.basis : 'unknown'}
            disabled={!d.when.trim()}
            onChange={(e) => change({ basis: e.currentTarget.value as Basis })}
          >
            {BASES.map((b) => (
              <option key={b} value={b}>
                {BASIS_WORDS[b]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {dates.length > 0 && (
        <p class="chips">
          <span class="fine">These words say:</span>
          {dates.slice(0, 6).map((x) => (
            <button
              key={x.when.edtf}
              type="button"
              class="chip"
              onClick={() => change({ when: x.when.edtf ?? '', basis: x.when.basis, whenText: x.quote })}
            >
              {whenWords(x.when.edtf ?? '')} <bdi class="fine">“{x.quote}”</bdi>
            </button>
          ))}
        </p>
      )}
      <div class="two">
        <label class="field">
          <span>The source says that this</span>
          <select value={d.polarity} onChange={(e) => change({ polarity: e.currentTarget.value as Polarity })}>
            {POLARITIES.map((v) => (
              <option key={v} value={v}>
                {v === 'asserted' ? 'is so' : 'is not so (denied)'}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>As something that</span>
          <select value={d.modality} onChange={(e) => change({ modality: e.currentTarget.value as Modality })}>
            {MODALITIES.map((v) => (
              <option key={v} value={v}>
                {v === 'actual' ? MODALITY_WORDS[v] : `is ${MODALITY_WORDS[v]}`}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="two">
        <Line
          id={`${id}-attribution`}
          label="Who says so, in the text"
          value={d.attribution}
          fault={fault('attribution')}
          note="Empty: the source itself"
          onChange={(attribution) => change({ attribution })}
        />
        <label class="field">
          <span>
            How firmly: {d.confidence} %, {confidenceWords(d.confidence)}
          </span>
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={d.confidence}
            onInput={(e) => change({ confidence: Number(e.currentTarget.value) })}
          />
        </label>
      </div>
      <Words id={id} d={d} fault={fault('evidence')} onChange={(quotes) => change({ quotes })} />
      <label class="field">
        <span>In plain words</span>
        <textarea
          rows={2}
          dir="auto"
          maxLength={4000}
          value={d.statement}
          onInput={(e) => change({ statement: e.currentTarget.value })}
        />
      </label>
      {p && (
        <Line
          id={`${id}-reason`}
          label="Why it was changed"
          value={d.reason}
          fault={undefined}
          note="Kept with the decision; may be left out"
          onChange={(reason) => change({ reason })}
        />
      )}
      {error.value && (
        <div class="note bad" role="alert">
          <strong>{error.value.message}</strong> {error.value.fix}
        </div>
      )}
      <p class="acts send">
        <button type="submit" class="primary" disabled={busy.value}>
          {busy.value ? 'Recording…' : 'Record the claim'}
        </button>
        <button type="button" onClick={() => leave(false)}>
          Close <kbd aria-hidden="true">Esc</kbd>
        </button>
        <button type="button" class="quiet" onClick={() => leave(true)}>
          Discard
        </button>
      </p>
    </form>
  )
}

interface LineProps {
  id: string
  label: string
  value: string
  note: string
  fault: string | undefined
  onChange: (value: string) => void
}

function Line({ id, label, value, note, fault, onChange }: LineProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        maxLength={900}
        autocomplete="off"
        value={value}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={`${id}-note`}
        onInput={(e) => onChange(e.currentTarget.value)}
      />
      <p id={`${id}-note`} class={fault ? 'fine bad' : 'fine'}>
        {fault ?? note}
      </p>
    </div>
  )
}
