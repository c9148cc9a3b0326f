import { oldTableDays, tableAge } from '../describe/network-table-age'
import { type Day, endOf, hourLength, type Instant } from '../time/day'
import type { Silence } from './silence'

/** What the service says of itself, as far as it tells whether something is wrong. */
export interface Condition {
  readonly paused: { readonly until: Instant } | null
  readonly uncounted: {
    readonly days: number
    readonly oldest: Day | null
    readonly failing: readonly { readonly site: string; readonly day: Day }[]
  }
  readonly archive: { readonly missing: number; readonly oldestMissing: Day | null } | null
  readonly messages: {
    readonly failed: number
    readonly trouble: readonly unknown[]
    readonly mail: string | null
  } | null
  readonly silent: readonly ({ readonly site: string } & Silence)[]
  /** Day of the network table; null when there is none. */
  readonly networkTable: Day | null
  /** Beacons that were turned away today. */
  readonly refused: { readonly count: number; readonly complete: boolean }
}

/** Something that is wrong, and the commands that help. */
export type Trouble = TroubleFacts & { readonly commands: readonly string[] }

export type TroubleFacts =
  | { readonly kind: 'paused'; readonly until: Instant }
  | { readonly kind: 'failing'; readonly days: number; readonly site: string; readonly day: Day }
  | { readonly kind: 'unnamed' }
  | { readonly kind: 'messages' }
  | { readonly kind: 'uncounted'; readonly days: number; readonly oldest: Day }
  | { readonly kind: 'refused'; readonly count: number; readonly complete: boolean }
  | { readonly kind: 'unarchived'; readonly days: number; readonly oldest: Day }
  | { readonly kind: 'oldTable'; readonly days: number }
  | { readonly kind: 'silent'; readonly site: string; readonly days: number }

export type TroubleKind = Trouble['kind']

/** Counting and archiving run each hour, and a run may fail: a day is late this long after its end. */
export const lateMs = 3 * hourLength

interface Place {
  readonly now: Date
  /** Whether the service runs on AWS rather than on this machine. */
  readonly isDeployed: boolean
}

/** Returns all that is wrong, the worst first. */
export function troublesIn(condition: Condition, { now, isDeployed }: Place): Trouble[] {
  return factsIn(condition, now).map((facts) => ({ ...facts, commands: commandsFor(facts, isDeployed) }))
}

/** What takes visits or counts from the owner comes first, then what he is not told of, then what grows old. */
function factsIn(condition: Condition, now: Date): TroubleFacts[] {
  const { paused, networkTable, messages, refused, silent } = condition
  const found: (TroubleFacts | null)[] = [
    paused && { kind: 'paused', until: paused.until },
    failingIn(condition),
    networkTable === null ? { kind: 'unnamed' } : null,
    messages !== null && failsToSend(messages) ? { kind: 'messages' } : null,
    uncountedIn(condition, now),
    refused.count > 0 ? { kind: 'refused', ...refused } : null,
    unarchivedIn(condition, now),
    networkTable !== null && tableAge(networkTable, now) > oldTableDays
      ? { kind: 'oldTable', days: tableAge(networkTable, now) }
      : null,
    ...silent.map(({ site, days }) => ({ kind: 'silent', site, days }) as const),
  ]
  return found.filter((one) => one !== null)
}

/** Whether messages do not arrive. */
export const failsToSend = ({ failed, trouble, mail }: NonNullable<Condition['messages']>): boolean =>
  failed > 0 || trouble.length > 0 || mail !== null

function failingIn({ uncounted: { failing } }: Condition): TroubleFacts | null {
  const [newest] = failing
  return newest === undefined
    ? null
    : { kind: 'failing', days: failing.length, site: newest.site, day: newest.day }
}

/** Yesterday is no trouble until it should have been counted. Days that fail are another one. */
function uncountedIn({ uncounted }: Condition, now: Date): TroubleFacts | null {
  const { oldest, failing } = uncounted
  const days = uncounted.days - failing.length
  return oldest !== null && days > 0 && isLate(oldest, now) ? { kind: 'uncounted', days, oldest } : null
}

function unarchivedIn({ archive }: Condition, now: Date): TroubleFacts | null {
  const oldest = archive?.oldestMissing ?? null
  return archive !== null && oldest !== null && isLate(oldest, now)
    ? { kind: 'unarchived', days: archive.missing, oldest }
    : null
}

const isLate = (day: Day, now: Date): boolean => now.getTime() - endOf(day) > lateMs

/** Commands as they are typed in the clone; a deployed table is reached by the name of its stack. */
function commandsFor(facts: TroubleFacts, isDeployed: boolean): readonly string[] {
  const stack = isDeployed ? ' --stack Visitbook' : ''
  const again = isDeployed ? 'npm run deploy' : 'npm start'
  switch (facts.kind) {
    case 'paused':
      return ['./visitbook resume']
    case 'failing':
      return [`./visitbook rollup --site ${quoted(facts.site)} --from ${facts.day} --to ${facts.day}${stack}`]
    case 'unnamed':
      return ['npm ci', again]
    case 'messages':
      return ['./visitbook messages', './visitbook notify --test']
    case 'uncounted':
      return [`./visitbook rollup${stack}`]
    case 'refused':
      return ['./visitbook refusals --since 1d']
    case 'unarchived':
      return [`./visitbook archive${stack}`]
    case 'oldTable':
      return ['npm run network:update -- --releases', again]
    case 'silent':
      return [`./visitbook doctor --page https://${facts.site}/`]
  }
}

/** A wildcard is for no shell to expand. */
const quoted = (site: string): string => (/^[\w.:-]+$/.test(site) ? site : `'${site.replaceAll("'", '')}'`)
