import type { JSX } from 'preact'
import * as words from '#words'
import { sentence } from '../api/problem'
import { CopyButton } from '../parts/copy-button'
import { isOnThisMachine } from '../state/this-machine'
import { filled } from '../text/filled'

/** What would let a beacon in, as the API says it: the setting to copy, where there is one. */
export function Remedy({ text }: { text: string }): JSX.Element {
  const setting = /"sites": \[[^\]]*\]/.exec(text)?.[0]
  const line = setting !== undefined && isOnThisMachine() ? startWith(setting) : setting
  return (
    <p class="remedy">
      {line === undefined ? (
        <bdi lang="en">{sentence(text)}</bdi>
      ) : (
        <>
          {filled(line === setting ? words.setThis : words.startWithThis, <code>{line}</code>)}{' '}
          <CopyButton text={line} what={words.setting} />
        </>
      )}
    </p>
  )
}

/** `npm start` has its sites from a variable. Hosts contain no quotes. */
function startWith(setting: string): string {
  const { sites } = JSON.parse(`{${setting}}`) as { readonly sites: readonly string[] }
  return `VISITBOOK_SITES='${sites.join(',')}' npm start`
}
