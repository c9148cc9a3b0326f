import { visitOfRow } from '../../lambda/archive/visit-of-row'
import { partialCounter, spanAdder } from '../../lambda/counting/archived/count-rows'
import { withHead } from './lines'
import { networksHere } from './networks-here'
import type { CountOrder } from './order'
import { readSpanLine, toSpanLine } from './span-line'

type Lines = AsyncGenerator<readonly string[]>

/** Counts rows of the archive, one a line as JSON, after the order on the first line. @returns lines of counts */
export async function countRows(lines: Lines): Promise<Iterable<string>> {
  const { head, rest } = await withHead(lines)
  const { site, day, pages, corrections } = JSON.parse(head) as CountOrder
  const counter = partialCounter({ networks: await networksHere(), pages, corrections })
  for await (const some of rest) for (const line of some) counter.add(visitOfRow(site, JSON.parse(line)))
  return [...counter.counts(day)].map((counts) => toSpanLine(counts, day))
}

/** Adds up lines of counts, after the order on the first line. @returns a line for each hour, and one for the day */
export async function addLines(lines: Lines): Promise<Iterable<string>> {
  const { head, rest } = await withHead(lines)
  const { day, pages } = JSON.parse(head) as CountOrder
  const adder = spanAdder(day, pages)
  for await (const some of rest) for (const line of some) adder.add(readSpanLine(line, day))
  return [...adder.counts()].map((counts) => toSpanLine(counts, day))
}
