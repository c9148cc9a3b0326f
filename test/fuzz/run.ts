import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Report, runTarget } from './engine/run-target'

const help = `npm run test:fuzz -- [--minutes N] [--seed N] [target …]

Tries texts on everything that reads text from outside, and keeps those that come to a place in the code where none was before.
A text fails that makes a parser throw anything but its own error, take longer than its length allows, or answer what it
promises never to.

  --minutes N  how long in all (default 1)
  --seed N     where chance begins (default 1)

Targets: `

const folder = join(__dirname, 'targets')

/** The files of the targets, by their names. */
const targets: ReadonlyMap<string, string> = new Map(
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.ts'))
    .toSorted()
    .map((path) => [basename(path, '.ts'), join(folder, path)]),
)

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(help + [...targets.keys()].join(', '))
    return 0
  }
  const names = positionals.length > 0 ? positionals : [...targets.keys()]
  const unknown = names.filter((name) => !targets.has(name))
  if (unknown.length > 0) throw new Error(`no such target: ${unknown.join(', ')}`)
  return runAll(names, Number(values.minutes), Number(values.seed))
}

/** As many at once as there are processors. */
async function runAll(names: readonly string[], minutes: number, seed: number): Promise<number> {
  const atOnce = Math.min(availableParallelism(), names.length)
  const seconds = (minutes * 60 * atOnce) / names.length
  const left = [...names]
  const reports: Report[] = []
  console.log('| target | texts | kept | places reached | found |\n|---|---:|---:|---:|---|')
  const lane = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const report = await runTarget({ file: targets.get(name) as string, seconds, seed })
      reports.push(report)
      console.log(rowOf(name, report))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const findings = reports.flatMap((report) => report.findings)
  console.log(`\n${total(reports)} texts, ${findings.length} that fail`)
  return findings.length === 0 ? 0 : 1
}

const total = (reports: readonly Report[]): string =>
  reports.reduce((sum, { tries }) => sum + tries, 0).toLocaleString('en')

function rowOf(name: string, { tries, kept, reached, places, findings }: Report): string {
  const found = findings.map(({ text, fault }) => `${fault}: ${JSON.stringify(text)}`).join('; ') || 'nothing'
  return `| ${name} | ${tries.toLocaleString('en')} | ${kept} | ${reached} of ${places} | ${found} |`
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
