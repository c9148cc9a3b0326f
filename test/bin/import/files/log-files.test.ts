import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as zlib from 'node:zlib'
import { temporaryFolder } from '../../../store/fixtures'
import { fetchedNode } from '../../../support/lambda-node/lambda-node'
import { visitbookHere } from '../../visitbook'
import {
  albLine,
  caddyLine,
  clf,
  cloudfrontHeader,
  cloudfrontLine,
  iisHeader,
  iisLine,
  nginxLine,
  s3Line,
  traefikLine,
  withoutAgent,
} from '../formats/sample-lines'
import { tarOf, zstdFrame } from './packed'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const text = (...lines: string[]) => `${lines.join('\n')}\n`
const at = (second: number) => clf({ time: `17/May/2015:10:05:0${second} +0000` })

/** Writes files and counts what is in them, by name. */
async function count(
  files: Readonly<Record<string, string | Buffer>>,
  paths: readonly string[],
  ...more: string[]
) {
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  const names = paths.map((path) => join(folder, path))
  const ran = await visitbookHere([
    'import',
    'access-log',
    ...names,
    '--site',
    'you.example',
    '--dry-run',
    '--json',
    ...more,
  ])
  const { skipped, ...counts } = ran.stdout === '' ? { skipped: {} } : JSON.parse(ran.stdout)
  const some = Object.entries(skipped).filter(([, number]) => number !== 0)
  return {
    code: ran.code,
    stderr: ran.stderr.replaceAll(`${folder}/`, ''),
    ...counts,
    skipped: Object.fromEntries(some),
  }
}

/** What is counted of a file whose lines are all page views, but for those that are skipped. */
const counted = (format: string, pageViews: number, skipped: object = {}) => ({
  code: 0,
  formats: [format],
  pageViews,
  skipped,
})

test.each<readonly [string, string, string | Buffer, object]>([
  ['in combined format', 'access.log', text(at(1), at(2), at(2)), counted('combined', 3)],
  [
    'with assets',
    'access.log',
    text(at(1), clf({ request: 'GET /a.css HTTP/1.1' })),
    counted('combined', 1, { asset: 1 }),
  ],
  ['of Windows', 'access.log', `\ufeff${at(1)}\r\n${at(2)}\r\n`, counted('combined', 2)],
  ['of Windows that was joined', 'a.log', `\ufeff${at(1)}\r\n\ufeff${at(2)}\r\n`, counted('combined', 2)],
  ['whose last line has no end', 'access.log', `${at(1)}\n${at(2)}`, counted('combined', 2)],
  ['with a blank line', 'access.log', text(at(1), '', at(2)), counted('combined', 2, { comment: 1 })],
  ['that is empty', 'access.log', '', { code: 0, lines: 0, pageViews: 0 }],
  ['zipped', 'access.log.2.gz', zlib.gzipSync(text(at(1), at(2))), counted('combined', 2)],
  ['zipped, by another name', 'access.log.2', zlib.gzipSync(text(at(1))), counted('combined', 1)],
  [
    'zipped piece by piece',
    'a.gz',
    Buffer.concat([1, 2, 3].map((second) => zlib.gzipSync(text(at(second))))),
    counted('combined', 3),
  ],
  [
    'of two hosts',
    'other_vhosts_access.log',
    text(...[1, 2, 3].map((n) => `${n === 2 ? 'me.example' : 'www.you.example'}:443 ${at(n)}`)),
    counted('vhost', 2, { otherSite: 1 }),
  ],
  ['of Apache without referrer and agent', 'access.log', text(withoutAgent(at(1))), counted('common', 1)],
  [
    'of Caddy, with more than requests',
    'caddy.log',
    text('{"level":"info","ts":1.5,"msg":"serving"}', caddyLine()),
    counted('caddy', 1, { notUnderstood: 1 }),
  ],
  ['of Caddy with the mark of Windows', 'caddy.log', `\ufeff${caddyLine()}\r\n`, counted('caddy', 1)],
  [
    'of IIS with that mark before its columns',
    'u_ex.log',
    `\ufeff${iisHeader.at(-1)}\r\n${iisLine()}\r\n`,
    counted('iis', 1, { comment: 1 }),
  ],
  [
    'of Traefik',
    'traefik.json',
    text(traefikLine(), traefikLine({ RequestMethod: 'POST' })),
    counted('traefik', 1, { notGet: 1 }),
  ],
  [
    'of nginx in JSON',
    'access.json',
    text(nginxLine(), nginxLine({ status: 404 })),
    counted('nginx-json', 1, { notSuccessful: 1 }),
  ],
  [
    'of CloudFront',
    'E2EXAMPLE.2015-05-17-10.a1b2c3d4.gz',
    zlib.gzipSync(text(...cloudfrontHeader, cloudfrontLine())),
    counted('cloudfront', 1, { comment: 2 }),
  ],
  [
    'of CloudFront when nobody came',
    'E2.gz',
    zlib.gzipSync(text(...cloudfrontHeader)),
    { code: 0, pageViews: 0, skipped: { comment: 2 } },
  ],
  [
    'of S3',
    '2015-05-17-10-16-20-EXAMPLE',
    text(s3Line(), s3Line({ operation: 'REST.GET.ACL' })),
    counted('s3', 1, { notGet: 1 }),
  ],
  [
    'of a load balancer',
    'app.you.log.gz',
    zlib.gzipSync(text(albLine(), albLine({ type: 'http ' }))),
    counted('alb', 2),
  ],
  [
    'of IIS that was started twice',
    'u_ex150517.log',
    text(...iisHeader, iisLine(), ...iisHeader, iisLine()),
    counted('iis', 2, { comment: 8 }),
  ],
  [
    'that begins with other lines',
    'access.log',
    text('rotated', 'by hand', at(1), at(2)),
    counted('combined', 2, { notUnderstood: 2 }),
  ],
  [
    'with a name and an address',
    'a.log',
    text(clf({ from: 'crawl.example.com - -' }), at(1)),
    { ...counted('combined', 2), withoutAddress: 1 },
  ],
  [
    'of another site alone',
    'access.log',
    text(`me.example:443 ${at(1)}`),
    {
      code: 0,
      pageViews: 0,
      stderr: expect.stringContaining('the log is of other sites: me.example:443 (1)'),
    },
  ],
  [
    'without user agents',
    'access.log',
    text(withoutAgent(at(1))),
    { stderr: expect.stringContaining('the log has no user agents, so its visits are taken for bots’') },
  ],
])('a file %s is read', async (_, name, bytes, expected) => {
  expect(await count({ [name]: bytes }, [name])).toMatchObject(expected)
})

