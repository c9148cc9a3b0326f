import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { archive } from './archive/archive'
import { beacon } from './beacon/beacon'
import { reading } from './beacon/reading'
import { capacity } from './capacity/capacity'
import { cost } from './cost/cost'
import { counting } from './counting/counting'
import { report } from './harness/report'
import type { Findings, Scenario } from './harness/scenario'
import { http } from './http/http'
import { memory } from './memory/memory'
import { network } from './network/network'
import { record } from './record/record'
import { degrade } from './reports/degrade'
import { forged } from './reports/forged'
import { reports } from './reports/reports'
import { sharding } from './sharding/sharding'

const scenarios: readonly Scenario[] = [
  network,
  record,
  capacity,
  cost,
  sharding,
  http,
  memory,
  beacon,
  reading,
  forged,
  reports,
  degrade,
  counting,
  archive,
]
const results = join(__dirname, 'RESULTS.md')

const help = `Usage: npm run bench [-- SCENARIO...]

Checks the answer of each scenario, then measures it beside its baseline. The report goes to stdout; when all
scenarios ran, to bench/RESULTS.md too. All together take about fifty minutes on two cores, counting half of it;
leave the machine alone meanwhile.

Scenarios:
${scenarios.map(({ name, about }) => `  ${name.padEnd(10)}${about}`).join('\n')}

Exit codes: 0 done, 1 an answer was wrong or something failed, 2 wrong usage`

async function bench(chosen: readonly Scenario[]): Promise<void> {
  const found: { scenario: Scenario; findings: Findings }[] = []
  for (const scenario of chosen) {
    const say = (text: string) => console.error(`${scenario.name}: ${text}`)
    const findings = await scenario.run(say)
    if ('skipped' in findings) say(`skipped: ${findings.skipped}`)
    found.push({ scenario, findings })
  }
  const text = report(found)
  console.log(text)
  if (chosen.length === scenarios.length) writeFileSync(results, text)
}

function chosenFrom(names: readonly string[]): Scenario[] {
  const unknown = names.find((name) => scenarios.every((scenario) => scenario.name !== name))
  if (unknown !== undefined) throw new Error(`there is no scenario ${unknown}`)
  return scenarios.filter(({ name }) => names.length === 0 || names.includes(name))
}

function asked(): Scenario[] | null {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    return values.help ? null : chosenFrom(positionals)
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`)
    process.exit(2)
  }
}

const chosen = asked()
if (chosen === null) console.log(help)
else
  bench(chosen).catch((error: Error) => {
    console.error(error.stack)
    process.exitCode = 1
  })
