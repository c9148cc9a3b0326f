import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bundleSparkJob } from '../lib/assets/bundle'

/**
 * `npm run spark:job`: what counts days from the archive, packed for the machines of a cluster. Spark unpacks it into a folder
 * that is named when the job is submitted, see engines/spark/README.md.
 */
const file = resolve(process.argv[2] ?? 'visitbook-job.tgz')
const folder = mkdtempSync(join(tmpdir(), 'visitbook-job-'))
try {
  bundleSparkJob(folder)
  writeFileSync(file, gzipSync(packed(folder)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(file)

/** Packs the files of a folder, the same bytes whenever it was made. */
function packed(of: string): Buffer {
  const names = readdirSync(of).toSorted()
  for (const name of names) utimesSync(join(of, name), 0, 0)
  return execFileSync('tar', ['-cf', '-', '-C', of, ...names], { maxBuffer: 1 << 28 })
}
