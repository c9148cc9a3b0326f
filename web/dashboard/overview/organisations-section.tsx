import type { ComponentChildren, JSX } from 'preact'
import * as words from '#words'
import type { AnswerOf } from '../../../lambda/api/routes'
import type { Answered } from '../api/answer'
import type { Path, TableForm } from '../api/request-list'
import { ViewSwitch } from '../frame/view-switch'
import { TableExport } from '../parts/export-button'
import { Answer, Empty } from '../parts/placeholders'
import { useAppContext } from '../state/app-context'
import { useIsPhone } from '../state/phone'
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
  /** The path of the list as a table. */
  readonly table: (form: TableForm) => Path
  /** Notes on what the list leaves out. */
  readonly children: ComponentChildren
}

export function OrganisationsSection({ of, others, table, children, ...rest }: Props): JSX.Element {
  const isPhone = useIsPhone()
  return (
    <section>
      {isPhone ? (
        <h2 class="unseen">{words.organisations}</h2>
      ) : (
        <header class="section">
          <h2>{words.organisations}</h2>
          <Controls table={table} />
        </header>
      )}
      <Answer of={of} loading={words.loadingOrganisations} rows={10}>
        {(rows) =>
          rows.length === 0 ? (
            <NoOrganisation />
          ) : (
            <OrganisationList rows={rows} others={others?.organisations ?? 0} {...rest} />
          )
        }
      </Answer>
      {children}
      {isPhone && (
        <div class="below">
          <Controls table={table} />
        </div>
      )}
    </section>
  )
}

/** They stand below the list on a phone, whose heading says already what is listed. */
function Controls({ table }: Pick<Props, 'table'>): JSX.Element {
  const { view } = useAppContext()
  return (
    <>
      <ViewSwitch isOn={view.everyKind} to={{ ...view, everyKind: !view.everyKind }}>
        {words.everyKind}
      </ViewSwitch>
      <TableExport of={words.organisations} path={table} />
    </>
  )
}

const NoOrganisation = (): JSX.Element => (
  <Empty>
    <p class="quiet">{words.noneOfKinds}</p>
  </Empty>
)

export const UncountedNote = (): JSX.Element => <p class="quiet note">{words.tooManyVisits}</p>

/** Says what the list leaves out under a filter. */
export const NarrowedNote = ({ others }: { others: number }): JSX.Element => (
  <p class="quiet note">
    {words.narrowedList}
    {others > 0 && words.unnamed(countText(others, words.ofNetworks))}
  </p>
)
