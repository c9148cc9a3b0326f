import type { ComponentChildren, JSX } from 'preact'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { Answered } from '../api/answer'
import { ViewSwitch } from '../frame/view-switch'
import { Answer, Empty } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { countText } from '../text/format'
import { OrganisationList } from './organisation-list'
import type { OrganisationRow } from './organisation-rows'

/** What the list of organisations leaves out. */
export type OthersAnswer = AnswerOf<'GET /organisations'>['others']

interface Props {
  readonly of: Answered<readonly OrganisationRow[]>
  readonly others: OthersAnswer | null
  readonly isWhole: boolean
  readonly setIsWhole: (isWhole: boolean) => void
  /** Notes on what the list leaves out. */
  readonly children: ComponentChildren
}

export function OrganisationsSection({ of, others, children, ...rest }: Props): JSX.Element {
  const { view } = useAppContext()
  return (
    <section>
      <header class="section">
        <h2>Organisations</h2>
        <ViewSwitch isOn={view.everyKind} to={{ ...view, everyKind: !view.everyKind }}>
          Providers and unknown too
        </ViewSwitch>
      </header>
      <Answer of={of} loading="Loading organisations" rows={10}>
        {(rows) =>
          rows.length === 0 ? (
            <NoOrganisation />
          ) : (
            <OrganisationList rows={rows} others={others?.organisations ?? 0} {...rest} />
          )
        }
      </Answer>
      {children}
    </section>
  )
}

const NoOrganisation = (): JSX.Element => (
  <Empty>
    <p class="quiet">None of these visits came from a business, university or public authority.</p>
  </Empty>
)

export const UncountedNote = (): JSX.Element => (
  <p class="quiet note">There were too many visits to count them all.</p>
)

/** Says what the list leaves out under a filter. */
export const NarrowedNote = ({ others }: { others: number }): JSX.Element => (
  <p class="quiet note">
    With a filter, the list has visits and visitors only. The page of an organisation tells what it read, and
    when it was first and last seen.
    {others > 0 && ` Another ${countText(others, 'network')} with fewer visits could not be named.`}
  </p>
)
