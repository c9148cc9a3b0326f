import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { openNetworkTable } from '../../lambda/network/network-table'
import { openInMemoryTable } from './in-memory-table'

/** What one process with one reader found and needed. */
export interface NetworkRun {
  /** SHA-256 of all answers. */
  readonly answers: string
  readonly google: number | null
  readonly unannounced: number
  readonly openMs: number
  readonly firstMs: number
  readonly ipv4Us: number
  readonly ipv6Us: number
  readonly openMb: number
}

const [how, file = '', addressFile = ''] = process.argv.slice(2)

function resident(): number {
  ;(globalThis as { gc?: () => void }).gc?.()
  return process.memoryUsage.rss() / 1e6
}

const before = resident()
const start = performance.now()
const table = how === 'whole' ? openInMemoryTable(file) : openNetworkTable(file)
const opened = performance.now()
const google = table.find('8.8.8.8').asn
const first = performance.now()
const openMb = resident() - before

const { ipv4, ipv6 } = JSON.parse(readFileSync(addressFile, 'utf8')) as { ipv4: string[]; ipv6: string[] }
const answers = [...ipv4, ...ipv6].map(table.find) // this pass warms up too

/** Microseconds of a look-up. */
function lookUp(addresses: readonly string[]): number {
  const from = performance.now()
  for (const address of addresses) table.find(address)
  return ((performance.now() - from) * 1000) / addresses.length
}

const run: NetworkRun = {
  answers: createHash('sha256').update(JSON.stringify(answers)).digest('hex'),
  google,
  unannounced: answers.filter(({ asn }) => asn === null).length,
  openMs: opened - start,
  firstMs: first - start,
  ipv4Us: lookUp(ipv4),
  ipv6Us: lookUp(ipv6),
  openMb,
}
console.log(JSON.stringify(run))
