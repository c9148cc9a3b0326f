import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  asnPackage,
  countryPackage,
  currentSources,
  packagesFolder,
} from '../../lib/assets/network-table/sources/source-set'
import { name as ownName } from '../../package.json'

/** A component of CycloneDX 1.5, as much of it as is looked at here. */
interface Component {
  readonly 'bom-ref': string
  readonly type: string
  readonly name: string
  readonly version: string
}

interface Bom {
  readonly metadata: { readonly lifecycles: readonly object[]; readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** A package's lines in a package-lock.json. */
interface Locked {
  readonly version: string
  readonly integrity: string
}

/**
 * The bill of materials of what is packed, as CycloneDX: npm's own for the whole repository, of which the packages in these
 * folders are kept, and the data that the network table is made of. What differs from one run or machine to another is left
 * out, so that a release can be made again to the byte.
 *
 * @throws Error where npm does not list one of them
 */
export function sbomOf(folders: readonly string[]): object {
  const { metadata, components, dependencies, ...bom } = npmSbom()
  const code = [...new Set(folders.map(refOf))].map((ref) => {
    const component = components.find((one) => refIn(one) === ref)
    if (component === undefined) throw new Error(`npm sbom does not list ${ref}, which is to be packed`)
    return component
  })
  const data = dataComponents()
  const { lifecycles, component: own } = metadata
  return {
    ...bom,
    metadata: {
      lifecycles,
      tools: [{ vendor: 'npm', name: 'cli' }],
      component: { ...own, name: ownName }, // npm has that of the folder
    },
    components: [...code, ...data],
    dependencies: [
      ...dependenciesAmong([own, ...code].map(refIn), dependencies),
      ...data.map((one) => ({ ref: refIn(one), dependsOn: [] })),
    ].map((one) =>
      one.ref === refIn(own) ? { ...one, dependsOn: [...one.dependsOn, ...data.map(refIn)] } : one,
    ),
  }
}

const refIn = (component: Component): string => component['bom-ref']

function dependenciesAmong(refs: readonly string[], dependencies: Bom['dependencies']): Bom['dependencies'] {
  const kept = new Set(refs)
  return dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => kept.has(one)) }))
}

/** Of everything: with `--omit=dev`, npm 11 leaves out what the tests need as well, such as `@smithy/core`. */
function npmSbom(): Omit<Bom, 'serialNumber'> {
  const printed = execFileSync(
    'npm',
    ['sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--include=dev', '--include=optional'],
    {
      cwd: join(__dirname, '../..'),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      shell: process.platform === 'win32', // there it is npm.cmd
    },
  )
  const { serialNumber: _, ...bom } = JSON.parse(printed) as Bom & { serialNumber: string }
  return bom
}

function refOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return `${name}@${version}`
}

/** Their packages are in a list of their own, and one of them declares no licence; NOTICE has both. */
const dataLicences = { [asnPackage]: 'CC-BY-4.0', [countryPackage]: 'CC0-1.0' } as const

/** What the table is made from: the pinned packages, or a newer release of their makers. */
function dataComponents(): Component[] {
  const { date, marks } = currentSources()
  const pinned = marks.some((mark) => dirname(mark) === packagesFolder)
  const { packages } = JSON.parse(readFileSync(join(packagesFolder, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Locked>>
  }
  return Object.entries(dataLicences).map(([name, id]) => {
    const locked = packages[`node_modules/${name}`] as Locked
    const version = pinned ? locked.version : date
    const component = { 'bom-ref': `${name}@${version}`, type: 'data', name, version }
    return { ...component, ...(pinned && inRegistry(name, locked)), licenses: [{ license: { id } }] }
  })
}

const inRegistry = (name: string, { version, integrity }: Locked) => ({
  purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
  hashes: [
    { alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') },
  ],
})
