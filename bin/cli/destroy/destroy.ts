import { currentAccount, stackStatus, useRegion } from '../aws/account'
import { cdk } from '../aws/cdk'
import { deleteTable, keepsTable, keptTables, ownedTable, tableMapping } from '../aws/kept-tables'
import { stackNameIn } from '../aws/stack-name'
import { Failure } from '../failure'
import { projectFolder, settingsIn } from '../settings/settings-place'
import { askYes } from '../terminal/prompt'
import { requireSiteTyped } from './confirmation'
import type { DestroyOptions } from './destroy-command'

/** Takes the stack away, and the data only where that is meant. @throws Failure */
export async function destroy(options: DestroyOptions): Promise<void> {
  const settings = settingsIn(projectFolder)
  const stack = stackNameIn(settings)
  useRegion(options.region)
  const { id, region } = await currentAccount()
  const isThere = (await stackStatus(stack)) !== null
  const tables = isThere ? [await ownedTable(stack)].filter((name) => name !== null) : await keptTables(stack)
  if (!isThere && !(options.withData && tables.length > 0))
    throw new Failure(
      `there is no stack ${stack} in account ${id}, ${region}; check AWS_PROFILE and --region`,
    )
  if (isThere && !options.withData) await requireKept(stack)
  console.error(
    planOf({ stack, place: `account ${id}, ${region}`, isThere, tables, withData: options.withData }),
  )
  await confirm(options, settings)
  if (isThere) await cdk('destroy', stack, '--force', '--progress', 'events')
  if (options.withData) await deleteAll(tables)
  else tellWayBack(await keptTables(stack))
}

/** @throws Failure where the visits would go with the stack, by what it was deployed with */
async function requireKept(stack: string): Promise<void> {
  if (await keepsTable(stack)) return
  throw new Failure(
    'the stack was deployed with retainData: false, so every visit would go with it. Add --with-data if that is meant; else set retainData to true and run npm run deploy first',
  )
}

async function confirm(options: DestroyOptions, settings: ReturnType<typeof settingsIn>): Promise<void> {
  if (options.withData) return requireSiteTyped(options.confirm, settings)
  if (!options.yes && !(await askYes('Go on?', '--yes'))) throw new Failure('nothing was destroyed')
}

interface Plan {
  readonly stack: string
  readonly place: string
  readonly isThere: boolean
  readonly tables: readonly string[]
  readonly withData: true | undefined
}

function planOf({ stack, place, isThere, tables, withData }: Plan): string {
  const goes = isThere
    ? [`the stack ${stack} with its address (a new one has another), functions, logs and today's salt`]
    : []
  const visits = tables.map((name) => `the table ${name} with every visit`)
  const kept = withData ? [] : visits
  return [
    `In ${place}`,
    ...[...goes, ...(withData ? visits : [])].map((one) => `  goes   ${one}`),
    ...kept.map((one) => `  stays  ${one}`),
    '  stays  your settings and tokens',
  ].join('\n')
}

async function deleteAll(tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await deleteTable(table)
    console.error(`${table} is deleted`)
  }
}

function tellWayBack(tables: readonly string[]): void {
  console.error('The service is gone.')
  for (const table of tables)
    console.error(`
${table} is kept. To have it back, run ./visitbook setup, or by hand:

  npx cdk import --resource-mapping-inline '${tableMapping(table)}'
  npm run deploy
`)
}
