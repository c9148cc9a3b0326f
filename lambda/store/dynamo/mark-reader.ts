import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { getOrInsert } from '../../domain/cache'
import type { Day } from '../../domain/time/day'
import { type MineMarks, marked } from '../../domain/visit/mine-mark'
import type { Visit } from '../../domain/visit/visit'
import { type MineItem, minesIn } from '../items/mine-item'
import { fromItem, type VisitItem } from '../items/visit-item'
import { minePartition, mineSortKeys } from '../keys'
import type { TableParts } from './item-reader'
import { queryPages } from './query-pages'

/**
 * The most marks of a site's month that are read, about two megabytes; the oldest are left out. Each device that the owner
 * uses makes one a day, so that only a program makes more.
 */
const marksOfMonth = 20_000

/** Makes a visit of an item, as its mark says. */
export type VisitReader = (item: VisitItem) => Visit

/** Reads the visits of a site by days. The marks of a month are read when its first visit is. */
export type MarkedVisits = (site: string) => (day: Day) => Promise<VisitReader>

export interface MarkReader {
  readonly markedVisits: MarkedVisits
  /** Call it after a mark was put: whoever asks from then on does not get what is being read already. */
  readonly forgetReading: () => void
}

export function markReader(table: Pick<TableParts, 'client' | 'tableName'>): MarkReader {
  const underWay = new Map<string, Promise<MineMarks>>()

  /** Networks and shards are read side by side; they wait for the same answer. */
  function marksIn(site: string, month: string): Promise<MineMarks> {
    const name = `${month} ${site}`
    return getOrInsert(underWay, name, () =>
      readMonth(table, { site, month }).finally(() => underWay.delete(name)),
    )
  }

  return {
    forgetReading: () => underWay.clear(),
    markedVisits: (site) => {
      let known: { month: string; reader: Promise<VisitReader> } | null = null
      return (day) => {
        const month = day.slice(0, 7)
        if (known?.month !== month) known = { month, reader: marksIn(site, month).then(readerWith) }
        return known.reader
      }
    },
  }
}

async function readMonth(
  { client, tableName: TableName }: Pick<TableParts, 'client' | 'tableName'>,
  { site, month }: { readonly site: string; readonly month: string },
): Promise<MineMarks> {
  const [from, to] = mineSortKeys(month)
  const query: QueryCommandInput = {
    TableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': minePartition(site), ':from': from, ':to': to },
    ScanIndexForward: false,
    ConsistentRead: true, // a mark applies at once
  }
  const items: MineItem[] = []
  for await (const page of queryPages<MineItem>(client, query)) {
    items.push(...page)
    if (items.length >= marksOfMonth) break
  }
  return minesIn(items.slice(0, marksOfMonth))
}

/** Most months have no marks, and a million visits are read for a count. */
const readerWith = (marks: MineMarks): VisitReader =>
  marks.size === 0 ? fromItem : (item) => marked(fromItem(item), marks)
