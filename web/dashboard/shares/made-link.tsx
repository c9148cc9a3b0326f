import type { JSX } from 'preact'
import { CopyButton } from '../parts/copy-button'
import type { MadeToken } from './shares'

/** A link that was just made, to be copied. Nobody can show it again. */
export function MadeLink({ of: { link, embed } }: { of: MadeToken }): JSX.Element {
  const text = link ?? ''
  const frame = `<iframe src="${text.replaceAll('&', '&amp;')}" title="Visits" width="100%" height="600"></iframe>`
  return (
    <div class="making" role="status">
      <p>Copy it now: it is shown this once.</p>
      <Copied name="Link" text={text} />
      {embed !== null && <Copied name={`Frame for pages of ${embed}`} text={frame} />}
    </div>
  )
}

const Copied = ({ name, text }: { name: string; text: string }): JSX.Element => (
  <div>
    <label>
      {name}
      <input readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
    </label>{' '}
    <CopyButton text={text} what={name} />
  </div>
)
