import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { assetWatch } from '../../bin/cli/import/asset-watch'
import { openLog } from '../../bin/cli/import/files/log-file'
import { newTally } from '../../bin/cli/import/import-tally'
import { viewsIn } from '../../bin/cli/import/log-reader'
import { callerOf, type LoggedView, visitOf } from '../../bin/cli/import/log-visit'
import { pageAddresses, pageViews } from '../../bin/cli/import/page-view'
import { eachAtMost } from '../../bin/cli/import/pool'
import { defaults, table } from '../../lambda/contract'
import { dayOf } from '../../lambda/domain/time/day'
import { type Networks, noNetworks, openNetworks } from '../../lambda/network/networks'
import { identifier } from '../../lambda/network/visitor'
import type { ItemTable } from '../../lambda/store/item-table'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { dynamoImportSaltStore } from '../../lambda/store/items/salt-store'
import { type VisitItem, writeUnitBytes } from '../../lambda/store/items/visit-item'
import { dynamoItemTable } from '../../lambda/store/light/item-table'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { type Database, dynamoAt, openDatabase } from '../../local/engine/database'
import { preferredEngine } from '../../local/engine/engine'
import type { EngineKind } from '../../local/engine/engine-process'
import { sizeOfItem } from '../../test/store/fixtures'
import { realLog, realLogViews } from '../../test/support/real-log'
import { median } from '../harness/interleave'
import { check, type Scenario } from '../harness/scenario'
import { inFolder } from '../harness/temporary-folder'
import { type ChargedPut, consumedCapacity } from '../record/consumed-capacity'

const site = 'semicomplete.com'
const engines: readonly EngineKind[] =
  preferredEngine() === 'dynoxide' ? ['dynoxide', 'dynalite'] : ['dynalite']

export const capacity: Scenario = {
  name: 'capacity',
  about:
    'write units of a visit by the engine’s own count, over the real log, beside visits without organisation',
  async run(say) {
    if (!existsSync(realLog)) return { skipped: `the real log is not at ${realLog}` }
    const networks = openNetworks(networkTableFile())
    const columns: Column[] = []
    for (const engine of engines)
      for (const [name, known] of [
        ['without organisation (baseline)', noNetworks],
        ['with organisation', networks],
      ] as const) {
        say(`${engine}, ${name}`)
        columns.push({ engine, name: `${engine}, ${name}`, ...(await charged(engine, known)) })
      }
    for (const { engine, name, puts, items } of columns) {
      const visits = puts.filter(isVisit)
      check(items.length === realLogViews, `${realLogViews} visits, got ${items.length} (${name})`)
      check(visits.length === items.length, `a put for each visit, got ${visits.length} (${name})`)
      check(
        visits.every(({ tableUnits }) => tableUnits === 1),
        `one write unit in the table for every visit (${name})`,
      )
      check(
        visits.every(
          ({ item, indexUnits }) => indexUnits === (isIndexed(item) && engine !== 'dynalite' ? 1 : 0),
        ),
        `one write unit in the index where a visit is in it, and none elsewhere (${name})`,
      )
      check(
        items.every((item) => sizeOfItem(item) <= writeUnitBytes),
        `no item above ${writeUnitBytes} B (${name})`,
      )
    }
    return {
      checked: `all ${realLogViews} page views of the log are in the table; every visit took 1 unit there, and by dynoxide’s count 1 more where it is in the index of organisations`,
      tables: [{ head: ['', ...columns.map(({ name }) => name)], rows: rowsOf(columns) }],
      notes: [
        'dynalite counts nothing for indexes when it puts, so what it says holds for the table alone.',
        `The log has real visitors and crawlers of 2015; the addresses are looked up in today’s table (${networks.date}).`,
        'Beside visits are the marks of the site and of its days, and the salt of imported logs.',
        'A log tells less than a beacon: a visit with every field at its bound is held to 1,024 B by test/store/items/visit-item.test.ts.',
      ],
    }
  },
}

