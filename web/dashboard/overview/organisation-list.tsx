import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { useAppContext } from '../state/app-context'
import { number } from '../text/format'
import { OrganisationItem } from './organisation-item'
import { isSought, type OrganisationRow } from './organisation-rows'

const shownFirst = 10

/** Who came. */
export function OrganisationList({ rows }: { rows: readonly OrganisationRow[] }): JSX.Element {
  const { view } = useAppContext()
  const [isWhole, setIsWhole] = useState(false)
  const most = Math.max(...rows.map(({ visits }) => visits), 1)
  const shown = isWhole ? rows : rows.slice(0, shownFirst)
  const hasMore = rows.some(({ more }) => more !== null)
  return (
    <>
      <table class="organisations">
        <caption class="unseen">
          {rows.every(isSought)
            ? 'Organisations, the most visits first'
            : 'Organisations, then other networks'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Organisation</th>
            {hasMore && (
              <th scope="col" class="wide">
                What they read
              </th>
            )}
            <th scope="col" class="count">
              Visits
            </th>
            <th scope="col" class="count middle">
              Visitors
            </th>
            {hasMore && (
              <>
                <th scope="col" class="count middle">
                  Pages
                </th>
                <th scope="col" class="date wide">
                  First seen
                </th>
                <th scope="col" class="date">
                  Last seen
                </th>
              </>
            )}
            <th scope="col">
              <span class="unseen">Details</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <OrganisationItem
              key={`${view.site} ${row.asn}`}
              row={row}
              share={row.visits / most}
              hasMore={hasMore}
            />
          ))}
        </tbody>
      </table>
      {rows.length > shownFirst && (
        <button type="button" class="plain more" onClick={() => setIsWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? 'Show fewer' : `Show all ${number(rows.length)}`}
        </button>
      )}
    </>
  )
}
