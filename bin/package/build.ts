import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type BuildOptions, buildSync } from 'esbuild'
import { bundleFunctions } from '../../lib/assets/bundle'
import { licencesOf, packagesOf } from './licences'
import { sbomOf } from './sbom'

const root = join(__dirname, '../..')

/** The folder that is packed. */
const dist = join(root, 'dist')

/** Where a construct's declarations are, and whatever they name. */
const entry = 'lib/visitbook.ts'

/** What runs at synth is one file, and asks for nothing but the CDK of the app that it is in. */
const construct = {
  entryPoints: [join(root, entry)],
  outfile: join(dist, 'visitbook.js'),
  external: ['aws-cdk-lib', 'constructs'],
  absWorkingDir: root, // it stands in comments of the file
} satisfies BuildOptions

/**
 * Makes what the package consists of: the construct and its declarations, the functions with the network table, the
 * licences of all that is bundled into them, and the list of it.
 */
export function buildPackage(): void {
  rmSync(dist, { recursive: true, force: true })
  const functions = bundleFunctions(join(dist, 'functions'))
  const { metafile } = buildSync({
    ...construct,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    metafile: true,
  })
  writeDeclarations()
  const inputs = Object.keys(metafile.inputs).map((path) => resolve(root, path))
  const packages = packagesOf([...inputs, ...sourcesIn(functions)])
  writeFileSync(join(dist, 'LICENCES.txt'), licencesOf(packages))
  writeFileSync(join(dist, 'sbom.json'), `${JSON.stringify(sbomOf(packages), null, 2)}\n`)
}

/** Of all declarations that TypeScript makes, only those that the entry's lead to: an owner of an app meets no others. */
function writeDeclarations(): void {
  const made = mkdtempSync(join(tmpdir(), 'visitbook-types-'))
  try {
    const tsc = join(dirname(createRequire(__filename).resolve('typescript/package.json')), 'bin/tsc')
    execFileSync(process.execPath, [tsc, '-p', join(__dirname, 'tsconfig.json'), '--outDir', made])
    for (const file of reachableFrom(made, entry.replace(/\.ts$/, '.d.ts')))
      cpSync(join(made, file), join(dist, 'types', file))
  } finally {
    rmSync(made, { recursive: true })
  }
}

/** @param file relative to the folder */
function reachableFrom(folder: string, file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  const text = readFileSync(join(folder, file), 'utf8')
  for (const [, path = ''] of text.matchAll(/(?:from |import\()'(\.[^']+)'/g))
    reachableFrom(folder, join(dirname(file), `${path}.d.ts`), seen)
  return seen
}

/** The files that bundles were made of, as their source maps tell. */
function sourcesIn(folder: string): string[] {
  const maps = readdirSync(folder, { recursive: true })
    .map((path) => join(folder, String(path)))
    .filter((path) => path.endsWith('.map'))
  return maps.flatMap((map) => {
    const { sources } = JSON.parse(readFileSync(map, 'utf8')) as { sources: string[] }
    return sources.map((source) => join(dirname(map), source))
  })
}
