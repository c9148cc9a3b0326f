import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Patience } from '../../../bin/network/download'
import { type ReleaseOptions, takeReleases, tidy } from '../../../bin/network/releases'
import { provenanceFile } from '../../../lib/assets/network-table/sources/source-set'
import { conducts, type Release, releaseServer } from './release-server'
import { linesOf, putSources, released } from './sources'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'visitbook-releases-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const limits: Patience = { silent: 300, whole: 2000, bytes: 100_000 }
const asn4 = '/latest/origin-asn-ipv4-num.csv'
const country6 = '/latest/user-country-ipv6-num.csv'

/** Takes what a server has, over sources of the day before. */
async function take(release: Partial<Release>, options: Partial<ReleaseOptions> = {}) {
  const server = await releaseServer({ files: released(), ...release })
  const said: string[] = []
  const folder = join(home, '.networks')
  try {
    const kept = await takeReleases({
      url: `${server.url}/latest`,
      hashes: `${server.url}/hashes`,
      isAnyway: false,
      folder,
      last: putSources(join(home, 'last'), '2026-11-20'),
      limits,
      say: (line) => said.push(line),
      ...options,
    })
    return { kept, said, asked: server.asked, url: server.url }
  } finally {
    server.close()
  }
}

const left = () => (existsSync(join(home, '.networks')) ? readdirSync(join(home, '.networks')) : null)

test('newer releases are put in place, each checked by the hash that is given', async () => {
  const { kept, said, url } = await take({})
  expect(kept).toBe(join(home, '.networks/2026-11-21'))
  expect(left()).toEqual(['2026-11-21'])
  const text = readFileSync(join(String(kept), 'country-ipv6.csv'), 'utf8')
  expect(text).toBe(linesOf('country-ipv6'))
  const { date, files } = JSON.parse(readFileSync(join(String(kept), provenanceFile), 'utf8'))
  const sha256 = createHash('sha256').update(text).digest('hex')
  expect(date).toBe('2026-11-21')
  expect(files).toHaveLength(4)
  expect(files[3]).toEqual({ name: 'country-ipv6', url: url + country6, date, sha256, isChecked: true })
  expect(said[3]).toBe(`${url}${country6} of ${date}: SHA-256 ${sha256}, as given`)
})

