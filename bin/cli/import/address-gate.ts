import { Failure } from '../failure'
import type { AddressPlace } from './import-choices'
import type { LoggedView } from './log-visit'

/** The most page views that are held back. */
const heldAtMost = 1000

export interface AddressGate {
  /** Whether any line so far had an address. */
  readonly met: { readonly address: boolean }
  readonly place: AddressPlace
}

/**
 * Holds page views back until a line has an address. A log without any would be recorded without organisations and
 * visitors, and a second time once it is imported properly.
 *
 * @throws Failure when there is no such line, or none before a thousand page views
 */
export async function* onceAddressed(
  views: AsyncIterable<LoggedView>,
  { met, place }: AddressGate,
): AsyncGenerator<LoggedView> {
  const held: LoggedView[] = []
  for await (const view of views) {
    if (met.address && held.length > 0) yield* held.splice(0)
    if (met.address) yield view
    else held.push(view)
    if (held.length >= heldAtMost) throw noAddress(place, `up to the ${heldAtMost}th page view no line has`)
  }
  if (held.length > 0 && !met.address) throw noAddress(place, 'no line has')
  yield* held
}

const advice: Readonly<Record<AddressPlace, string>> = {
  client:
    'the address of a client. Apache writes names where HostnameLookups is On; what proxies forwarded is taken with --address forwarded',
  forwarded:
    'an address that proxies forwarded. It is looked for in quotes after the user agent, or under the name of X-Forwarded-For',
}

const noAddress = (place: AddressPlace, where: string) =>
  new Failure(`${where} ${advice[place]}. Nothing was recorded.`)
