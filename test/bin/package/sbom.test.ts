import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { sbomOf } from '../../../bin/package/sbom'
import { packages } from '../../../lib/assets/network-table/sources/packages/package-lock.json'
import { version } from '../../../package.json'

const root = join(__dirname, '../../..')
const installed = (name: string) => join(root, 'node_modules', name)

const text = { type: 'string', minLength: 1 }

const component = {
  type: 'object',
  required: ['bom-ref', 'type', 'name', 'version', 'purl', 'hashes', 'licenses'],
  properties: {
    'bom-ref': text,
    type: { enum: ['library', 'data'] },
    ...{ name: text, version: text },
    purl: { type: 'string', pattern: '^pkg:npm/(%40[\\w.-]+/)?[\\w.-]+@\\d[\\w.-]*$' },
    hashes: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['alg', 'content'],
        properties: {
          alg: { const: 'SHA-512' },
          content: { type: 'string', pattern: '^[a-f0-9]{128}$' },
        },
      },
    },
    licenses: {
      type: 'array',
      minItems: 1,
      items: {
        oneOf: [
          {
            type: 'object',
            required: ['license'],
            additionalProperties: false,
            properties: { license: { type: 'object', required: ['id'], properties: { id: text } } },
          },
          {
            type: 'object',
            required: ['expression'],
            additionalProperties: false,
            properties: { expression: text },
          },
        ],
      },
    },
  },
}

/** The fields of CycloneDX 1.5 that whoever reads one relies on. */
const schema = {
  type: 'object',
  required: ['bomFormat', 'specVersion', 'version', 'metadata', 'components', 'dependencies'],
  properties: {
    $schema: { type: 'string', format: 'uri' },
    bomFormat: { const: 'CycloneDX' },
    specVersion: { const: '1.5' },
    version: { type: 'integer', minimum: 1 },
    components: { type: 'array', uniqueItems: true, items: component },
    dependencies: {
      type: 'array',
      uniqueItems: true,
      items: {
        type: 'object',
        required: ['ref'],
        additionalProperties: false,
        properties: { ref: text, dependsOn: { type: 'array', uniqueItems: true, items: text } },
      },
    },
  },
}

interface Bom {
  readonly metadata: { readonly component: object }
  readonly components: readonly { readonly 'bom-ref': string; readonly hashes: readonly object[] }[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

/** Two that tests need as well, which npm would leave out of what runs. */
const packed = ['@smithy/core', 'preact', 'tldts-core'].map(installed)
const bom = sbomOf(packed) as Bom

const hashOf = (integrity: string) => Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex')

test('it is CycloneDX, and whole: each dependency that it names is in it', () => {
  const ajv = addFormats(new Ajv({ allErrors: true }))
  expect(ajv.validate(schema, bom) ? [] : ajv.errors).toEqual([])
  const named = bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn])
  const has = [`visitbook@${version}`, ...bom.components.map((one) => one['bom-ref'])]
  expect([...new Set(named)].toSorted()).toEqual(has.toSorted())
  expect(bom.metadata.component).toMatchObject({
    name: 'visitbook',
    version,
    purl: `pkg:npm/visitbook@${version}`,
  })
})

test('it lists what is packed and what the network table is made of, and nothing else', () => {
  const names = bom.components.map((one) => one['bom-ref'].replace(/@[^@]*$/, ''))
  expect(names).toEqual([
    ...['@smithy/core', 'preact', 'tldts-core'],
    ...['@ip-location-db/asn', '@ip-location-db/geo-whois-asn-country'],
  ])
  const content = hashOf(packages['node_modules/@ip-location-db/asn'].integrity)
  expect(bom.components.at(-2)?.hashes).toEqual([{ alg: 'SHA-512', content }])
})

test('made again it is the same to the byte', () => {
  expect(JSON.stringify(sbomOf(packed))).toBe(JSON.stringify(bom))
})

test('a package that npm does not list is not packed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-'))
  mkdirSync(join(folder, 'node_modules/stray'), { recursive: true })
  const stray = join(folder, 'node_modules/stray')
  writeFileSync(join(stray, 'package.json'), '{ "name": "stray", "version": "1.0.0" }')
  expect(() => sbomOf([stray])).toThrow('npm sbom does not list stray@1.0.0, which is to be packed')
  rmSync(folder, { recursive: true })
})
