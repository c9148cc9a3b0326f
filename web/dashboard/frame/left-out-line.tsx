import type { JSX } from 'preact'
import * as words from '#words'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filterList } from '../state/filter'
import type { LeftOut } from '../state/left-out'
import { leftOut } from '../state/navigation'
import { useStore } from '../state/use-store'
import { filled } from '../text/filled'
import type { Sites } from './site-switcher'

const mostNamed = 6
const longest = 60

interface Props {
  /** Null until they are known. */
  readonly sites: Sites | null
  /** Whether the page can filter; the totals page cannot. */
  readonly canFilter: boolean
}

/** Says what of the address was left out, with links that take it off the address. */
export function LeftOutLine({ sites, canFilter }: Props): JSX.Element | null {
  const { view } = useAppContext()
  const unread = useStore(leftOut)
  const filters = canFilter ? [] : filterList(view.filters).map(([name, value]) => ({ name, value }))
  const all = [...unread, ...filters]
  const isStrange = view.site !== null && sites?.every(({ site }) => site !== view.site) === true
  if (all.length === 0 && !isStrange) return null
  return (
    <p role="status" class="note left-out">
      {all.length > 0 && (
        <>
          {words.leftOut}
          <Parameters of={all} />{' '}
          <ViewLink to={canFilter ? view : { ...view, filters: {} }}>{words.takeOff}</ViewLink>
        </>
      )}
      {isStrange && (
        <>
          {' '}
          {filled(words.noneOfYours, <bdi>{view.site}</bdi>)}{' '}
          <ViewLink to={{ ...view, site: null }}>{words.showAllSites}</ViewLink>
        </>
      )}
    </p>
  )
}

const Parameters = ({ of: all }: { of: readonly LeftOut[] }): JSX.Element => (
  <>
    {all.slice(0, mostNamed).map(({ name, value }, at) => (
      <span key={`${name}=${value}`}>
        {at > 0 && ', '}
        <bdi>{cut(`${name}=${value}`)}</bdi>
      </span>
    ))}
    {all.length > mostNamed && words.more(all.length - mostNamed)}.
  </>
)

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)
