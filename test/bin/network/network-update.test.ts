import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { downloadsFolder } from '../../../lib/assets/network-table/sources/source-set'
import { conducts, releaseServer } from './release-server'
import { released } from './sources'

const root = join(__dirname, '../../..')

/** Runs the command as `npm run network:update` does. */
async function networkUpdate(args: readonly string[], env: Record<string, string> = {}) {
  const command = join(root, 'bin/network-update.ts')
  const child = spawn(join(root, 'node_modules/.bin/tsx'), [command, ...args], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...env },
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, stdout, stderr }
}

test('--help says what it does, and where from', async () => {
  const { code, stdout } = await networkUpdate(['--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('https://github.com/sapics/ip-location-db/releases/download/latest')
  expect(stdout).toMatch(/delete the folder to go back/)
})

test.each([
  [['--nonsense'], /unknown option '--nonsense'/],
  [['--anyway'], /^network:update: --anyway goes with --releases$/m],
  [['--releases', '--url', 'here'], /"here" is no address; expected https:/],
  [['--releases', '--url', 'http://example.com'], /only https is asked/],
  [['--releases', '--hashes', 'ftp://example.com'], /only https is asked/],
  [['--releases', '--date', '2026-02-30'], /--date 2026-02-30: expected a day that has begun/],
  [['--releases', '--date', '2026-99-99'], /--date 2026-99-99: expected a day that has begun/],
  [['--releases', '--date', '2999-01-01'], /--date 2999-01-01: expected a day that has begun/],
])('%j is wrong usage', async (args, message) => {
  const { code, stderr } = await networkUpdate(args)
  expect(code).toBe(2)
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/^ {4}at /m)
})

test('a mirror that fails is named on stderr, and the sources stay', async () => {
  const before = existsSync(downloadsFolder)
  const mutes = conducts.status(503)
  const server = await releaseServer({
    files: released(),
    conduct: { '/mirror/origin-asn-ipv4-num.csv': mutes },
  })
  const env = { VISITBOOK_NETWORK_RELEASES: `${server.url}/mirror/` }
  const { code, stderr } = await networkUpdate(['--releases'], env)
  server.close()
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /network:update: http:.*\/mirror\/origin-asn-ipv4-num\.csv answers 503, expected 200$/m,
  )
  expect(existsSync(downloadsFolder)).toBe(before)
}, 120_000)
