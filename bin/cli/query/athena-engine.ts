import {
  type AthenaClient,
  type Datum,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  type GetQueryResultsCommandOutput,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena'
import type { ArchivePlace } from '../api/stack-table'
import { Failure } from '../failure'
import { type QueryResult, typeOf, withInstants } from './query-result'

/** What Athena answered, and how many bytes it read for that. */
export interface AthenaAnswer {
  readonly result: QueryResult
  readonly bytes: number
}

/** Milliseconds between two looks whether a query is done: the first, and the longest. */
const firstPause = 100
const longestPause = 2000

/** Has Athena run a query, and waits. @param stop ends the query there too @throws Failure with what Athena said */
export async function askAthena(
  client: AthenaClient,
  place: ArchivePlace,
  sql: string,
  stop: AbortSignal,
): Promise<AthenaAnswer> {
  const { QueryExecutionId = '' } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      WorkGroup: place.workgroup,
      QueryExecutionContext: { Database: place.database, Catalog: 'AwsDataCatalog' },
    }),
  )
  const done = await finished(client, QueryExecutionId, stop)
  const { State, StateChangeReason = 'it said nothing' } = done.Status ?? {}
  if (State !== 'SUCCEEDED') throw new Failure(`Athena: ${StateChangeReason}`)
  const result = await resultOf(client, QueryExecutionId, done)
  return { result, bytes: done.Statistics?.DataScannedInBytes ?? 0 }
}

async function finished(client: AthenaClient, id: string, stop: AbortSignal): Promise<QueryExecution> {
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.5)) {
    if (stop.aborted) {
      await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }))
      throw stop.reason
    }
    const { QueryExecution = {} } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }))
    if (!['QUEUED', 'RUNNING'].includes(QueryExecution.Status?.State ?? '')) return QueryExecution
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** All rows. The first row of a SELECT is its head. */
async function resultOf(
  client: AthenaClient,
  QueryExecutionId: string,
  { StatementType }: QueryExecution,
): Promise<QueryResult> {
  const rows: (string | null)[][] = []
  let page: GetQueryResultsCommandOutput | undefined
  do {
    page = await client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken: page?.NextToken }))
    for (const { Data = [] } of page.ResultSet?.Rows ?? []) rows.push(Data.map(cellOf))
  } while (page.NextToken !== undefined)
  const columns = (page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Name = '', Type = '' }) => ({
    name: Name,
    type: typeOf(Type),
  }))
  return withInstants({ columns, rows: StatementType === 'DML' ? rows.slice(1) : rows })
}

const cellOf = ({ VarCharValue }: Datum): string | null => VarCharValue ?? null
