import type { JSX } from 'preact'
import { CopyButton } from './copy-button'

/** A text to be copied, with what it is. */
export const CopiedText = ({ name, text }: { name: string; text: string }): JSX.Element => (
  <div class="copied">
    <label>
      {name}
      <input readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
    </label>{' '}
    <CopyButton text={text} what={name} />
  </div>
)
