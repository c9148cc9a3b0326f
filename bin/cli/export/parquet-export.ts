import { createReadStream, renameSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileWriter } from 'hyparquet-writer'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { parquetFile, rowsOfGroup } from '../../../lambda/archive/parquet-file'
import { columnsVersion } from '../../../lambda/archive/visit-columns'
import { answerColumns } from '../visits/answer-columns'

/** Makes a Parquet file of visits as NDJSON, some thousand at a time. It has its name once it is whole. */
export async function makeParquet(ndjson: string, file: string): Promise<void> {
  const draft = `${file}.draft`
  const made = parquetFile(answerColumns, { version: columnsVersion }, fileWriter(draft))
  let rows: VisitAnswer[] = []
  for await (const line of createInterface({ input: createReadStream(ndjson) })) {
    rows.push(JSON.parse(line))
    if (rows.length < rowsOfGroup) continue
    made.add(rows)
    rows = []
  }
  made.add(rows)
  made.finish()
  renameSync(draft, file)
}
