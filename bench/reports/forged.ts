import { join } from 'node:path'
import { eachAtOnce } from '../../lambda/domain/at-once'
import { type LocalServer, startServer } from '../../local/server'
import { comparison, interleave, type Sample } from '../harness/interleave'
import { check, type Say, type Scenario } from '../harness/scenario'
import { inFolder } from '../harness/temporary-folder'

const visits = 3000
const rounds = 9
const site = 'you.github.io'
const questions = ['/visits?bot=include', '/organisations', '/status', '/sites']
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

/** Books with as many visits each: by the host that each visit names. */
const books: Readonly<Record<string, (at: number) => string>> = {
  'the owner’s 50 subdomains': (at) => `s${at % 50}.example.com`,
  'and a forged one with each visit': (at) => (at < 50 ? `s${at}.example.com` : `forged-${at}.example.com`),
  'the owner’s page alone': () => site,
  'forged ones from the first visit on': (at) => (at === 0 ? site : `forged-${at}.example.com`),
}

/** How strangers can slow the owner's queries by making up hosts below a wildcard. */
export const forged: Scenario = {
  name: 'forged',
  about: `the owner’s questions after ${visits} visits of made-up hosts below a wildcard, and of hosts that are the owner’s`,
  run: (say) =>
    inFolder(async (folder) => {
      const servers: [string, LocalServer][] = []
      try {
        for (const [name, hostOf] of Object.entries(books)) {
          say(`${visits} visits: ${name}`)
          servers.push([name, await openBook(join(folder, String(servers.length)), hostOf)])
        }
        return await measured(servers, say)
      } finally {
        for (const [, server] of servers) await server.close()
      }
    }),
}

async function openBook(data: string, hostOf: (at: number) => string): Promise<LocalServer> {
  const server = await startServer({
    port: 0,
    demoPort: 0,
    data,
    token: null,
    sites: [site, '*.example.com'],
  })
  const send = async (at: number) => {
    const headers = { origin: `https://${hostOf(at)}`, 'user-agent': agent }
    const { status } = await fetch(`${server.url}/visits`, { method: 'POST', headers, body: '{"page":"/"}' })
    check(status === 204, `every visit to be recorded, got ${status}`)
  }
  for (let at = 0; at < 50; at++) await send(at)
  await eachAtOnce(
    Array.from({ length: visits - 50 }, (_, at) => at + 50),
    send,
    16,
  )
  return server
}

async function measured(servers: readonly [string, LocalServer][], say: Say) {
  const variants = servers.map(([name, server]) => [name, () => asked(server)] as const)
  const of = (from: number) => Object.fromEntries(variants.slice(from, from + 2))
  return {
    checked: `all ${visits} visits of each book are recorded, every question is answered 200, and no book has more than 52 sites`,
    tables: [
      comparison(await interleave(of(0), rounds, say)),
      comparison(await interleave(of(2), rounds, say)),
    ],
    notes: [
      'To reach: at most 1.2 of the time without forged subdomains. Strangers can take the 50 sites that a wildcard may have and no more: a book that uses them is asked as fast as before. One that has a single site is asked about 51 then, until the owner removes them or sets `sitesBelowWildcard` lower.',
    ],
  }
}

/** Milliseconds that each question takes. */
async function asked({ url, token }: LocalServer): Promise<Sample> {
  const headers = { authorization: `Bearer ${token}` }
  const sample: Record<string, number> = {}
  for (const question of questions) {
    const start = performance.now()
    const answer = await fetch(url + question, { headers })
    const body = (await answer.json()) as { sites?: unknown[] }
    sample[`GET ${question}, ms`] = performance.now() - start
    check(answer.status === 200, `${question} to be answered 200, got ${answer.status}`)
    check((body.sites?.length ?? 0) <= 53, `at most 53 sites, got ${body.sites?.length}`)
  }
  return sample
}
