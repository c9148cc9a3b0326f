import type { JSX } from 'preact'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { type Filters, filterCount, filterList, withoutFilter } from '../state/filter'
import { chipText, filterLabels } from '../text/chip-text'

interface Props {
  /** Name of the organisation filtered by; null until it is known. */
  readonly organisationName: string | null
}

/** The filters in use, each with a link that removes it. */
export function ChipList({ organisationName }: Props): JSX.Element | null {
  const { view } = useAppContext()
  if (filterCount(view.filters) === 0) return null
  const without = (filters: Filters) => ({ ...view, filters })
  return (
    <ul class="chips" aria-label="Filters">
      {filterList(view.filters).map(([name, value]) => (
        <li key={name}>
          <ViewLink
            to={without(withoutFilter(view.filters, name))}
            label={`Remove filter ${filterLabels[name]}: ${chipText(name, value, organisationName)}`}
            hint={value}
          >
            <span class="quiet">{filterLabels[name]}</span>{' '}
            <bdi>{chipText(name, value, organisationName)}</bdi>
            <span aria-hidden="true">×</span>
          </ViewLink>
        </li>
      ))}
      {filterCount(view.filters) > 1 && (
        <li>
          <ViewLink to={without({})} class="clear">
            Remove all
          </ViewLink>
        </li>
      )}
    </ul>
  )
}
