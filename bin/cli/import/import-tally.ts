import { printable } from '../../../lambda/domain/printable'
import type { FormatName } from './import-choices'
import type { SkipReason } from './page-view'

/** What became of the lines; each is counted exactly once. */
export interface Tally {
  recorded: number
  alreadyThere: number
  /** Page views that were only counted, in a dry run. */
  counted: number
  readonly skipped: Record<SkipReason, number>
  /** Page views among them that have no address, and so neither organisation nor visitor. */
  withoutAddress: number
  /** Page views among them that have no user agent. */
  withoutAgent: number
  /** Those that were found. */
  readonly formats: Set<FormatName>
  /** Files of which no line was understood. */
  readonly strangers: string[]
  /** The first few hosts of other sites, and the number of lines of each. */
  readonly others: Map<string, number>
}

export const newTally = (): Tally => ({
  recorded: 0,
  alreadyThere: 0,
  counted: 0,
  skipped: {
    asset: 0,
    partial: 0,
    notSuccessful: 0,
    notGet: 0,
    otherSite: 0,
    ahead: 0,
    comment: 0,
    notUnderstood: 0,
  },
  withoutAddress: 0,
  withoutAgent: 0,
  formats: new Set(),
  strangers: [],
  others: new Map(),
})

/** The most hosts that are remembered. */
const knownHosts = 20

/** Counts a line that is no page view. */
export function skip({ skipped, others }: Tally, reason: SkipReason, host?: string): void {
  skipped[reason] += 1
  if (host === undefined || (others.size >= knownHosts && !others.has(host))) return
  others.set(host, (others.get(host) ?? 0) + 1)
}

/** The counts as `--json` prints them. */
export function countsOf({ recorded, alreadyThere, counted, skipped, withoutAddress, formats }: Tally) {
  const pageViews = recorded + alreadyThere + counted
  const lines = pageViews + Object.values(skipped).reduce((sum, count) => sum + count, 0)
  return { formats: [...formats], lines, pageViews, recorded, alreadyThere, withoutAddress, skipped }
}

const said: Readonly<Record<SkipReason, string>> = {
  asset: 'assets',
  partial: 'parts of documents',
  notSuccessful: 'not answered 2xx or 304',
  notGet: 'not GET',
  otherSite: 'of other sites',
  ahead: 'more than a day ahead',
  comment: 'comments or blank',
  notUnderstood: 'not understood',
}

/** The counts for people. */
export function summaryOf(tally: Tally, of: string, isDry: boolean): string {
  const { formats, lines, pageViews, recorded, alreadyThere, withoutAddress, skipped } = countsOf(tally)
  const outcome = isDry ? 'dry run, nothing recorded' : `${recorded} recorded, ${alreadyThere} already there`
  const reasons = Object.entries(said).map(([reason, words]) => `${skipped[reason as SkipReason]} ${words}`)
  const format = formats.length === 0 ? '' : ` in format ${formats.join(', ')}`
  return [
    `${of}: ${lines} lines${format}, ${pageViews} page views: ${outcome}; ${withoutAddress} without an address`,
    `skipped: ${reasons.join(', ')}`,
    ...notesOn(tally, pageViews),
  ].join('\n')
}

const named = 5

/** Hints that something may not be as intended. */
function notesOn({ strangers, others, withoutAgent, skipped }: Tally, pageViews: number): string[] {
  const notes: string[] = []
  if (strangers.length > 0)
    notes.push(
      `no line is understood of ${strangers.length === 1 ? '' : `${strangers.length} files: `}${listed(strangers)}`,
    )
  if (pageViews === 0 && skipped.otherSite > 0)
    notes.push(
      `the log is of other sites: ${listed([...others].map(([host, lines]) => `${host} (${lines})`))}`,
    )
  if (pageViews > 0 && withoutAgent === pageViews)
    notes.push(
      'the log has no user agents, so its visits are taken for bots’: visits --bot include shows them',
    )
  return notes
}

const listed = (all: readonly string[]): string =>
  all.slice(0, named).map(shown).join(', ') + (all.length > named ? ', …' : '')

/** A host comes from strangers. */
const shown = (name: string): string => printable(name).slice(0, 100)
