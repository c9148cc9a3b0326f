import { spanAdder } from '../../lambda/counting/archived/count-rows'
import { putCountedDay, totalsOf } from '../../lambda/counting/archived/put-day'
import type { Count } from '../../lambda/domain/count/count'
import type { ByClass } from '../../lambda/domain/describe/visit-class'
import { withHead } from './lines'
import type { CheckedDay } from './order'
import { openPlace, type PlaceOptions } from './place'
import { readSpanLine } from './span-line'

interface PutOptions extends PlaceOptions {
  /** Puts nothing. */
  readonly dryRun: boolean
}

/** Puts the rollups of a day from lines of counts, after what was told of the day on the first line. @returns its totals */
export async function putLines(
  lines: AsyncGenerator<readonly string[]>,
  { dryRun, ...options }: PutOptions,
): Promise<ByClass<Count>> {
  const { head, rest } = await withHead(lines)
  const { asked, order } = JSON.parse(head) as Extract<CheckedDay, { asked: unknown }>
  const adder = spanAdder(order.day, order.pages)
  for await (const some of rest) for (const line of some) adder.add(readSpanLine(line, order.day))
  if (dryRun) return totalsOf(asked, adder.counters())
  const place = await openPlace(options)
  try {
    return await putCountedDay({ ...place, pages: order.pages }, asked, adder.counters())
  } finally {
    await place.close()
  }
}
