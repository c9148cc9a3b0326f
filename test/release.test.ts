import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { fetchedNode } from './support/lambda-node/lambda-node'
import { isFull } from './support/size'

const root = join(__dirname, '..')
const isTested = isFull && existsSync(join(root, '.git'))
const testRelease = isTested ? test : test.skip
if (!isTested)
  process.stderr.write(
    'Skipping the tests of a release: the size is small, or there is no commit to make it of\n',
  )

const folder = mkdtempSync(join(tmpdir(), 'visitbook-release-'))
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))

/** Makes a release of the commit in a place of its own. @returns the folder with what is packed */
function release(place: string, node: string): string {
  const clone = join(folder, place)
  execFileSync('git', ['clone', '--quiet', root, clone])
  const modules = [join(root, 'node_modules'), join(clone, 'node_modules')]
  if (spawnSync('cp', ['-al', ...modules]).status !== 0) execFileSync('cp', ['-a', ...modules])
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) }
  execFileSync('npm', ['run', 'release'], { cwd: clone, env, stdio: ['ignore', 'ignore', 'pipe'] })
  const unpacked = join(clone, '.build/unpacked')
  mkdirSync(unpacked)
  execFileSync('bash', ['-c', `tar -xzf visitbook-*.tgz -C ${unpacked}`], { cwd: clone })
  return join(unpacked, 'package')
}

const filesIn = (packed: string): string[] =>
  readdirSync(packed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(packed, join(parentPath, name)))
    .toSorted()

/** Each file with its hash: what differs is told by its name. */
const hashesIn = (packed: string): string[] =>
  filesIn(packed).map(
    (file) =>
      `${file} ${createHash('sha256')
        .update(readFileSync(join(packed, file)))
        .digest('hex')}`,
  )

/** The packages that the source maps name. */
const packagesIn = (packed: string): string[] =>
  filesIn(packed)
    .filter((file) => file.endsWith('.map'))
    .flatMap((file) => JSON.parse(readFileSync(join(packed, file), 'utf8')).sources as string[])
    .flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? [])

testRelease(
  'made in two folders, by two versions of Node, a release is the same to the byte, and lists what its bundles have',
  () => {
    const first = release('one', process.execPath)
    const second = release('another/and/deeper', fetchedNode() ?? process.execPath)
    expect(hashesIn(second)).toEqual(hashesIn(first))
    const files = ['functions/record/visitbook.js', 'functions/record/networks.bin', 'sbom.json']
    expect(filesIn(first)).toEqual(expect.arrayContaining(files.map((file) => `dist/${file}`)))
    const { components } = JSON.parse(readFileSync(join(first, 'dist/sbom.json'), 'utf8'))
    const listed = components.map(({ name }: { name: string }) => name)
    const data = ['@ip-location-db/asn', '@ip-location-db/geo-whois-asn-country']
    const page = ['preact', 'uplot'] // has no source map
    expect(listed.toSorted()).toEqual([...new Set([...packagesIn(first), ...page, ...data])].toSorted())
  },
  900_000,
)