interface Column {
  readonly engine: EngineKind
  readonly name: string
  readonly puts: readonly ChargedPut[]
  readonly items: readonly VisitItem[]
}

/** Imports the log into an engine of its own, and gives what the puts took and what is there. */
function charged(engine: EngineKind, networks: Networks): Promise<Omit<Column, 'engine' | 'name'>> {
  return inFolder(async (folder) => {
    const database = await openDatabase(join(folder, 'data'), engine)
    const own = dynamoAt(database)
    try {
      const { dynamo, puts } = consumedCapacity(own)
      const record = recorder(dynamoItemTable({ dynamo, tableName: database.tableName }), networks)
      await eachAtMost(32, viewsOf(), record)
      return { puts, items: await itemsIn(database) }
    } finally {
      own.close()
      await database.close()
    }
  })
}

/** As bin/cli/import/visit-recorder.ts, but with the networks given. */
function recorder(items: ItemTable, networks: Networks) {
  const store = dynamoRecordStore({
    table: items,
    retentionDays: defaults.retentionDays,
    now: () => new Date(),
    isIndexed: networks.isIndexed,
  })
  const identify = identifier({
    salts: dynamoImportSaltStore(items),
    ip: defaults.ip,
    networks,
    reverseDns: null,
    rdap: null,
    organisations: true,
    respectGpc: true,
    mine: [],
    saltDay: ({ time }) => dayOf(time),
  })
  return async (view: LoggedView): Promise<void> => {
    await store.add(await identify(visitOf(view, site), callerOf(view)))
  }
}

function viewsOf(): AsyncGenerator<LoggedView> {
  const watch = assetWatch(pageAddresses(site))
  const views = viewsIn(openLog(realLog), {
    tally: newTally(),
    pageViewOf: pageViews({ site, documents: [], now: Date.now() }),
    address: 'client',
    met: { address: false },
    watch,
    progressed() {},
  })
  return watch.told(views)
}

async function itemsIn({ client, tableName: TableName }: Database): Promise<VisitItem[]> {
  const items: VisitItem[] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const found = await client.send(new ScanCommand({ TableName, ExclusiveStartKey }))
    items.push(...((found.Items ?? []) as VisitItem[]))
    ExclusiveStartKey = found.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return items.filter(({ page }) => page !== undefined)
}

/** Only visits have a page. */
const isVisit = ({ item }: ChargedPut): boolean => item.page !== undefined
const isIndexed = (item: ChargedPut['item']): boolean => item[table.index.partitionKey] !== undefined

function rowsOf(columns: readonly Column[]): string[][] {
  const row = (name: string, figureOf: (column: Column) => number, digits = 0) => [
    name,
    ...columns.map((column) => figureOf(column).toFixed(digits)),
  ]
  const sum = (puts: readonly ChargedPut[], of: 'tableUnits' | 'indexUnits') =>
    puts.reduce((total, put) => total + put[of], 0)
  const visits = ({ puts }: Column) => puts.filter(isVisit)
  const others = ({ puts }: Column) => puts.filter((put) => !isVisit(put))
  const sizes = ({ items }: Column) => items.map(sizeOfItem)
  return [
    row('visits', (column) => visits(column).length),
    row('visits in the index', (column) => visits(column).filter(({ item }) => isIndexed(item)).length),
    row('units in the table', (column) => sum(visits(column), 'tableUnits')),
    row('units in the index', (column) => sum(visits(column), 'indexUnits')),
    row('units a visit, table', (column) => sum(visits(column), 'tableUnits') / visits(column).length, 3),
    row('units a visit, index', (column) => sum(visits(column), 'indexUnits') / visits(column).length, 3),
    row('most that one visit took', (column) =>
      Math.max(...visits(column).map(({ tableUnits, indexUnits }) => tableUnits + indexUnits)),
    ),
    row('units of markers and salts', (column) => sum(others(column), 'tableUnits')),
    row('largest item, B', (column) => Math.max(...sizes(column))),
    row('median item, B', (column) => median(sizes(column))),
  ]
}
