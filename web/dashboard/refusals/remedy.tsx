import type { JSX } from 'preact'
import * as words from '#words'
import { sentence } from '../api/problem'
import { CopyButton } from '../parts/copy-button'
import { filled } from '../text/filled'
import { remedyLine } from './remedy-line'

/** What would let a beacon in, as the API says it: the setting or command to copy, where there is one. */
export function Remedy({ text }: { text: string }): JSX.Element {
  const { setting, command } = remedyLine(text)
  const line = setting ?? command
  return (
    <p class="remedy">
      {line === undefined ? (
        <bdi lang="en">{sentence(text)}</bdi>
      ) : (
        <>
          {filled(setting ? words.setThis : words.startWithThis, <code>{line}</code>)}{' '}
          <CopyButton text={line} what={words.setting} />
        </>
      )}
    </p>
  )
}
