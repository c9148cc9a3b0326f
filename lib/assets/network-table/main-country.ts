import { merge, type Range, segmentsOf } from './range'

/** Ranges of one family, with their networks and countries. */
interface Family {
  readonly asn: readonly Range<number | bigint, number>[]
  readonly country: readonly Range<number | bigint, string>[]
}

/** Returns the country of most addresses of each network. The first family in which it has addresses decides. */
export function mainCountries(families: readonly Family[]): ReadonlyMap<number, string> {
  const main = new Map<number, string>()
  for (const family of families)
    for (const [asn, country] of mainCountriesIn(family)) if (!main.has(asn)) main.set(asn, country)
  return main
}

function mainCountriesIn({ asn, country }: Family): Map<number, string> {
  const sizes = new Map<number, Map<string, number>>()
  let last: { start: number; at: readonly [number, string] | null } = { start: 0, at: null }
  const places = merge(segmentsOf(asn), segmentsOf(country), (network, place) =>
    network === undefined || place === undefined ? null : ([network, place] as const),
  )
  for (const { start, value } of places) {
    if (last.at !== null) {
      const [network, place] = last.at
      const ofNetwork = sizes.get(network) ?? new Map<string, number>()
      sizes.set(network, ofNetwork.set(place, (ofNetwork.get(place) ?? 0) + Number(start) - last.start))
    }
    last = { start: Number(start), at: value }
  }
  return new Map([...sizes].map(([network, places]) => [network, largest(places)]))
}

const largest = (places: ReadonlyMap<string, number>): string =>
  [...places].reduce((most, one) =>
    one[1] > most[1] || (one[1] === most[1] && one[0] < most[0]) ? one : most,
  )[0]