const named = text(clf({ from: 'crawl.example.com - -' }))
const piped = (command: string, file: string) => `${command} ${file} | visitbook import access-log -\n`

test.each<readonly [string, string, string | Buffer, string]>([
  ['zip', 'a.zip', Buffer.from('504b0304140000', 'hex'), `a zip archive: ${piped('unzip -p', 'a.zip')}`],
  ['tar', 'a.tar', tarOf('access.log', at(1)), `a tar archive: ${piped('tar -xOf', 'a.tar')}`],
  [
    'tar in gzip',
    'a.tgz',
    zlib.gzipSync(tarOf('access.log', at(1))),
    `a tar archive: ${piped('tar -xOf', 'a.tgz')}`,
  ],
  [
    'zip in gzip',
    'a.zip.gz',
    zlib.gzipSync(Buffer.from('504b0304140000', 'hex')),
    `a zip archive: ${piped('unzip -p', 'a.zip.gz')}`,
  ],
  [
    'bzip2',
    'a.bz2',
    Buffer.from('425a683931415926', 'hex'),
    `compressed with bzip2: ${piped('bzcat', 'a.bz2')}`,
  ],
  ['xz', 'a.xz', Buffer.from('fd377a585a000004', 'hex'), `compressed with xz: ${piped('xzcat', 'a.xz')}`],
  ['lz4', 'a.lz4', Buffer.from('04224d1864', 'hex'), `compressed with lz4: ${piped('lz4cat', 'a.lz4')}`],
  ['compress', 'a.Z', Buffer.from('1f9d90', 'hex'), `compressed with compress: ${piped('zcat', 'a.Z')}`],
  ['7z', 'a.7z', Buffer.from('377abcaf271c0004', 'hex'), `a 7z archive: ${piped('7z e -so', 'a.7z')}`],
  [
    'UTF-16',
    'a.log',
    Buffer.from(`\ufeff${at(1)}`, 'utf16le'),
    `in UTF-16: ${piped('iconv -f UTF-16 -t UTF-8', 'a.log')}`,
  ],
  ['gzip in gzip', 'a.gz', zlib.gzipSync(zlib.gzipSync(at(1))), `compressed twice: ${piped('zcat', 'a.gz')}`],
  [
    'gzip that is cut short',
    'a.gz',
    zlib.gzipSync(at(1)).subarray(0, -8),
    'its compression is damaged or cut short',
  ],
  [
    'a format that nobody knows',
    'a.log',
    'time,page\n1,/\n',
    'no line of a.log is in a format that is known (combined, vhost,',
  ],
  ['names in place of addresses', 'a.log', named, 'no line has the address of a client.'],
])('a file in %s is refused by name', async (_, name, bytes, message) => {
  expect(await count({ [name]: bytes }, [name])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(message),
  })
})

