import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { wrongUsage } from '../failure'
import { projectFolder } from '../settings/settings-place'

/** The queries that come with Visitbook, one a file. */
const queryFolder = join(projectFolder, 'queries')

/** Views that all queries may read, in the order in which they are made: the second reads the first. */
export const viewNames = ['visits_now', 'organisations'] as const

export interface View {
  readonly name: (typeof viewNames)[number]
  /** A SELECT over the tables `visits` and `networks`, or over an earlier view. */
  readonly sql: string
}

/** The views, as their files have them. */
export const readViews = (): readonly View[] =>
  viewNames.map((name) => ({ name, sql: readFileSync(join(queryFolder, 'views', `${name}.sql`), 'utf8') }))

/** The names of the queries that come with Visitbook, such as `pages`. */
export const queryNames = (): readonly string[] =>
  readdirSync(queryFolder)
    .filter((name) => name.endsWith('.sql'))
    .map((name) => name.slice(0, -'.sql'.length))
    .toSorted()

/**
 * Returns the SQL that is meant: that of a file, of a query that comes with Visitbook, or the text itself.
 *
 * @throws Failure when a single word is neither a file nor a query
 */
export function readQuery(asked: string): string {
  if (existsSync(asked)) return readFileSync(asked, 'utf8')
  if (queryNames().includes(asked)) return readFileSync(join(queryFolder, `${asked}.sql`), 'utf8')
  if (/\s/.test(asked.trim())) return asked
  throw wrongUsage(
    `there is no file ${asked}, and no query of that name; there are ${queryNames().join(', ')}`,
  )
}
