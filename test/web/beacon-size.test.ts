import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { transformSync } from 'esbuild'
import { beaconCode } from '../../lib/assets/beacon-code'
import { pinnedBeaconSnippet } from '../../lib/assets/beacon-snippet'

const code = beaconCode()

/** Bytes; what docs/beacon.md promises. */
const most = { gzipped: 2195, brotli: 1945 }

test('the beacon has at most 2,195 bytes gzipped and 1,945 by brotli', () => {
  const gzipped = gzipSync(code, { level: 9 }).length
  const raw = Buffer.byteLength(code)
  const brotli = brotliCompressSync(code).length
  process.stdout.write(`beacon: ${raw} bytes, ${gzipped} gzipped, ${brotli} brotli\n`)
  expect(gzipped).toBeLessThanOrEqual(most.gzipped)
  expect(brotli).toBeLessThanOrEqual(most.brotli)
})

test('the beacon is one classic script that leaves no name behind, in the JavaScript of 2020', () => {
  expect(code).toMatch(/^\(\(\)=>\{.*\}\)\(\);$/s)
  expect(transformSync(code, { target: 'es2020' }).code).toBe(transformSync(code, { target: 'esnext' }).code)
})

test('the beacon holds no way to keep anything in the browser but the owner’s wish to be left out', () => {
  expect(code).not.toMatch(/cookie|sessionStorage|indexedDB|caches/)
  expect(code.match(/localStorage[^,;:)}]*/g)).toEqual([
    'localStorage.visitbook', // taken away
    'localStorage.visitbook=1',
    'localStorage.visitbook', // read
  ])
})

test('docs/beacon.md has the name and the SRI hash of this very beacon', () => {
  const page = readFileSync(join(__dirname, '../../docs/beacon.md'), 'utf8')
  const [, section] = /<!-- beacon:begin.*?-->\n(.*?)<!-- beacon:end -->/s.exec(page) ?? []
  expect(section).toBe(`\`\`\`html
${pinnedBeaconSnippet('https://….execute-api.eu-west-1.amazonaws.com', code)}
\`\`\`
`)
})
