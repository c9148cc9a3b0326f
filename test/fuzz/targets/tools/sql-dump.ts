import { sqlRows } from '../../../../bin/cli/import/lamp/sql-rows'
import { piecesOf, promise } from '../../promise'

export const seeds = [
  "CREATE TABLE `record` (\n `id` int NOT NULL,\n `info` text,\n `create_time` datetime,\n PRIMARY KEY (`id`));\nINSERT INTO `record` VALUES (1,'{\\\"a\\\":\\\"b\\\\n\\\"}','2015-05-17 10:05:03'),(2,NULL,'x''y');",
  "-- dump\n/*!40101 SET TIME_ZONE='+00:00' */;\nINSERT INTO lamp.record (id, info) VALUES (1, _binary'x');# end",
  "REPLACE INTO record VALUES (0x41,'a');/* open",
]
export const words = [
  'INSERT INTO `record` VALUES (',
  'CREATE TABLE `record` (',
  "SET TIME_ZONE='",
  '_binary',
]

async function read(pieces: readonly string[]): Promise<string> {
  async function* bytes() {
    for (const piece of pieces) yield Buffer.from(piece)
  }
  const rows: unknown[] = []
  for await (const some of sqlRows(bytes())) rows.push(...some)
  return JSON.stringify(rows)
}

/** However a file is cut into pieces, it has the same rows. Its own failure names what cannot be read. */
async function tryText(text: string): Promise<void> {
  const whole = await read([text]).catch(failureOf)
  const cut = await read(piecesOf(text.toWellFormed())).catch(failureOf)
  promise(whole === cut || !/^[\0-\x7f]*$/.test(text), 'pieces have other rows than the whole:', whole, cut)
}

function failureOf(error: Error): string {
  if (error.name !== 'Failure') throw error
  return error.message
}

export { tryText as try }
