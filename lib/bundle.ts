import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { networkTableName } from '../lambda/contract'
import { networkTableFile } from '../lambda/network/table-file'

/** The functions, by the name of their entry in `lambda`. */
export type FunctionName = 'record' | 'query'

const root = join(__dirname, '..')

/** The beacon as browsers get it: one classic script, minified. */
export function beaconCode(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'web/beacon.ts')],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    write: false,
  })
  return (outputFiles[0] as { text: string }).text.trim()
}

/** Makes a function's asset in `folder`: `index.js`, its source map, and the files that it reads. */
export function bundleFunction(name: FunctionName, folder: string): string {
  mkdirSync(folder, { recursive: true })
  buildSync({
    entryPoints: [join(root, `lambda/${name}.ts`)],
    outfile: join(folder, 'index.js'),
    bundle: true,
    minify: true,
    mainFields: ['module', 'main'], // so that what the SDK has and we do not use falls away
    sourcemap: true,
    sourcesContent: false,
    platform: 'node',
    format: 'cjs', // a static ESM import of node:http costs 50–65 ms more at start
    target: 'node24',
  })
  copyFileSync(networkTableFile(), join(folder, networkTableName))
  if (name === 'record') writeFileSync(join(folder, 'beacon.js'), beaconCode())
  return folder
}
