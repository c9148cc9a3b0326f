import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import * as words from '#words'
import { listText } from '../../../lambda/domain/report/filter-list'
import { useAnswer } from '../api/answer'
import { otherValuesPath } from '../api/request-list'
import { PageName } from '../parts/page-name'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { asValue, type FilterName, groupOf, valuesIn, withValue } from '../state/filter'
import { breakdowns } from '../text/breakdown-list'
import { chipText, filterLabels } from '../text/chip-text'
import { number } from '../text/format'

/** A button that lists what else a filter may ask for: other values, and the folder or family of its own. */
export function MoreValues({ name }: { name: FilterName }): JSX.Element | null {
  const [isOpen, setIsOpen] = useState(false)
  if (!breakdowns.some(({ filter }) => filter === name)) return null
  return (
    <li class="more-values">
      <button
        type="button"
        class="plain"
        aria-expanded={isOpen}
        aria-label={words.otherValues(filterLabels[name])}
        onClick={() => setIsOpen(!isOpen)}
      >
        {words.orMore}
      </button>
      {isOpen && <ValueList name={name} />}
    </li>
  )
}

function ValueList({ name }: { name: FilterName }): JSX.Element {
  const { client, view, moment } = useAppContext()
  const { data } = useAnswer<'GET /stats'>(client, otherValuesPath(view, moment, name))
  const { filters } = view
  const asked = valuesIn(filters, name)
  const groups = asked.flatMap((one) => groupOf(name, one) ?? [])
  const values = data?.by[name as 'country']?.values ?? []
  const isAsked = (value: string | null) =>
    asked.some(({ text, as }) => (value === null ? as === 'none' : as === 'value' && text === value))
  return (
    <ul class="plain-list">
      {groups.map((group) => (
        <li key={group.text}>
          <ViewLink to={{ ...view, filters: { ...filters, [name]: listText(name, [group]) } }}>
            <bdi>{chipText(name, group, null)}</bdi>
          </ViewLink>
        </li>
      ))}
      {values
        .filter(({ value }) => !isAsked(value))
        .map(({ value, visits }) => (
          <li key={value}>
            <ViewLink to={{ ...view, filters: withValue(filters, name, value, false) }}>
              {name === 'page' && value !== null ? (
                <PageName page={value} />
              ) : (
                <bdi>{chipText(name, asValue(value), null)}</bdi>
              )}
            </ViewLink>{' '}
            <span class="quiet">{number(visits)}</span>
          </li>
        ))}
    </ul>
  )
}
