import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Load {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  /** The first version's GET, or the beacon of today. */
  readonly beacon: 'plain' | 'visit'
}

/** What wrk saw; bench/http/beacon.lua writes it. */
export interface Answers {
  readonly answers: number
  /** Answers with a status that is not 2xx or 3xx. */
  readonly refused: number
  /** Connections that failed and answers that did not come within two seconds. */
  readonly broken: number
  readonly seconds: number
  readonly medianMs: number
  readonly p99Ms: number
}

/** Sends beacons over kept-alive connections, each as soon as the one before is answered. */
export async function wrk({ url, connections, seconds, beacon }: Load): Promise<Answers> {
  const script = join(__dirname, 'beacon.lua')
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '-s', script, url]
  const { stdout } = await promisify(execFile)('wrk', args, { env: { ...process.env, BEACON: beacon } })
  return JSON.parse(stdout.trim().split('\n').at(-1) as string)
}
