import { InvalidInput } from '../domain/errors'
import type { AskedBy } from '../domain/report/report'
import type { StatsAnswer } from './stats'
import type { Table } from './table-format'

/** Columns beside the counts, by what a report is broken down by; the value alone where nothing is said. */
const columnsOf: Readonly<Partial<Record<AskedBy, readonly string[]>>> = {
  organisation: ['value', 'name', 'kind', 'confidence'],
  sitePage: ['site', 'value'],
  recipient: ['value', 'name'],
}

/** Columns after the counts. */
const lastColumns: Readonly<Partial<Record<AskedBy, readonly string[]>>> = {
  site: ['lastDay'],
  section: ['seconds'],
}

/** Returns the breakdown that a table is made of. @throws InvalidInput unless there is one only */
export function tableBreakdown([name, another]: readonly AskedBy[]): AskedBy {
  if (name === undefined || another !== undefined)
    throw new InvalidInput('by must name one breakdown where format is csv or excel', 'by')
  return name
}

/**
 * Returns a breakdown of a report, a row for each value. What is not named is in the last row, without a value: only there
 * has the column `others` a number, that of such values.
 */
export function statsTable({ by }: StatsAnswer, name: AskedBy): Table {
  const found = by[name] ?? []
  const named = columnsOf[name] ?? ['value']
  if (!('others' in found))
    return { columns: [...named, 'visits', 'visitors', 'bots'], rows: found, times: ['value'] }
  const { values, ...rest } = found.others
  return {
    columns: [...named, 'visits', 'visitors', ...(lastColumns[name] ?? []), 'others'],
    rows: [...found.values, ...(rest.visits > 0 ? [{ ...rest, others: values }] : [])],
    times: ['lastDay'],
  }
}
