import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { auditAnswerIn, isSevere } from './audit/audit-answer'

/**
 * `npm run check:audit`: whether the registry knows of a fault in what runs. Exit codes: 0 none that is high or critical; 1 there
 * is; 4 the registry could not be asked, which is no good news and so fails too.
 */
const exitCodes = { none: 0, severe: 1, notAsked: 4 } as const

process.exitCode = audit()

function audit(): number {
  const answer = auditAnswerIn(askRegistry())
  if (!answer.isAnswered) {
    console.error(`check:audit: the registry could not be asked, so nothing is known: ${answer.reason}`)
    return exitCodes.notAsked
  }
  const { packages, findings } = answer
  for (const { severity, name, reason } of findings) console.log(`${severity}  ${name}: ${reason}`)
  const severe = findings.filter(isSevere).length
  const lower = findings.length - severe
  console.log(
    `Asked for ${packages} packages: ${severe} with a high or critical fault, ${lower} with a lower one.`,
  )
  return severe > 0 ? exitCodes.severe : exitCodes.none
}

/** Where npm is set to work offline, it would report that all is well without asking. */
function askRegistry(): string {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json', '--offline=false'], {
    cwd: join(__dirname, '..'),
    env: { npm_config_fetch_timeout: '30000', ...process.env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32', // there it is npm.cmd
  })
  return stdout ?? ''
}
