import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { inventedLog } from './invented-log'
import { localSettings } from './settings'

/** `npm run seed`: a month of invented visits of the demo, to look at while developing. Once more on the same day adds few. */
const { sites } = localSettings(process.env)
const [site] = sites
const today = new Date(new Date().setUTCHours(0, 0, 0, 0))
const log = inventedLog({ now: today, days: 30, perDay: 40 })
const visitbook = join(__dirname, '../bin/visitbook.ts')
const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', visitbook, 'import', 'access-log', '-', '--site', String(site)],
  { input: log.join('\n'), stdio: ['pipe', 'inherit', 'inherit'] },
)
process.exitCode = status ?? 1
