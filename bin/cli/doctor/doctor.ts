import { printable } from '../../../lambda/domain/printable'
import { hostOf } from '../../../lambda/domain/visit/host'
import { addressOf } from '../api/server'
import { Failure, wrongUsage } from '../failure'
import { write } from '../terminal/output'
import { type Check, failed, NotExamined, type Outcome, skipped } from './check'
import { checks } from './checks'
import type { DoctorOptions } from './doctor-command'
import { type Examined, examined } from './examined'
import { Unreached } from './request'

/** Runs every check and prints a line for each as it is done. @throws Failure when one has failed */
export async function examine(options: DoctorOptions): Promise<void> {
  const { page, json } = options
  if (page !== undefined && hostOf(page) === null)
    throw wrongUsage(`--page must be an address such as https://you.github.io/cv, not ${page}`)
  const subject = examined(addressOf(options.url, process.env), options)
  const lines: Line[] = []
  for (const check of checks) {
    const line = { check: check.name, ...(await outcomeOf(check, subject)) }
    lines.push(line)
    if (!json) await write(process.stdout, textOf(line))
  }
  const bad = lines.filter(({ status }) => status === 'failed').length
  if (json) await write(process.stdout, `${JSON.stringify({ healthy: bad === 0, checks: lines }, null, 2)}\n`)
  if (bad > 0) throw new Failure(`${bad} of ${lines.length} checks failed`)
}

type Line = Outcome & { readonly check: string }

const isSeen = () => process.stderr.isTTY

/** Says at a terminal what it waits for. */
async function outcomeOf(check: Check, subject: Examined): Promise<Outcome> {
  if (isSeen()) process.stderr.write(`… ${check.name}`)
  try {
    return await check.run(subject)
  } catch (error) {
    return outcomeOfError(error)
  } finally {
    if (isSeen()) process.stderr.write('\r\u001b[K')
  }
}

function outcomeOfError(error: unknown): Outcome {
  const { message } = error instanceof Error ? error : new Error(String(error))
  if (error instanceof NotExamined) return skipped(message)
  if (error instanceof Unreached) return failed(message, 'see whether you are online, and run it again')
  if (error instanceof Failure) return failed('AWS or this machine refused', message)
  if (process.env.DEBUG) console.error(error)
  return failed(`this check itself failed: ${message}`, 'run it again with DEBUG=1 and report what it prints')
}

const marks = { passed: 'ok  ', skipped: 'skip', failed: 'FAIL' } as const

function textOf(line: Line): string {
  const remedy = line.status === 'failed' ? `\n     → ${printable(line.remedy)}` : ''
  return `${marks[line.status]} ${line.check}: ${printable(line.said)}${remedy}\n`
}
