import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { bundleFunction } from '../../lib/assets/bundle'

/** The asset of the record function through the SDK: all that the deployed one has beside it, and bundled in the same way. */
export function bundleSdkRecord(folder: string): string {
  bundleFunction('record', folder)
  for (const own of ['index.mjs', 'record.js', 'record.js.map']) rmSync(join(folder, own))
  buildSync({
    entryPoints: [join(__dirname, 'sdk-record.ts')],
    outfile: join(folder, 'index.js'),
    bundle: true,
    minify: true,
    mainFields: ['module', 'main'],
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: ['./reverse-dns'],
    supported: { 'dynamic-import': false },
  })
  return folder
}
