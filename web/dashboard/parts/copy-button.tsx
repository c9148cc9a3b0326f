import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { filled } from '../text/filled'

/** Copies a text to the clipboard. */
export function CopyButton({ text, what }: { text: string; what: string }): JSX.Element {
  const [message, setMessage] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setMessage(words.copied),
      () => setMessage(words.copyByHand),
    )
  return (
    <>
      <button type="button" onClick={copy}>
        {filled(words.copy, <span class="unseen">{what}</span>)}
      </button>
      <span role="status" class="quiet said">
        {message}
      </span>
    </>
  )
}
