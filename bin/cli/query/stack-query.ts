import { AthenaClient } from '@aws-sdk/client-athena'
import { awsFailure } from '../api/aws-failure'
import { type ArchivePlace, archiveOfStack } from '../api/stack-table'
import { Failure } from '../failure'
import { interruption } from '../terminal/interruption'
import { askAthena } from './athena-engine'
import { priceText } from './athena-price'
import { archiveBucket } from './bucket-size'
import { readViews } from './query-file'
import type { QueryResult } from './query-result'
import { fillIn, type QueryValues, withViews, wordsIn } from './query-text'

/** A query as Athena takes it, and how many bytes it reads at most. */
interface StackQuery {
  readonly place: ArchivePlace
  readonly text: string
  readonly bytes: number
}

type ValuesOf = (there: readonly string[]) => QueryValues

/**
 * Makes a query for the archive of a deployed stack. The views come with it, so that they are always this version's and
 * nothing has to be made first.
 *
 * @param valuesOf what is asked for, of the sites that there are
 * @throws Failure
 */
export async function stackQuery(stack: string, sql: string, valuesOf: ValuesOf): Promise<StackQuery> {
  try {
    const place = await archiveOfStack(stack)
    const bucket = archiveBucket(place.bucket)
    const folders = await bucket.sites()
    if (folders.length === 0)
      throw new Failure(`the archive has no day yet; ./visitbook archive --stack ${stack} writes them`)
    const values = inFolders(valuesOf(folders.map(decodeURIComponent)))
    const bytes = await bucket.bytesOf(bounded(sql) ? values : { ...values, ...always })
    return { place, bytes, text: withViews(fillIn(sql, values), readViews()) }
  } catch (error) {
    throw awsFailure(error)
  }
}

/** Asks Athena, and says on stderr what that costs, before and after. @throws Failure */
export async function askStack(stack: string, sql: string, valuesOf: ValuesOf): Promise<QueryResult> {
  const { place, text, bytes } = await stackQuery(stack, sql, valuesOf)
  console.error(`visitbook: reads at most ${priceText(bytes)}`)
  const client = new AthenaClient()
  try {
    const answer = await askAthena(client, place, text, interruption())
    console.error(`visitbook: read ${priceText(answer.bytes)}`)
    return decoded(answer.result)
  } catch (error) {
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
}

const always = { first_day: '', last_day: '~' }

/** Whether a query reads the files of the days alone that are asked for. `organisations` reads all of them. */
const bounded = (sql: string): boolean =>
  wordsIn(sql).includes('first_day') && !/\b(from|join)\s+organisations\b/i.test(sql)

/** Athena finds a site by the name of its folder, in which a `*` is escaped, and calls it so. */
const inFolders = (values: QueryValues): QueryValues => ({
  ...values,
  sites: values.sites.map((site) => encodeURIComponent(site).replaceAll('*', '%2A')),
})

function decoded({ columns, rows }: QueryResult): QueryResult {
  const at = columns.findIndex(({ name }) => name === 'site')
  return {
    columns,
    rows: rows.map((row) =>
      row.map((cell, place) => (place === at && cell !== null ? unescaped(cell) : cell)),
    ),
  }
}

/** What begins with `*.` or has a port; a column of that name may hold anything else. */
const unescaped = (cell: string): string => cell.replace(/^%2A/, '*').replace(/%3A(?=\d+$)/, ':')
