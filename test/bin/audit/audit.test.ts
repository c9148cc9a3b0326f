import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { auditAnswerIn } from '../../../bin/audit/audit-answer'
import { inFull } from '../../support/size'

const root = join(__dirname, '../../..')

const cache = mkdtempSync(join(tmpdir(), 'visitbook-audit-'))
afterAll(() => rmSync(cache, { recursive: true, maxRetries: 10 }))

let advisories = 0 // npm keeps each in its cache, by its id

const advisory = (severity: string) => ({
  ...{ id: ++advisories, url: 'https://advisory.example/1', title: 'It opens doors', severity },
  ...{ vulnerable_versions: '*', cwe: [], cvss: { score: 8, vectorString: null } },
})

/** A registry that is asked for advisories alone. */
const registry =
  (faults: object): RequestListener =>
  (request, response) => {
    request.resume()
    if (request.url === '/-/npm/v1/security/advisories/bulk') response.end(JSON.stringify(faults))
    else response.writeHead(404).end('{}')
  }

const answers =
  (status: number, body: string): RequestListener =>
  (request, response) => {
    request.resume()
    response.writeHead(status).end(body)
  }

/** Runs the command as `npm run check:audit` does, before this registry. */
async function audit(listener: RequestListener, env: NodeJS.ProcessEnv = {}) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const quick = { npm_config_fetch_retries: '0', npm_config_update_notifier: 'false' }
  const child = spawn(join(root, 'node_modules/.bin/tsx'), [join(root, 'bin/audit.ts')], {
    env: {
      PATH: process.env.PATH,
      HOME: cache,
      npm_config_cache: cache,
      ...quick,
      npm_config_registry: url,
      ...env,
    },
  })
  const ended = once(child, 'close')
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await ended
  server.closeAllConnections()
  server.close()
  return { code, stdout, stderr }
}

/** Each row starts npm: in small size only the first two of each table do. */
const most = inFull(Number.POSITIVE_INFINITY, 2)

const known: [string, object, number, RegExp][] = [
  [
    'a low fault, and a high one in what only tests have',
    { uqr: [advisory('low')], jsqr: [advisory('high')] },
    0,
    /^low {2}uqr: It opens doors, https:\/\/advisory\.example\/1\n.* 0 with a high or critical fault, 1 with a lower/,
  ],
  [
    'a high fault in what a package of ours brings',
    { pend: [advisory('high')] },
    1,
    /^high {2}pend: It opens doors/m,
  ],
  ['nothing', {}, 0, /^Asked for \d{2,} packages: 0 with a high or critical fault, 0 with a lower one\.$/m],
  [
    'a critical fault',
    { uqr: [advisory('critical')] },
    1,
    /: 1 with a high or critical fault, 0 with a lower/,
  ],
]

test.each(known.slice(0, most))(
  'of a registry that knows of %s it tells so',
  async (_, faults, code, line) => {
    const told = await audit(registry(faults))
    expect(told).toMatchObject({ code, stderr: '', stdout: expect.stringMatching(line) })
  },
)

const unable: [string, RequestListener, NodeJS.ProcessEnv, RegExp][] = [
  ['has no such route, as some mirrors', answers(405, 'no'), {}, /405 Method Not Allowed/],
  ['is silent', () => undefined, { npm_config_fetch_timeout: '200' }, /timeout/],
  ['is down', answers(503, 'no'), {}, /503 Service Unavailable/],
  ['answers with a page', answers(200, '<html>'), {}, /invalid json/],
  ['hangs up', (request) => void request.socket.destroy(), {}, /socket hang up/],
]

test.each(unable.slice(0, most))(
  'of a registry that %s it says that nothing is known, and fails',
  async (_, listener, env, reason) => {
    const { code, stdout, stderr } = await audit(listener, env)
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
    expect(stderr).toMatch(/^check:audit: the registry could not be asked, so nothing is known: /)
    expect(stderr).toMatch(reason)
  },
)

test('npm that is set to work offline asks all the same', async () => {
  const { code, stdout } = await audit(registry({ uqr: [advisory('high')] }), { npm_config_offline: 'true' })
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringMatching(/^high {2}uqr/) })
})

test.each([
  ['', 'npm printed no report'],
  ['{}', 'npm printed no report'],
  ['npm is not found', 'npm printed no report'],
  ['{"error":{"summary":"it has no lockfile"}}', 'it has no lockfile'],
])('where npm prints %j nothing is known', (printed, reason) => {
  expect(auditAnswerIn(printed)).toEqual({ isAnswered: false, reason })
})
