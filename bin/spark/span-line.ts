import type { SpanCounts } from '../../lambda/counting/archived/count-rows'
import type { Day } from '../../lambda/domain/time/day'
import { packPartial, unpackPartial } from '../../lambda/store/items/partial-item'

/** Counts as Spark carries them: the hour or day, a tab, and bytes in Base64. */
export const toSpanLine = ([span, counts]: SpanCounts, day: Day): string =>
  `${span}\t${packPartial({ counts, places: new Float64Array() }, day).toString('base64')}\n`

export function readSpanLine(line: string, day: Day): SpanCounts {
  const [span = '', packed = ''] = line.split('\t')
  return [span, unpackPartial(Buffer.from(packed, 'base64'), day).counts]
}
