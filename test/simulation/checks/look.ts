import type { AnswerOf } from '../../../lambda/api/routes'
import { type Fact, keptUntil, Violation } from '../history'
import { longestLag } from '../table/lag'
import { mostDrift } from '../time/simulated-time'
import type { Owner } from '../world/owner'

type Stats = AnswerOf<'GET /stats'>

/** Asks for totals while everything goes on: they are never more than was ever sent, and never less than they say. */
export async function look(owner: Owner): Promise<void> {
  const { world } = owner
  const { ahead } = world.time
  const stats = await owner.ask<Stats>({
    route: 'GET /stats',
    query: { ...owner.everything, by: 'page', mine: 'include' },
  })
  if (stats === null) return
  const { visits, bots } = stats.totals
  world.history.tell(`${visits} visits and ${bots} bots by the report`)
  checkMost(owner, visits + bots)
  checkAsOf(owner, stats, Math.max(ahead, world.time.ahead) + mostDrift)
}

/** Rollups do not expire, so what has is counted too. */
function checkMost({ world: { history } }: Owner, counted: number): void {
  const sent = [...history.facts.values()].filter(({ sentAt }) => sentAt !== null)
  if (counted > sent.length)
    throw new Violation(
      'no count exceeds what was',
      `${counted} are counted, and ${sent.length} were ever sent`,
    )
}

/**
 * What was kept before the moment that the report names is counted, unless it says that it is not complete.
 *
 * @param ahead what the clock on the wall was ahead by, at the most while it was asked
 */
function checkAsOf({ world }: Owner, { totals, freshness }: Stats, ahead: number): void {
  const { history, time } = world
  const asOf = Date.parse(freshness.asOf) - ahead
  if (asOf > time.now) throw new Violation('asOf does not lie', `${freshness.asOf} is to come`)
  if (!freshness.complete || freshness.recounting.length > 0) return
  const counted = [...history.facts.values()].filter((fact) => isCounted(fact, asOf, time.now))
  if (totals.visits + totals.bots < counted.length)
    throw new Violation(
      'asOf does not lie',
      `as of ${freshness.asOf} there were ${counted.length} visits, and ${totals.visits + totals.bots} are counted`,
    )
}

const isCounted = (fact: Fact, asOf: number, now: number): boolean =>
  fact.keptAt !== null &&
  fact.keptAt + longestLag < asOf &&
  !fact.isUnsure &&
  !fact.isImported && // its day may be counted again
  fact.erasing === null &&
  now + mostDrift < keptUntil(fact)
