import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Line } from '../simulation/worker'

/** Lives through seeds in a folder's code until one breaks a promise. @returns that one; null where all were kept */
export async function firstBroken(folder: string, from: number, many: number): Promise<Line | null> {
  const worker = join('test', 'simulation', 'worker.ts')
  const given = [from, 1, many, Number.MAX_SAFE_INTEGER].map(String)
  const child = spawn(process.execPath, ['--import', 'tsx', worker, ...given], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const closed = once(child, 'close')
  let lived = 0
  for await (const text of createInterface(child.stdout)) {
    const line: Line = JSON.parse(text)
    lived++
    if (line.fault === null) continue
    child.kill()
    await closed
    return line
  }
  await closed
  if (lived < many) throw new Error(`the simulator ended after ${lived} of ${many} lives`)
  return null
}
