import type { JSX } from 'preact'
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
      <h3>What you said of parts of it</h3>
      <ul class="plain-list">
        {of.map((word) => (
          <li key={word.subject}>
            <bdi>{word.subject}</bdi>: {said(word)}{' '}
            <button
              type="button"
              aria-label={`Withdraw the correction of ${word.subject}`}
              onClick={() => withdraw(word.subject)}
            >
              Withdraw
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

const said = ({ name, kind, domain, mine }: Props['of'][number]): string =>
  [name, kind === null ? null : kindName(kind), domain, mine ? 'your own' : null]
    .filter((one) => one !== null)
    .join(', ')
