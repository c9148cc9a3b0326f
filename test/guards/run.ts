import { parseArgs } from 'node:util'
import { exitWith } from '../support/exit-with'
import { faults } from './faults/faults'
import { type Finding, findFaults, mostSeeds } from './find-faults'
import { medianSeed, reportOf } from './report'

const help = `npm run test:guards -- [--only TEXT] [--seeds N] [--clones N]

Takes one guard after the other out of the code, in a clone, and sees that it is missed: by the test that is named for it, or by
the simulator within a thousand lives. A fault that nothing finds fails the command.

  --only TEXT  faults that have this in their name, in the name of their file, or in what finds them
  --seeds N    lives that the simulator has for a fault (default ${mostSeeds})
  --clones N   how many faults are planted at once, each in a clone of its own (default 2)`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      seeds: { type: 'string', default: String(mostSeeds) },
      clones: { type: 'string', default: '2' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(help)
    return 0
  }
  const wanted = faults.filter(({ foundBy, ...fault }) =>
    [fault.name, fault.file, typeof foundBy === 'string' ? foundBy : foundBy.suite].some((text) =>
      text.includes(values.only),
    ),
  )
  if (wanted.length === 0) throw new Error(`no fault has "${values.only}" in its name, file or what finds it`)
  const findings = await findFaults(wanted, {
    clones: Number(values.clones),
    seeds: Number(values.seeds),
    onFinding: tellProgress,
  })
  return sumUp(findings)
}

const tellProgress = ({ fault, missed, seconds }: Finding): void =>
  console.error(`${missed === null ? 'found' : 'MISSED'} in ${seconds.toFixed(0)} s: ${fault.name}`)

/** @returns the exit code */
function sumUp(findings: readonly Finding[]): number {
  console.log(reportOf(findings))
  const missed = findings.filter((finding) => finding.missed !== null)
  const median = medianSeed(findings)
  console.log(
    `\n${findings.length - missed.length} of ${findings.length} were found${
      median === null ? '' : `; half of those that the simulator found by seed ${median}`
    }`,
  )
  for (const { fault, missed: why } of missed) console.error(`NOT FOUND: ${fault.name} (${why})`)
  return missed.length === 0 ? 0 : 1
}

exitWith(main())
