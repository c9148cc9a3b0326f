import type { JSX } from 'preact'
import { useState } from 'preact/hooks'

/** Copies a text to the clipboard. */
export function CopyButton({ text, what }: { text: string; what: string }): JSX.Element {
  const [message, setMessage] = useState('')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setMessage('Copied'),
      () => setMessage('Select and copy it by hand'),
    )
  return (
    <>
      <button type="button" onClick={copy}>
        Copy <span class="unseen">{what}</span>
      </button>
      <span role="status" class="quiet said">
        {message}
      </span>
    </>
  )
}
