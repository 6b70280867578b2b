import { useSignal } from '@preact/signals'
import type { Draft } from '../../core/draft'
import { type Passage, places, sentence } from '../../core/passage'
import { plural } from '../../core/words'
import { say } from '../store'
import * as D from './store'

interface Props {
  id: string
  d: Draft
  fault: string | undefined
  onChange: (quotes: readonly Passage[]) => void
}

/** The words that say so: selected in the text with the pointer, or typed and found in it. What is kept is always the text's own. */
export function Words({ id, d, fault, onChange }: Props) {
  const typed = useSignal('')
  const offsets = D.offsets.value
  const hits = typed.value.trim().length > 1 ? places(offsets, typed.value) : []
  const add = (p: Passage) => {
    typed.value = ''
    if (!d.quotes.some((q) => q.start === p.start && q.end === p.end)) onChange([...d.quotes, p])
    say.value = 'Words added.'
  }
  return (
    <fieldset class="words" aria-describedby={fault ? `${id}-words-fault` : undefined}>
      <legend>The words that say so</legend>
      {d.quotes.map((q, i) => (
        <div key={i} class="quote-row">
          <blockquote dir="auto">{q.quote}</blockquote>
          <span class="acts">
            <button
              type="button"
              class="link"
              onClick={() => {
                const longer = sentence(offsets, q)
                if (longer.start === q.start && longer.end === q.end) say.value = 'It is a whole sentence.'
                else onChange(d.quotes.map((x, j) => (j === i ? longer : x)))
              }}
            >
              Whole sentence
            </button>
            <button
              type="button"
              class="link"
              onClick={() => {
                onChange(d.quotes.filter((_, j) => j !== i))
                document.getElementById(`${id}-words`)?.focus()
              }}
            >
              Remove
            </button>
          </span>
        </div>
      ))}
      <div class="field">
        <label for={`${id}-words`}>
          {d.quotes.length ? 'More words' : 'Select words in the text, or type some of them here'}
        </label>
        <input
          id={`${id}-words`}
          type="text"
          dir="auto"
          autocomplete="off"
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={`${id}-words-found`}
          value={typed.value}
          onInput={(e) => {
            typed.value = e.currentTarget.value
          }}
          onKeyDown={(e) => {
            if (e.key !== 'Enter' || e.ctrlKey || e.metaKey) return
            e.preventDefault()
            if (hits[0]) add(hits[0])
          }}
        />
        <p id={`${id}-words-found`} class="fine">
          {typed.value.trim().length > 1 &&
            (hits.length
              ? `Found in ${plural(hits.length, 'place')}; Enter takes the first.`
              : 'These words are not in the text.')}
        </p>
        {hits.length > 0 && (
          <ul class="plain hits">
            {hits.slice(0, 5).map((h) => (
              <li key={h.start}>
                <button type="button" class="hit-words" onClick={() => add(sentence(offsets, h))}>
                  <span dir="auto">{sentence(offsets, h).quote}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {fault && (
        <p class="fine bad" id={`${id}-words-fault`}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}
