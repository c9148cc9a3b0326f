import { type Zone, zoneOf } from '../../../lambda/domain/time/zone'
import { settingsOf } from '../api/server'
import { settingsIn } from '../settings/settings-place'
import type { ClockOptions } from './clock-options'
import { chosenZone } from './zone'

/** By whose clock a list tells times. Files for machines tell them in UTC. */
export interface Clock {
  readonly zone: Zone
  /** A moment to the minute; null where there is none. */
  minute(instant: string | null): string | null
  /** The head of a column of times: it names the clock by its city. */
  head(name: string): string
}

/** The clock of `--utc`, `--zone`, the setting, or this machine. @throws Failure when there is no such zone */
export function clockOf(options: ClockOptions): Clock {
  const zone = zoneFor(options)
  const shift = (instant: string): number => Date.parse(instant) + zone.offsetAt(Date.parse(instant)) * 60_000
  return {
    zone,
    minute: (instant) =>
      instant === null ? null : new Date(shift(instant)).toISOString().slice(0, 16).replace('T', ' '),
    head: (name) => `${name} (${cityOf(zone)})`,
  }
}

export const zoneFor = ({ utc, zone }: ClockOptions): Zone =>
  zoneOf(utc ? 'UTC' : chosenZone(zone ?? zoneSet()))

const cityOf = ({ name }: Zone): string => name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ')

/** The setting `zone`: of this machine's service, or of the stack that is deployed from this folder. */
function zoneSet(): string | undefined {
  const { zone } = settingsOf(process.env)
  if (zone !== null) return zone
  try {
    const set = settingsIn('.').zone
    return typeof set === 'string' ? set : undefined
  } catch {
    return undefined // a list needs no settings
  }
}
