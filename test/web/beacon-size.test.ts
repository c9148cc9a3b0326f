import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { transformSync } from 'esbuild'
import { beaconCode } from '../../lib/assets/beacon-code'
import { pinnedBeaconSnippet } from '../../lib/assets/beacon-snippet'

const code = beaconCode()

/** Bytes; what the README promises. */
const most = 1150

test('the beacon has at most 1,150 bytes gzipped', () => {
  const gzipped = gzipSync(code, { level: 9 }).length
  const raw = Buffer.byteLength(code)
  process.stdout.write(
    `beacon: ${raw} bytes, ${gzipped} gzipped, ${brotliCompressSync(code).length} brotli\n`,
  )
  expect(gzipped).toBeLessThanOrEqual(most)
})

test('the beacon is one classic script that leaves no name behind, in the JavaScript of 2020', () => {
  expect(code).toMatch(/^\(\(\)=>\{.*\}\)\(\);$/s)
  expect(transformSync(code, { target: 'es2020' }).code).toBe(transformSync(code, { target: 'esnext' }).code)
})

test('the beacon holds no way to keep anything in the browser', () => {
  expect(code).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB|caches/)
})

test('the README has the name and the SRI hash of this very beacon', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8')
  const [, section] = /<!-- beacon:begin.*?-->\n(.*?)<!-- beacon:end -->/s.exec(readme) ?? []
  expect(section).toBe(`\`\`\`html
${pinnedBeaconSnippet('https://….execute-api.eu-west-1.amazonaws.com', code)}
\`\`\`
`)
})
