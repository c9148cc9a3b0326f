import { stackStatus } from '../aws/account'
import { cdk } from '../aws/cdk'
import { keptTables, tableMapping } from '../aws/kept-tables'
import { Failure, wrongUsage } from '../failure'
import { askOneOf, askYes, isInteractive } from '../terminal/prompt'
import type { SetupOptions } from './setup-command'

type Asked = Pick<SetupOptions, 'table' | 'yes'>

const aNewOne = 'none of them: a new table'

/**
 * Returns the kept table to take back, or null for a new one. A stack that was deployed has its own table. @throws
 * Failure when there are several and none is named
 */
export async function tableToAdopt(stack: string, asked: Asked): Promise<string | null> {
  const status = await stackStatus(stack)
  if (status !== null && !hasNeverBeen(status)) return null
  const tables = await keptTables(stack)
  if (asked.table !== undefined && !tables.includes(asked.table))
    throw wrongUsage(`there is no kept table ${asked.table}; there is ${tables.join(', ') || 'none'}`)
  if (asked.table !== undefined) return asked.table
  const [only, ...others] = tables
  if (only === undefined) return null
  return others.length === 0 ? adoptedIfMeant(only, asked) : oneOf(tables)
}

/** Whether the first deploy failed: the stack has nothing then, but may have left a table. */
const hasNeverBeen = (status: string): boolean => /^ROLLBACK_(COMPLETE|FAILED)$/.test(status)

async function adoptedIfMeant(table: string, { yes }: Asked): Promise<string | null> {
  console.error(`A table of an earlier Visitbook is here: ${table}`)
  const isMeant = yes || (await askYes('Take it back, with every visit in it?', '--yes'))
  return isMeant ? table : null
}

async function oneOf(tables: readonly string[]): Promise<string | null> {
  if (!isInteractive())
    throw new Failure(
      `several tables of earlier Visitbooks are here; add --table with one of ${tables.join(', ')}`,
    )
  const chosen = await askOneOf(
    'Which table of an earlier Visitbook is to be taken back?',
    [...tables, aNewOne],
    '--table',
  )
  return chosen === aNewOne ? null : chosen
}

/** Makes a stack of a kept table alone; the deploy that follows adds the rest. @throws Failure */
export async function adopt(stack: string, table: string): Promise<void> {
  console.error(`Taking back ${table} ...`)
  if ((await stackStatus(stack)) !== null) await cdk('destroy', stack, '--force') // an import needs the name
  await cdk('import', stack, '--resource-mapping-inline', tableMapping(table), '--progress', 'events')
}
