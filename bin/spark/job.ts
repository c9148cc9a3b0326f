import { parseArgs } from 'node:util'
import { report, wrongUsage } from '../cli/failure'
import { linesIn } from './lines'

/**
 * What engines/spark/count.py starts: `check` and `put` beside Spark's driver, `count` and `add` beside each of its
 * executors. They talk in lines, and what they count is counted by the same code as anywhere. Each loads what it needs: many are
 * started.
 */
async function main([command = '', ...args]: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ archive: { type: 'string' }, table: { type: 'string' }, pages: { type: 'string' } },
      ...{ site: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } },
      'dry-run': { type: 'boolean' },
    },
  })
  const { archive = '', site = '', from = '', to = from, table, pages } = values
  const place = { archive, table, pages }
  const dryRun = values['dry-run'] === true
  const input = linesIn(process.stdin)
  switch (command) {
    case 'check':
      return print((await (await import('./check')).checkDays({ ...place, site, from, to })).map(toJsonLine))
    case 'count':
      return print(await (await import('./count')).countRows(input))
    case 'add':
      return print(await (await import('./count')).addLines(input))
    case 'put':
      return print([toJsonLine(await (await import('./put')).putLines(input, { ...place, dryRun }))])
    default:
      throw wrongUsage(`engines/spark/count.py starts this with check, count, add or put, not ${command}`)
  }
}

const toJsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`

/** Waits where the reader is slower: a day may be hundreds of megabytes. */
async function print(lines: Iterable<string>): Promise<void> {
  for (const line of lines)
    if (!process.stdout.write(line)) await new Promise((resolve) => process.stdout.once('drain', resolve))
}

main(process.argv.slice(2)).catch((error) => {
  process.exitCode = report(error)
})
