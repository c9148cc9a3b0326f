import type { Command } from 'commander'
import { program } from '../../bin/cli/program'
import { type Condition, troublesIn } from '../../lambda/domain/report/trouble'
import { scripts } from '../../package.json'

const worst: Condition = {
  paused: { until: '2026-12-01T00:00:00.000Z' },
  uncounted: { days: 2, oldest: '2026-06-01', failing: [{ site: 'you.dev', day: '2026-11-01' }] },
  archive: { missing: 3, oldestMissing: '2026-11-01' },
  messages: { failed: 1, trouble: [], mail: null },
  silent: [{ site: 'you.dev', lastDay: '2026-11-01', days: 21, usualGap: 2 }],
  networkTable: '2026-06-17',
  refused: { count: 4, complete: true },
}
const now = new Date('2026-11-22T15:45:50Z')
const all = [true, false].flatMap((isDeployed) =>
  [worst, { ...worst, networkTable: null }].flatMap((condition) =>
    troublesIn(condition, { now, isDeployed }).flatMap(({ commands }) => commands),
  ),
)
const typed = [...new Set(all)].toSorted()

/** Parses a command line as it would be, and does nothing. @throws CommanderError when it makes no sense */
function parse(line: string): void {
  const [, name = '', ...args] = line.split(' ')
  const command = program().commands.find((one) => one.name() === name) as Command
  command.exitOverride().action(() => {})
  command.configureOutput({ writeErr: () => {} }).parse(args, { from: 'user' })
}

test.each(typed.filter((line) => line.startsWith('./visitbook ')))(
  '%s is understood by the command line',
  (line) => {
    expect(() => parse(line)).not.toThrow()
  },
)

test.each(typed.filter((line) => line.startsWith('npm run ')))('%s is a script of the package', (line) => {
  expect(Object.keys(scripts)).toContain(line.split(' ')[2])
})

test('a command with an option that is none is found out', () => {
  expect(typed.length).toBeGreaterThan(12)
  expect(() => parse('./visitbook rollup --since 1d')).toThrow("unknown option '--since'")
})
