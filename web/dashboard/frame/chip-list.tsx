import { Fragment, type JSX } from 'preact'
import { useRef } from 'preact/hooks'
import * as words from '#words'
import { PageName } from '../parts/page-name'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { type Filters, filterCount, filterList, valuesIn, withoutValue } from '../state/filter'
import { titleOf, titlesVersion } from '../state/titles'
import { useStore } from '../state/use-store'
import { chipText, filterLabels } from '../text/chip-text'
import { MoreValues } from './more-values'
import { noteRemoved, useNextChip } from './next-chip'

interface Props {
  /** Name of the organisation filtered by; null until it is known. */
  readonly organisationName: string | null
}

/** The values of the filters in use, each with a link that removes it. */
export function ChipList({ organisationName }: Props): JSX.Element | null {
  const { view } = useAppContext()
  const list = useRef<HTMLUListElement>(null)
  useNextChip(list, view.filters)
  useStore(titlesVersion)
  if (filterCount(view.filters) === 0) return null
  const without = (filters: Filters) => ({ ...view, filters })
  const chips = filterList(view.filters).map(([name]) => ({ name, values: valuesIn(view.filters, name) }))
  return (
    <ul class="chips" aria-label={words.filters} ref={list} onClickCapture={noteRemoved}>
      {chips.map(({ name, values }) => (
        <Fragment key={name}>
          {values.map((value, at) => {
            const text = chipText(name, value, values.length === 1 ? organisationName : null)
            const isPage = name === 'page' && value.as === 'value' && !value.isNot
            const title = isPage ? titleOf(value.text, view.site) : null
            return (
              <li key={`${value.isNot} ${value.as} ${value.text}`}>
                <ViewLink
                  to={without(withoutValue(view.filters, name, at))}
                  label={words.removeFilter(filterLabels[name], title === null ? text : `${title} ${text}`)}
                  hint={value.text}
                >
                  <span class="quiet">{at > 0 && !value.isNot ? words.or : filterLabels[name]}</span>{' '}
                  {isPage ? <PageName page={value.text} /> : <bdi>{text}</bdi>}
                  <span aria-hidden="true">×</span>
                </ViewLink>
              </li>
            )
          })}
          <MoreValues name={name} />
        </Fragment>
      ))}
      {chips.flatMap(({ values }) => values).length > 1 && (
        <li>
          <ViewLink to={without({})} class="clear">
            {words.removeAll}
          </ViewLink>
        </li>
      )}
    </ul>
  )
}
