import type { JSX } from 'preact'
import * as words from '#words'
import { kindName } from '../text/kind'
import type { OneOrganisation } from './organisation-page'

interface Props {
  readonly of: OneOrganisation['narrower']
  readonly withdraw: (subject: string) => void
}

/** The corrections of single networks and ranges of an organisation. */
export function NarrowerCorrections({ of, withdraw }: Props): JSX.Element | null {
  if (of.length === 0) return null
  return (
    <>
      <h3>{words.saidOfParts}</h3>
      <ul class="plain-list">
        {of.map((word) => (
          <li key={word.subject}>
            <bdi>{word.subject}</bdi>: {said(word)}{' '}
            <button
              type="button"
              aria-label={words.withdrawOf(word.subject)}
              onClick={() => withdraw(word.subject)}
            >
              {words.withdraw}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

const said = ({ name, kind, domain, mine, muted }: Props['of'][number]): string =>
  [
    name,
    kind === null ? null : kindName(kind),
    domain,
    mine ? words.yourOwn : null,
    muted ? words.isMuted : null,
  ]
    .filter((one) => one !== null)
    .join(', ')
