import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { firefox } from '../../test/support/memory/visits'
import { comparison, median, type Sample, type Samples } from '../harness/interleave'
import { check, type Say, type Scenario, type Table } from '../harness/scenario'
import { shuffled } from '../harness/shuffled'
import { inFolder } from '../harness/temporary-folder'
import { missing } from './lamp/packages'
import { startLamp } from './lamp/server'
import { cpuSeconds } from './process-tree'
import type { RecordingServer } from './recording-server'
import { startVisitbook } from './visitbook-server'
import { wrk } from './wrk'

const site = 'you.github.io'
const loads = [16, 64]
const rounds = 6
/** Seconds that a load lasts. */
const warmUp = 4
const timed = 5

const rate = 'visits a second (more is better)'
const cpu = 'server CPU a visit, ms'
const late = '99th percentile of an answer, ms'

/** The promised median ratio to LAMP, by connections. */
const promises: readonly {
  connections: number
  measure: string
  text: string
  holds: (ratio: number) => boolean
}[] = [
  { connections: 16, measure: rate, text: 'at least 1.2', holds: (ratio) => ratio >= 1.2 },
  { connections: 64, measure: rate, text: 'at least 1.5', holds: (ratio) => ratio >= 1.5 },
  { connections: 16, measure: cpu, text: 'at most 0.7', holds: (ratio) => ratio <= 0.7 },
  { connections: 64, measure: cpu, text: 'at most 0.7', holds: (ratio) => ratio <= 0.7 },
  { connections: 64, measure: late, text: 'at most 1', holds: (ratio) => ratio <= 1 },
]

export const http: Scenario = {
  name: 'http',
  about: 'recording over HTTP on this machine, beside the LAMP server that Visitbook replaces',
  async run(say) {
    if (process.platform !== 'linux') return { skipped: 'it reads CPU time from /proc' }
    const reason = missing(say)
    if (reason !== null) return { skipped: reason }
    return inFolder(async (folder) => {
      const running: RecordingServer[] = []
      const interrupted = () => process.exit(130) // and the processes that were started end with us
      process.once('SIGINT', interrupted).once('SIGTERM', interrupted)
      try {
        chmodSync(folder, 0o711) // Apache's children run as another user
        say('starting both servers')
        for (const start of [startLamp, (own: string) => startVisitbook(own, site)]) {
          const own = join(folder, String(running.length))
          mkdirSync(own)
          running.push(await start(own))
        }
        for (const server of running) await checkAnswers(server)
        say('warming up')
        for (const server of running) await measured(server, 16, warmUp)
        const samples = await rounded(running, say)
        return {
          checked:
            'one page view is stored on each side as it was sent, and one from an unlisted site is turned away and not stored; after each round, as many visits are stored as were answered (more only by those that were still under way when the load ended)',
          tables: [
            ...loads.map((connections) => tableOf(samples, running, connections)),
            promised(samples, running),
          ],
          notes: [
            ...running.flatMap(({ notes }) => notes),
            `${rounds} rounds, all kept, each with both servers and both loads in an order of its own; ${timed} seconds of wrk on kept-alive connections, each beacon sent as soon as the one before is answered. LAMP gets the first version's \`$.ajax({url})\` (GET), Visitbook the beacon of today (POST of 254 bytes of JSON with an id), with the same headers of Firefox.`,
            'Server CPU is that of all its processes (Node and the engine; Apache and MariaDB) by /proc. wrk shares the processors with them.',
            'All visits come from 127.0.0.1. Visitbook looks every address up in the network table, this one in vain.',
          ],
        }
      } finally {
        process.off('SIGINT', interrupted).off('SIGTERM', interrupted)
        for (const server of running.toReversed()) await server.close()
      }
    })
  },
}

async function checkAnswers(server: RecordingServer): Promise<void> {
  const stored = await server.counter()
  const refused = await send(server, 'https://elsewhere.example/')
  check(refused >= 400 && refused < 500, `${server.name} to refuse an unlisted site, got ${refused}`)
  const answered = await send(server, `https://${site}/`)
  check(answered < 300, `${server.name} to record a visit, got ${answered}`)
  const count = await stored()
  check(count === 1, `${server.name} to have stored one visit of two beacons, got ${count}`)
  const newest = await server.newest()
  const kept = server.beacon === 'plain' ? firefox : '/cv.html'
  check(newest.includes(kept), `${server.name} to keep ${kept}, got ${newest}`)
}

async function send({ url, beacon }: RecordingServer, referer: string): Promise<number> {
  const headers = { referer, origin: new URL(referer).origin, 'user-agent': firefox }
  const init = beacon === 'plain' ? { headers } : { headers, method: 'POST', body: '{"page":"/cv.html"}' }
  return (await fetch(url, init)).status
}

/** One load, and what it took; every answer is a visit that is stored. */
async function measured(server: RecordingServer, connections: number, seconds: number): Promise<Sample> {
  const { name, url, beacon, processes } = server
  const stored = await server.counter()
  const used = () => processes.reduce((sum, process) => sum + cpuSeconds(process), 0)
  const before = used()
  const { answers, refused, broken, ...seen } = await wrk({ url, connections, seconds, beacon })
  const cpuMs = (used() - before) * 1000
  check(
    refused === 0 && broken === 0,
    `${name} to record every visit; ${refused} refused, ${broken} unanswered`,
  )
  await sleep(300) // requests under way when wrk left are stored by then
  const count = await stored()
  check(
    count >= answers && count <= answers + connections,
    `${name} to have stored the ${answers} visits that it answered, got ${count}`,
  )
  return {
    [rate]: answers / seen.seconds,
    [cpu]: cpuMs / count,
    'median of an answer, ms': seen.medianMs,
    [late]: seen.p99Ms,
  }
}

const variant = ({ name }: RecordingServer, connections: number): string => `${name}, ${connections}`

function rounded(servers: readonly RecordingServer[], say: Say): Promise<Samples> {
  const variants = loads.flatMap((connections) =>
    servers.map(
      (server) => [variant(server, connections), () => measured(server, connections, timed)] as const,
    ),
  )
  return shuffled(Object.fromEntries(variants), rounds, say)
}

function tableOf(samples: Samples, servers: readonly RecordingServer[], connections: number): Table {
  const own = servers.map((server) => [server.name, samplesOf(samples, server, connections)] as const)
  const { head, rows } = comparison(new Map(own))
  return { head: [`${connections} connections`, ...head.slice(1)], rows }
}

function promised(samples: Samples, [lamp, visitbook]: readonly RecordingServer[]): Table {
  return {
    head: ['ratio to LAMP', 'reach', 'median of the rounds', ''],
    rows: promises.map(({ connections, measure, text, holds }) => {
      const baseline = samplesOf(samples, lamp as RecordingServer, connections)
      const own = samplesOf(samples, visitbook as RecordingServer, connections)
      const ratio = median(
        own.map((sample, at) => (sample[measure] as number) / (baseline[at]?.[measure] as number)),
      )
      return [
        `${measure}, ${connections} connections`,
        text,
        ratio.toFixed(2),
        holds(ratio) ? 'reached' : 'missed',
      ]
    }),
  }
}

const samplesOf = (samples: Samples, server: RecordingServer, connections: number): readonly Sample[] =>
  samples.get(variant(server, connections)) ?? []
