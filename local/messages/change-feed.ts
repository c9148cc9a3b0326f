import { eachAtOnce } from '../../lambda/domain/at-once'
import type { BatchAnswer, StreamEvent } from '../../lambda/notify-function'
import type { Item } from '../../lambda/store/item-table'
import type { Key } from '../../lambda/store/keys'
import type { StreamRecord } from '../../lambda/store/table-change'
import { recordOf } from './record-of'
import type { Changed } from './watched-database'

export interface ChangeFeed {
  add(changed: Changed): void
  /** Hands over what has come, and then no more. */
  stop(): Promise<void>
}

interface FeedParts {
  /** Called for one batch at a time, as Lambda calls it for a shard of a stream. */
  readonly handle: (event: StreamEvent) => Promise<BatchAnswer | null>
  readonly itemAt: (key: Key) => Promise<Item | null>
  /** Milliseconds that a batch waits for more. On AWS, where calls are paid for, it is ten times as long. */
  readonly windowMs?: number
}

/** Records of one batch, and how often one is delivered that cannot be handled: as the stack has it. */
const [batch, maxTries] = [100, 5]

/** The most changes that wait. More come only while nothing can be handled. */
const mostWaiting = 10_000

interface Waiting {
  readonly changed: Changed
  readonly tries: number
}

/** Brings changes to the notify function, as the stream of a table does. */
export function changeFeed({ windowMs = 1000, ...parts }: FeedParts): ChangeFeed {
  const waiting: Waiting[] = []
  let working: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let isStopped = false

  function wake(): void {
    if (timer !== null || isStopped) return
    timer = setTimeout(() => {
      timer = null
      working = working.then(work)
    }, windowMs)
  }

  async function work(): Promise<void> {
    for (let left = waiting.length; left > 0; left -= batch)
      waiting.push(...(await handOver(parts, waiting.splice(0, batch))))
    if (waiting.length > 0) wake()
  }

  return {
    add(changed) {
      if (waiting.length < mostWaiting) waiting.push({ changed, tries: 0 })
      wake()
    },
    async stop() {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      working = working.then(work)
      await working
    },
  }
}

/** @returns those that have to be handed over again */
async function handOver(
  { handle, itemAt }: Omit<FeedParts, 'windowMs'>,
  taken: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const failed = await failures(handle, () =>
    eachAtOnce(taken, async ({ changed }, at) => recordOf(await itemOf(changed, itemAt), String(at))),
  )
  const again = taken.flatMap(({ changed, tries }, at) =>
    failed === 'all' || failed.has(String(at)) ? [{ changed, tries: tries + 1 }] : [],
  )
  for (const { changed, tries } of again) if (tries === maxTries) console.error({ unhandled: changed.sk })
  return again.filter(({ tries }) => tries < maxTries)
}

/** Positions in the batch of what could not be handled. */
async function failures(
  handle: FeedParts['handle'],
  recordsOf: () => Promise<StreamRecord[]>,
): Promise<'all' | ReadonlySet<string>> {
  try {
    const answer = await handle({ Records: await recordsOf() })
    return new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
  } catch (error) {
    console.error({ messages: (error as Error).message })
    return 'all'
  }
}

/** What was changed and not put is read when it is needed. */
const itemOf = async (changed: Changed, itemAt: FeedParts['itemAt']): Promise<Item | null> =>
  Object.keys(changed).length > 2 ? changed : itemAt(changed)