test('a hash that no source gives is printed and kept', async () => {
  const { kept, said } = await take({ isHashed: false })
  const { files } = JSON.parse(readFileSync(join(String(kept), provenanceFile), 'utf8'))
  expect(files.map(({ isChecked }: { isChecked: boolean }) => isChecked)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(said[0]).toMatch(/SHA-256 [0-9a-f]{64}, none is given$/)
})

test('redirects are followed, five of them', async () => {
  const step = (number: number) => [`/${number}`, conducts.redirect(`/${number + 1}`)] as const
  const conduct = Object.fromEntries([[asn4, conducts.redirect('/1')], ...[1, 2, 3].map(step)])
  const { kept, asked } = await take({ conduct: { ...conduct, '/4': conducts.redirect('/5'), '/5': given } })
  expect(asked.slice(0, 6)).toEqual([asn4, '/1', '/2', '/3', '/4', '/5'])
  expect(kept).not.toBeNull()
})
const given = conducts.text(linesOf('asn-ipv4'))

test.each([
  ['are of the same day', 'Fri, 20 Nov 2026 23:59:59 GMT'],
  ['are older', 'Wed, 17 Jun 2026 19:00:00 GMT'],
])('when releases %s, nothing is newer, and nothing is downloaded', async (_, date) => {
  const { kept, asked } = await take({ conduct: { [asn4]: conducts.dated(date) } })
  expect(kept).toBeNull()
  expect(asked).toEqual([asn4])
  expect(left()).toBeNull()
})

const html = '<!doctype html>\n<title>Sign in</title>\n'
describe.each([
  ['the first file', asn4],
  ['the last file', country6],
])('the old sources stay when %s', (_, path) => {
  test.each([
    ['is missing', conducts.status(404), /is not there \(404\)$/],
    ['is forbidden', conducts.status(403), /answers 403, expected 200$/],
    ['is cut off', conducts.cut, /cut off/],
    ['ends early, as if it were whole', conducts.short, /SHA-256 .*, but .* is given$/],
    ['is a page of HTML', conducts.text(html), /SHA-256 .*, but .* is given$/],
    ['is said to be huge', conducts.tellsMuch, /is larger than 0\.1 MB$/],
    ['never ends', conducts.endless, /is larger than 0\.1 MB$/],
    ['is not answered', conducts.mute, /says nothing for 0\.3 s$/],
    ['falls silent', conducts.mutes, /says nothing for 0\.3 s$/],
    ['drips', conducts.drips, /takes longer than 2 s$/],
    ['redirects in circles', conducts.loop, /redirects more than 5 times$/],
    ['redirects to plain http', conducts.redirect('http://192.0.2.1/x'), /which is not https$/],
    ['redirects to a file of here', conducts.redirect('file:///etc/passwd'), /which is not https$/],
    ['redirects to nowhere', conducts.redirect('http://'), /which is not https$/],
    ['is of no day', conducts.undated, /say by --date from which day it is$/],
    ['is of the future', conducts.dated('Sat, 21 Nov 2099 06:00:00 GMT'), /is from the future/],
  ])('%s', async (_, conduct, message) => {
    await expect(take({ conduct: { [path]: conduct } })).rejects.toThrow(message)
    expect(left()).toBeNull()
  })

  test.each([
    ['is another', '0'.repeat(64), /has the SHA-256 [0-9a-f]{64}, but 0{64} is given$/],
    ['is none', html, /holds no SHA-256$/],
    ['is too long to be one', 'a'.repeat(2000), /is larger than 0\.001 MB$/],
  ])('has a hash that %s', async (_, text, message) => {
    const hash = `${path.replace('latest', 'hashes')}.sha256`
    await expect(take({ conduct: { [hash]: conducts.text(text) } })).rejects.toThrow(message)
    expect(left()).toBeNull()
  })
})

test('the old sources stay when one file is older than the others', async () => {
  const conduct = { [country6]: conducts.dated('Fri, 20 Nov 2026 06:00:00 GMT') }
  await expect(take({ conduct })).rejects.toThrow(/is of 2026-11-20, no newer than 2026-11-20, while/)
  expect(left()).toBeNull()
})

const lines = linesOf('asn-ipv4').split('\n')

test.each([
  ['HTML', html, /asn-ipv4, line 1 makes no sense: <!doctype html>$/],
  ['nothing', '', /asn-ipv4: it is empty$/],
  ['no line', '\n', /asn-ipv4, line 1 makes no sense/],
  ['a last line that is cut', lines.join('\n').slice(0, -9), /asn-ipv4: the last line is cut off$/],
  ['countries', linesOf('country-ipv4'), /asn-ipv4, line 1 makes no sense: 16777216,16777471,AU$/],
  ['IPv6', linesOf('asn-ipv6'), /asn-ipv4, line 1 makes no sense/],
  ['addresses with dots', '1.0.0.0,1.0.0.255,13335,Cloudflare\n', /line 1 makes no sense/],
  ['a range that ends before it starts', '9,8,1,x\n', /line 1 makes no sense/],
  ['an AS number beyond all', '8,9,4294967296,x\n', /line 1 makes no sense/],
  ['an escape sequence', '8,9,1,\u001b[2J\n', /line 1 makes no sense: 8,9,1,\[2J$/],
  ['lines out of order', '8,9,1,x\n1,2,1,x\n', /line 2 is out of order: 1,2,1,x$/],
  ['few lines', linesOf('asn-ipv4', { count: 149 }), /149 lines after 200, expected 75 % to 200 % of those/],
  ['many lines', linesOf('asn-ipv4', { count: 401 }), /401 lines after 200/],
  [
    'other AS',
    linesOf('asn-ipv4', { value: (at) => String(at < 21 ? 9 + at : at) }),
    /200 addresses 10\d*\.?\d* % have another AS/,
  ],
  [
    'no names',
    linesOf('asn-ipv4').replace(/"[^"]+"/g, ''),
    /of 200 addresses 100 % have an AS without a name, expected at most 5 %/,
  ],
])('releases that hold %s are refused, hash or not', async (_, text, message) => {
  await expect(take({ files: released({ 'asn-ipv4': text }) })).rejects.toThrow(message)
  expect(left()).toBeNull()
})

test('IPv4 in the place of IPv6 is refused', async () => {
  const files = released({ 'asn-ipv6': linesOf('asn-ipv4') })
  await expect(take({ files })).rejects.toThrow(/asn-ipv6: of 200 addresses 100 % are in it no more/)
})

test('a third of the countries changed is refused', async () => {
  const files = released({ 'country-ipv6': linesOf('country-ipv6').replaceAll('AU', 'FR') })
  await expect(take({ files })).rejects.toThrow(/country-ipv6: of 200 addresses 33.5 % have another country/)
})

test('as much as the bounds allow is taken', async () => {
  const value = (at: number) => String(at < 20 ? at + 500 : at + 1)
  const { kept } = await take({ files: released({ 'asn-ipv4': linesOf('asn-ipv4', { count: 190, value }) }) })
  expect(kept).not.toBeNull()
})

test('--anyway takes what differs too much, and says by what, but nothing that makes no sense', async () => {
  const files = released({ 'asn-ipv4': linesOf('asn-ipv4', { count: 100 }) })
  const { kept, said } = await take({ files }, { isAnyway: true })
  expect(kept).not.toBeNull()
  expect(said.slice(4)).toEqual([
    'asn-ipv4: 100 lines after 200, expected 75 % to 200 % of those',
    'asn-ipv4: of 200 addresses 50 % are in it no more, expected at most 10 %',
  ])
  const broken = take({ files: released({ 'asn-ipv4': html }) }, { isAnyway: true })
  await expect(broken).rejects.toThrow(/makes no sense/)
})

test('--date takes the place of the day that the server does not tell', async () => {
  const conduct = Object.fromEntries(
    Object.keys(released()).map((file) => [`/latest/${file}`, conducts.undated]),
  )
  const { kept } = await take({ conduct }, { date: '2026-11-22' })
  expect(kept).toBe(join(home, '.networks/2026-11-22'))
})

test('an interrupted download leaves nothing', async () => {
  const ended = AbortSignal.timeout(100)
  const taken = take(
    { conduct: { [country6]: conducts.mutes } },
    { ended, limits: { ...limits, silent: 9000 } },
  )
  await expect(taken).rejects.toThrow()
  expect(left()).toBeNull()
})

test('what lies beside new sources is deleted', () => {
  const folder = join(home, '.networks')
  for (const date of ['2026-11-20', '2026-11-21', '.part-1']) putSources(folder, date)
  tidy(join(folder, '2026-11-21'))
  expect(left()).toEqual(['2026-11-21'])
})
