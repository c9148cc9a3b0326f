import { Fragment, type JSX } from 'preact'
import * as words from '#words'
import { ViewLink } from '../../parts/view-link'
import { useAppContext } from '../../state/app-context'
import { filled } from '../../text/filled'
import { countText, number } from '../../text/format'
import { listed } from '../../text/listed'
import type { CameThrough } from './kinds-came'

/** The most gateways that the line names. */
const mostNamed = 4

/** Names the gateways that visits came through: they hide whose office it is. */
export function GatewayLine({ gateways }: { gateways: readonly CameThrough[] }): JSX.Element | null {
  const { view } = useAppContext()
  const isListed = view.everyKind || view.filters.kind !== undefined
  if (gateways.length === 0 || isListed) return null
  const visits = gateways.reduce((sum, one) => sum + one.visits, 0)
  const rest = gateways.length - mostNamed
  const names = gateways.slice(0, mostNamed).map((one) => (
    <Fragment key={one.key}>
      <ViewLink to={{ ...view, name: 'organisation', organisation: one.key, filters: {} }}>
        <bdi>{one.name}</bdi>
      </ViewLink>
      {gateways.length > 1 && ` (${number(one.visits)})`}
    </Fragment>
  ))
  const all = rest > 0 ? [...names, words.andOthers(number(rest))] : names
  return (
    <p class="quiet note">{filled(words.throughGateways, countText(visits, words.ofVisits), listed(all))}</p>
  )
}
