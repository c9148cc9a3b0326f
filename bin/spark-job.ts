import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { bundleSparkJob } from '../lib/assets/bundle'

/**
 * `npm run spark:job`: what counts days from the archive, packed for the machines of a cluster. Spark unpacks it into a folder
 * that is named when the job is submitted, see engines/spark/README.md.
 */
const file = resolve(process.argv[2] ?? 'visitbook-job.tgz')
const folder = mkdtempSync(join(tmpdir(), 'visitbook-job-'))
try {
  bundleSparkJob(folder)
  execFileSync('tar', ['-czf', file, '-C', folder, '.'])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(file)
