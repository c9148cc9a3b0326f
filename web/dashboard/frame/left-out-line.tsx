import type { JSX } from 'preact'
import { ViewLink } from '../parts/view-link'
import { useAppContext } from '../state/app-context'
import { filterList } from '../state/filter'
import type { LeftOut } from '../state/left-out'
import { leftOut } from '../state/navigation'
import { useStore } from '../state/use-store'
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
          Left out, because this page does not know it: <Parameters of={all} />{' '}
          <ViewLink to={canFilter ? view : { ...view, filters: {} }}>Take it off the address</ViewLink>
        </>
      )}
      {isStrange && (
        <>
          {' '}
          <bdi>{view.site}</bdi> is none of your sites.{' '}
          <ViewLink to={{ ...view, site: null }}>Show all sites</ViewLink>
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
    {all.length > mostNamed && ` and ${all.length - mostNamed} more`}.
  </>
)

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text)
