import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cloneRepository } from '../support/clone'
import { deployCommands, readmeCommands } from '../support/readme-commands'
import { openTerminal } from '../support/terminal'
import { constructSteps } from './construct-steps'
import { installEmulator, startEmulator } from './emulator'
import { fuseSteps } from './fuse-steps'
import { linkSteps } from './link-steps'
import { restoreStep } from './restore-step'
import { setupSteps } from './setup-steps'
import { type Deployment, Skipped, steps } from './steps'
import { upgradeSteps } from './upgrade-steps'

/**
 * `npm run test:deploy`: README's and docs/deploy.md's way from an empty account to the first visit and back, typed as it is written, in a
 * clone, against MiniStack: by `visitbook setup` first, then by hand. One action is taken from each role, and the step that needs
 * it must fail. Then the version before is deployed, and upgraded.
 */
async function main(): Promise<void> {
  let program: string
  try {
    program = installEmulator()
  } catch (error) {
    console.log(`Deploy test skipped, MiniStack needs Python 3.10 and PyPI: ${firstLine(error)}`)
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-deploy-'))
  const clone = cloneRepository()
  const emulator = await startEmulator(program, folder)
  const terminal = await openTerminal(clone.folder, {
    ...emulator.settings,
    NODE_OPTIONS: `--require ${join(__dirname, 'loopback.cjs')}`,
  })
  const deployment: Deployment = {
    emulator,
    terminal,
    clone,
    commands: [...readmeCommands, ...deployCommands],
    said: {},
  }
  try {
    await walk(deployment)
  } catch (error) {
    console.error(readFileSync(join(folder, 'ministack.log'), 'utf8').split('\n').slice(-60).join('\n'))
    throw error
  } finally {
    terminal.close()
    await emulator.stop()
    clone.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Setup comes into an account that is prepared and empty, and leaves it so. */
const walked = [
  ...steps.slice(0, 1),
  ...setupSteps,
  ...steps.slice(1),
  ...linkSteps,
  ...fuseSteps,
  restoreStep,
  ...upgradeSteps,
  ...constructSteps,
]

/** Prints each step with its time, and what the emulator does otherwise than AWS there. */
async function walk(deployment: Deployment): Promise<void> {
  for (const { name, differs, take } of walked) {
    const started = performance.now()
    const mark = await take(deployment).then(() => '✓', skipped)
    console.log(`${mark} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
    if (differs !== undefined) console.log(`    unlike AWS: ${differs}`)
  }
}

function skipped(error: unknown): string {
  if (!(error instanceof Skipped)) throw error
  return `skipped, ${error.message}:`
}

const firstLine = (error: unknown): string => String((error as Error).message).split('\n', 1)[0] ?? ''

main().catch((error) => {
  console.error(error)
  process.exitCode = 1
})
