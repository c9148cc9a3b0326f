import type { FuseOrder, StageLimits } from '../contract'
import {
  checked,
  type Fuse,
  type FuseNews,
  freshFuse,
  isPaused,
  type Pause,
  paused,
  resumed,
  type Usage,
} from '../domain/fuse/fuse'
import type { FuseStore } from '../store/fuse-store'
import { type Message, messageOf } from './message'

export interface FuseParts {
  readonly fuses: FuseStore
  /** What this month has used so far. */
  readonly usage: () => Promise<Usage>
  readonly setLimits: (limits: StageLimits) => Promise<void>
  /** The limits while nothing is paused. */
  readonly limits: StageLimits
  readonly send: (message: Message) => Promise<void>
  /** The setting `monthlyVisits`. */
  readonly budget: number
  readonly stackName: string
  /** The setting of that name. */
  readonly engagement: boolean
  readonly now: () => Date
}

/** What an order has led to. */
export interface FuseAnswer {
  readonly pause: Pause | null
}

/**
 * Carries an order out. The state is put first and the limits follow it, so what a function that was stopped has left
 * undone is done by the next check.
 */
export async function obey(parts: FuseParts, order: FuseOrder): Promise<FuseAnswer> {
  const now = parts.now()
  const fuse = (await parts.fuses.fuse()) ?? freshFuse(now)
  if (order === 'check') await check(parts, fuse, now)
  else {
    await parts.fuses.putFuse(order === 'pause' ? pausedByHand(fuse, now) : resumed(await parts.usage(), now))
    await followState(parts)
  }
  const after = await parts.fuses.fuse()
  return { pause: after !== null && isPaused(after, now) ? after.pause : null }
}

/** A pause that is under way stays what it is. */
const pausedByHand = (fuse: Fuse, now: Date): Fuse => (isPaused(fuse, now) ? fuse : paused(fuse, 'hand', now))

/** A deploy may have set the limits of the settings again, so those of a pause are set at every check. */
async function check(parts: FuseParts, fuse: Fuse, now: Date): Promise<void> {
  if (isPaused(fuse, now)) return followState(parts)
  const usage = await parts.usage()
  const after = checked(fuse, { usage, budget: parts.budget, now })
  if (after.news === 'ended') await parts.setLimits(parts.limits) // before it is forgotten that they must be
  if (after.news !== null) await parts.fuses.putFuse(after.fuse)
  if (after.news === 'paused') await followState(parts)
  if (after.news !== null) await tell(parts, after.news, usage)
}

/** Sets the limits that the state asks for, and again where the owner has changed it meanwhile. */
async function followState(parts: FuseParts): Promise<void> {
  const isNow = async () => isPaused((await parts.fuses.fuse()) ?? freshFuse(parts.now()), parts.now())
  for (let before = !(await isNow()); (await isNow()) !== before; ) {
    before = !before
    await parts.setLimits(before ? slowed(parts.limits) : parts.limits)
  }
}

const once = { rate: 1, burst: 1 }

/** Every route that has a limit of its own keeps one: an update takes none away. */
const slowed = ({ routes }: StageLimits): StageLimits => ({
  others: once,
  routes: Object.fromEntries(Object.keys(routes).map((key) => [key, once])),
})

async function tell(
  { send, budget, stackName, engagement, now }: FuseParts,
  news: FuseNews,
  usage: Usage,
): Promise<void> {
  console.warn({ fuse: news, ...usage, budget })
  await send(messageOf(news, { usage, budget, stackName, engagement, now: now() }))
}
