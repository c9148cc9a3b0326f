import { inAtMost, widthOf } from '../../../lambda/domain/printable'

/** Text in exactly `width` columns: padded, or cut with an ellipsis. */
export function inColumns(text: string, width: number): string {
  const kept = inAtMost(width, text)
  return kept + ' '.repeat(Math.max(0, width - widthOf(kept)))
}
