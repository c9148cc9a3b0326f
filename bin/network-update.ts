import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openNetworkTable } from '../lambda/network/network-table'
import { networkTableFile } from '../lib/assets/network-table/file'
import { asnPackage, countryPackage, currentSources, folderOf } from '../lib/assets/network-table/source-set'
import { whoAnswer } from './cli/who/who-answer'

const help = `Usage: npm run network:update

Brings the sources of the network table up to date: asks the registry for the latest ${asnPackage} and
${countryPackage}, pins them exactly in package.json, makes the table, and prints what changed
for the addresses of test/lib/assets/network-table/known-addresses.tsv. Nothing is touched when nothing is newer. Afterwards run
npx jest test/network, deploy, and commit package.json and package-lock.json.

The packages' own README says that updates by npm will stop: https://github.com/sapics/ip-location-db/releases

Exit codes: 0 done, or nothing newer; 1 failed; 2 wrong usage`

const root = join(__dirname, '..')
const known = join(root, 'test/lib/assets/network-table/known-addresses.tsv')

interface Update {
  readonly name: string
  readonly current: string
  readonly latest: string
}

function update(): void {
  const updates = [asnPackage, countryPackage].map(updateOf)
  for (const { name, current, latest } of updates) console.log(`${name}: ${current}, latest ${latest}`)
  const newer = updates.filter(({ current, latest }) => isNewer(latest, current))
  if (newer.length === 0) {
    console.log(`nothing is newer; the network table stays that of ${currentSources().date}`)
    return
  }
  const before = answers()
  npm('install', '--save-dev', '--save-exact', ...newer.map(({ name, latest }) => `${name}@${latest}`))
  const changes = changesOf(before, answers())
  console.log(
    `network table of ${currentSources().date}: ${changes.length} of ${before.size} known addresses changed`,
  )
  for (const change of changes) console.log(change)
}

const updateOf = (name: string): Update => ({
  name,
  current: JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')).version,
  latest: npm('view', name, 'version').trim(),
})

/** The version is 2.3 and a date; its last part does not fit into 32 bits. */
function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((one) => one.split('.').map(Number)) as [number[], number[]]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && (a[at] as number) > (b[at] ?? 0)
}

/** @throws Error with what npm complained of */
function npm(...args: string[]): string {
  try {
    return execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    const complaints = stderr.split('\n').filter((line) => line.startsWith('npm error'))
    throw new Error(`npm ${args.join(' ')} failed\n${complaints.join('\n') || 'is the registry reachable?'}`)
  }
}

/** What the table says of each known address, in a line. */
function answers(): Map<string, string> {
  const table = openNetworkTable(networkTableFile())
  const addresses = readFileSync(known, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t', 1)[0] as string)
  try {
    return new Map(
      addresses.map((address) => {
        const { asn, name, country } = whoAnswer(table, address)
        return [
          address,
          asn === null ? `unannounced, ${country ?? '-'}` : `AS${asn} ${name}, ${country ?? '-'}`,
        ]
      }),
    )
  } finally {
    table.close()
  }
}

const changesOf = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...before]
    .filter(([address, answer]) => after.get(address) !== answer)
    .map(([address, answer]) => `${address}\n  - ${answer}\n  + ${after.get(address)}`)

function main(): number {
  try {
    const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
    if (values.help) console.log(help)
    else update()
    return 0
  } catch (error) {
    console.error(`network:update: ${(error as Error).message}`)
    return (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1
  }
}

process.exitCode = main()
