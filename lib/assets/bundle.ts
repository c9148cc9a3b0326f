import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import { allRoutes } from '../../lambda/api/routes'
import {
  dashboardLanguages,
  dashboardName,
  defaults,
  endpointsName,
  inlineBeaconName,
  networkTableName,
  releasesName,
  routesName,
} from '../../lambda/contract'
import { beaconCode, inlineBeaconCode } from './beacon-code'
import { dashboardPage } from './dashboard'
import { specialEndpoints } from './dynamo-endpoints'
import { networkTableFile } from './network-table/file'
import { releasedBeacons } from './released-beacons'

/** The functions, by the name of their entry in `lambda`. */
const functionNames = ['record', 'query', 'rollup', 'notify'] as const
export type FunctionName = (typeof functionNames)[number]

const root = join(__dirname, '../..')

/** How every function is bundled. */
export const bundling = {
  bundle: true,
  minify: true,
  mainFields: ['module', 'main'], // so that unused parts of the SDK fall away
  sourcemap: true,
  sourcesContent: false,
  platform: 'node',
  format: 'cjs', // a static ESM import of node:http costs 50–65 ms more at start
  target: 'node24',
} as const satisfies BuildOptions

/** Makes the assets of all functions, each in a folder of `folder` that has its name. */
export function bundleFunctions(folder: string): string {
  for (const name of functionNames) bundleFunction(name, join(folder, name))
  return folder
}

/** Makes a function's asset in `folder`, with everything that it reads. Lambda's handler is `index.handler` in each. */
export function bundleFunction(name: FunctionName, folder: string): string {
  rmSync(folder, { recursive: true, force: true }) // what an older version left there would be deployed with it
  mkdirSync(folder, { recursive: true })
  if (name === 'record') bundleRecord(folder)
  else writeBundle(folder, { ...bundling, entryPoints: { index: entry(`${name}.ts`) } })
  if (name === 'query') writeDashboards(folder)
  copyFileSync(networkTableFile(), join(folder, networkTableName))
  return folder
}

/**
 * Makes what counts from the archive on the machines of a cluster, in `folder`: `job.js`, with the network table. What it
 * needs on one's own machine alone, the local table, is left out.
 */
export function bundleSparkJob(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeBundle(folder, {
    ...bundling,
    sourcemap: false,
    entryPoints: { job: join(root, 'bin/spark/job.ts') },
    external: ['*/local/engine/database', '*/network-table/file'],
  })
  copyFileSync(networkTableFile(), join(folder, networkTableName))
  return folder
}

/**
 * Where a bundle is, as its source map takes it: `npm pack` makes it there. Its sources are named relative to this, so that the
 * bytes, and CloudFormation's hash of them, are the same in whatever folder they are written.
 */
const mappedFolder = join(root, 'dist/functions/any')

function writeBundle(folder: string, options: BuildOptions): void {
  const { outputFiles } = buildSync({
    ...options,
    absWorkingDir: root,
    outdir: mappedFolder,
    write: false,
  })
  for (const { path, contents } of outputFiles) writeFileSync(join(folder, basename(path)), contents)
}

function writeDashboards(folder: string): void {
  for (const language of dashboardLanguages)
    writeFileSync(join(folder, dashboardName(language)), dashboardPage(language))
}

/**
 * The record function is `record.js`. Lambda waits only for what an ES module awaits at its top level, so `index.mjs`
 * comes first and waits until the function is ready. There must be no `index.js`: Lambda would take that instead.
 * Reverse DNS, with a list of public suffixes three times as large as everything else, and RDAP are files of their own that
 * are read when they are needed.
 */
function bundleRecord(folder: string): void {
  const onDemand = ['reverse-dns', 'rdap']
  writeBundle(folder, {
    ...bundling,
    entryPoints: {
      record: entry('record.ts'),
      ...Object.fromEntries(onDemand.map((name) => [name, entry(`network/${name}.ts`)])),
    },
    external: onDemand.map((name) => `./${name}`),
    supported: { 'dynamic-import': false }, // becomes a require, which finds the file without its extension
  })
  writeFileSync(join(folder, 'index.mjs'), readyIndex)
  const served = beaconCode()
  writeFileSync(join(folder, defaults.script), served)
  writeFileSync(join(folder, inlineBeaconName), inlineBeaconCode(served))
  writeFileSync(join(folder, endpointsName), JSON.stringify(specialEndpoints()))
  writeFileSync(join(folder, routesName), JSON.stringify(allRoutes))
  mkdirSync(join(folder, releasesName))
  for (const { hash, code } of releasedBeacons())
    writeFileSync(join(folder, releasesName, `${hash}.js`), code)
}

const readyIndex = `import { createRequire } from 'node:module'
const { handler, ready } = createRequire(import.meta.url)('./record.js')
await ready
export { handler }
`

const entry = (path: string): string => join(root, 'lambda', path)
