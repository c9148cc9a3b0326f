import type { ComponentChildren, JSX } from 'preact'
import * as words from '#words'
import type { Trouble, TroubleKind } from '../../../lambda/domain/report/trouble'
import { CopyButton } from '../parts/copy-button'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filled } from '../text/filled'
import { countText, fullDay } from '../text/format'
import { titleParts } from './trouble-text'

/** The heading of what is wrong: the worst of it, and how much more there is. */
export function troubleHeading(troubles: readonly Trouble[]): ComponentChildren {
  const [worst, ...others] = troubles
  if (worst === undefined) return words.allIsWell
  const title = titleOf(worst)
  return others.length === 0 ? title : filled(words.andMoreTroubles, title, others.length)
}

const titleOf = (trouble: Trouble): ComponentChildren =>
  filled(
    words.troubleTitles[trouble.kind],
    ...titleParts(trouble, { words, count: countText, day: fullDay }).map((part) => <bdi>{part}</bdi>),
  )

/** The views that tell more of it. */
const viewOf: { readonly [kind in TroubleKind]?: 'refusals' | 'messages' } = {
  refused: 'refusals',
  messages: 'messages',
}

/** What is wrong, the worst first, each with what to do. */
export function TroubleList({ troubles }: { troubles: readonly Trouble[] }): JSX.Element | null {
  if (troubles.length === 0) return null
  const namesStack = troubles.some(({ commands }) => commands.some((one) => one.includes(' --stack ')))
  return (
    <>
      <ul class="troubles">
        {troubles.map((trouble, at) => (
          <TroubleItem key={at} trouble={trouble} />
        ))}
      </ul>
      {namesStack && <p class="quiet note">{words.stackIsNamed}</p>}
    </>
  )
}

function TroubleItem({ trouble }: { trouble: Trouble }): JSX.Element {
  const { view } = useAppContext()
  const { kind, commands } = trouble
  const leadsTo = viewOf[kind]
  return (
    <li>
      <h2>{titleOf(trouble)}</h2>
      <p>
        {words.troubleAdvice[kind]}{' '}
        {leadsTo !== undefined && (
          <ViewLink to={{ ...view, name: leadsTo }}>{words.viewNames[leadsTo]}</ViewLink>
        )}
      </p>
      {commands.map((command) => (
        <p key={command} class="remedy">
          <code>{command}</code> <CopyButton text={command} what={words.command} />
        </p>
      ))}
    </li>
  )
}
