import type { JSX } from 'preact'
import * as words from '#words'
import { CopiedText } from '../parts/copied-text'
import type { MadeToken } from './shares'

/** A link that was just made, to be copied. Nobody can show it again. */
export function MadeLink({ of: { link, embed } }: { of: MadeToken }): JSX.Element {
  const text = link ?? ''
  const frame = `<iframe src="${text.replaceAll('&', '&amp;')}" title="${words.visits}" width="100%" height="600"></iframe>`
  return (
    <div class="making" role="status">
      <p>{words.copyNow}</p>
      <CopiedText name={words.link} text={text} />
      {embed !== null && <CopiedText name={words.frameFor(embed)} text={frame} />}
    </div>
  )
}