test('where Node knows no zstd, its file is refused by name', async () => {
  const ran = await count({ 'a.log.zst': zstdFrame(text(at(1))) }, ['a.log.zst'])
  expect(ran).toMatchObject(
    'createZstdDecompress' in zlib
      ? counted('combined', 1)
      : {
          code: 1,
          stderr:
            'visitbook: cannot read a.log.zst: compressed with zstd: zstdcat a.log.zst | visitbook import access-log -\n',
        },
  )
})

/** Node 24, which knows zstd. */
const newNode = fetchedNode()
const testNewNode = newNode === null ? test.skip : test

testNewNode.each<readonly [string, Buffer, object]>([
  [
    'is read',
    zstdFrame(text(at(1))),
    { status: 0, stdout: expect.stringContaining('"lines":1,"pageViews":1') },
  ],
  [
    'of several frames is refused by name',
    Buffer.concat([1, 2, 3].map((second) => zstdFrame(text(at(second))))),
    {
      status: 1,
      stderr: expect.stringContaining(`compressed with zstd in several frames: ${piped('zstdcat', 'a.zst')}`),
    },
  ],
  [
    'cut short is refused',
    zstdFrame(text(at(1))).subarray(0, -8),
    { status: 1, stderr: expect.stringContaining('its compression is damaged or cut short') },
  ],
])('on Node 24 a file in zstd %s', (_, bytes, expected) => {
  writeFileSync(join(folder, 'a.zst'), bytes)
  const root = join(__dirname, '../../../..')
  const program = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(root, 'bin/visitbook.ts')]
  const args = ['import', 'access-log', 'a.zst', '--site', 'you.example', '--dry-run', '--json']
  const ran = spawnSync(newNode as string, [...program, ...args], { cwd: folder, encoding: 'utf8' })
  expect(ran).toMatchObject(expected)
})

test('several files are read in the order in which they are given, each in its own format', async () => {
  const files = { 'b/caddy.log': text(caddyLine()), 'b/apache.log': text(at(1), 'nonsense') }
  const ran = await count(files, ['b/caddy.log', 'b/apache.log'])
  expect(ran).toMatchObject({ formats: ['caddy', 'combined'], lines: 3, pageViews: 2 })
  expect(ran.stderr).toContain(
    'b/apache.log line 2 is not understood: …\n2 files: 3 lines in format caddy, combined',
  )
})

test('a folder is read with the folders in it, in the order of its logs’ rotation', async () => {
  const nonsense = (name: string) => [`c/${name}`, text(at(1), `no line of ${name}`)] as const
  const names = ['access.log.10', 'access.log.2', 'access.log', '2026/11/x.log', '.hidden']
  const files = Object.fromEntries(names.map(nonsense))
  mkdirSync(join(folder, 'c'))
  symlinkSync('..', join(folder, 'c/loop'))
  const ran = await count(files, ['c'])
  expect(ran).toMatchObject({ lines: 8, pageViews: 4 })
  expect(ran.stderr.split('\n').slice(0, 4)).toEqual([
    'c/2026/11/x.log line 2 is not understood: … line of 2026/11/x.log',
    'c/access.log line 2 is not understood: … line of access.log',
    'c/access.log.2 line 2 is not understood: … line of access.log.2',
    expect.stringMatching(/^4 files: /),
  ])
})

test('a log that is none is named beside those that are', async () => {
  const files = { 'd/access.log': text(at(1)), 'd/error.log': text('2015/05/17 [error] open() failed') }
  expect(await count(files, ['d'])).toMatchObject({
    code: 0,
    pageViews: 1,
    stderr: expect.stringMatching(/\nno line is understood of d\/error\.log\n$/),
  })
})

test('nothing is read of a folder with a file in it that cannot be', async () => {
  const files = { 'e/access.log': text(at(1)), 'e/old.zip': Buffer.from('504b0304140000', 'hex') }
  expect(await count(files, ['e'])).toMatchObject({
    code: 1,
    stderr: `visitbook: cannot read e/old.zip: a zip archive: ${piped('unzip -p', 'e/old.zip')}`,
  })
})

test.each([
  ['an empty folder', 'empty', 'there is no file in empty'],
  ['no file', 'none.log', 'cannot read none.log: ENOENT'],
])('%s is an error', async (_, path, message) => {
  mkdirSync(join(folder, 'empty'), { recursive: true })
  expect(await count({}, [path])).toMatchObject({ code: 1, stderr: expect.stringContaining(message) })
})
