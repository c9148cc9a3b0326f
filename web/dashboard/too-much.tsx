import type { JSX } from 'preact'
import { useBook } from './book'
import { chipText, filterLabels } from './chip-text'
import { filterCount, filterList, withoutFilter } from './filter'
import { lengthOf, presetNames, presets, rangeOf } from './period'
import { ViewLink } from './view-link'

/**
 * Said where more visits would have to be looked through than one answer may: what to leave out.
 *
 * @param hasCounts whether it is shown at least how many there were
 */
export function TooMuch({ hasCounts }: { hasCounts: boolean }): JSX.Element {
  const { view, range, today } = useBook()
  const shorter = presets.filter((preset) => lengthOf(rangeOf(preset, today)) < lengthOf(range))
  return (
    <div class="state" role="alert">
      <p>{reason(filterCount(view.filters))}</p>
      {hasCounts ? (
        <p>How many passed it, and when, is counted all the same. A shorter time tells more:</p>
      ) : (
        filterCount(view.filters) > 0 && (
          <>
            <p>Take {filterCount(view.filters) > 1 ? 'one' : 'it'} away:</p>
            <p class="links">
              {filterList(view.filters).map(([name, value]) => (
                <ViewLink
                  key={name}
                  to={{ ...view, filters: withoutFilter(view.filters, name) }}
                  hint={value}
                >
                  without {filterLabels[name]} <bdi>{chipText(name, value, null)}</bdi>
                </ViewLink>
              ))}
            </p>
            {shorter.length > 0 && <p>Or look at a shorter time:</p>}
          </>
        )
      )}
      {shorter.length > 0 && (
        <p class="links">
          {shorter.map((preset) => (
            <ViewLink key={preset} to={{ ...view, period: preset }}>
              {presetNames[preset]}
            </ViewLink>
          ))}
        </p>
      )}
    </div>
  )
}

function reason(filters: number): string {
  if (filters === 0)
    return 'Too many visits of this time have not been counted yet. They will be by the next full hour.'
  const asked = filters === 1 ? 'this filter' : filters === 2 ? 'both filters' : `all ${filters} filters`
  return `There are too many visits in this time to look through each of them for ${asked}.`
}
