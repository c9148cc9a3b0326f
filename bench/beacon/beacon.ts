import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { beaconCode } from '../../lib/assets/beacon-code'
import { beaconSnippet } from '../../lib/assets/beacon-snippet'
import { type Chromium, findChromium, launch } from '../../test/web/browser'
import { type PageServer, startPageServer } from '../../test/web/page-server'
import { startWatchedApi, type WatchedApi } from '../../test/web/watched-api'
import { comparison, type Sample, type Samples } from '../harness/interleave'
import { check, type Findings, type Say, type Scenario, type Table } from '../harness/scenario'
import { shuffled } from '../harness/shuffled'
import { type MainThread, pageLoad } from './page-load'

const rounds = 25

const jquery = readFileSync(join(dirname(require.resolve('jquery')), 'jquery.min.js'), 'utf8')
/** The first version's script on the page. */
const ajax = (api: string) => `$.ajax({ url: '${api}/record' })`

export const beacon: Scenario = {
  name: 'beacon',
  about: 'the beacon in a page, beside the first version’s jQuery and $.ajax({url})',
  async run(say) {
    const { found, missing } = findChromium(process.env)
    if (found === null) return { skipped: `no Chromium starts here: ${missing.join('; ')}` }
    const server = await startPageServer()
    try {
      const api = await startWatchedApi([`you.test:${server.port}`])
      try {
        return await measured(found, server, api, say)
      } finally {
        await api.close()
      }
    } finally {
      await server.close()
    }
  },
}

/** A page's HTML, and the request that reports its visit. */
interface Variant {
  readonly path: string
  readonly html: string
  readonly tells: string | null
  /** The page that it tells. */
  readonly page: string
}

const variantsOf = (api: string) =>
  ({
    'jQuery and $.ajax': {
      path: '/jquery',
      html: `<script src="/jquery.js"></script><script>${ajax(api)}</script>`,
      tells: 'GET /record 200',
      page: '/', // all that browsers send of a page to another origin is its own
    },
    beacon: { path: '/beacon', html: beaconSnippet(api), tells: 'POST /visits 204', page: '/beacon' },
    neither: { path: '/neither', html: '', tells: null, page: '/neither' },
  }) as const satisfies Record<string, Variant>

async function measured(
  chromium: Chromium,
  server: PageServer,
  api: WatchedApi,
  say: Say,
): Promise<Findings> {
  const variants = variantsOf(api.url)
  publish(server, variants)
  const browser = await launch(chromium)
  try {
    const pages = pagesIn(browser, `you.test:${server.port}`, api)
    say('checking that a visit arrives')
    for (const variant of Object.values(variants)) await pages.checkVisit(variant)
    const loads = Object.entries(variants).map(([name, variant]) => [
      name,
      async (): Promise<Sample> => ({ ...(await pages.open(variant)) }),
    ])
    const samples = await shuffled(Object.fromEntries(loads), rounds, say)
    for (const variant of [variants['jQuery and $.ajax'], variants.beacon])
      pages.checkTold(variant, 1 + rounds)
    return findingsOf(samples, api.url, browser.version())
  } finally {
    await browser.close()
  }
}

function publish(server: PageServer, variants: Readonly<Record<string, Variant>>): void {
  server.publish('/jquery.js', (response) => {
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(jquery)
  })
  for (const { path, html } of Object.values(variants))
    server.publish(path, `<title>Résumé</title>${html}<p>I am looking for work.</p>`)
}

/** Opens pages of a site in a browser, and checks what the API was told by them. */
function pagesIn(browser: Browser, site: string, api: WatchedApi) {
  const told = (how: string) =>
    api.exchanges.filter(({ method, path, status }) => `${method} ${path} ${status}` === how).length

  async function open({ path, tells }: Variant): Promise<MainThread> {
    const before = tells === null ? 0 : told(tells)
    return pageLoad(browser, `http://${site}${path}`, () => tells === null || told(tells) > before)
  }

  return {
    open,
    async checkVisit(variant: Variant): Promise<void> {
      await open(variant)
      const expected = variant.tells === null ? 0 : 1
      const { length } = await api.visitsOf(site, variant.page)
      check(length === expected, `${expected} visits by ${variant.path}, got ${length}`)
    },
    checkTold({ tells }: { readonly tells: string }, times: number): void {
      check(told(tells) === times, `one “${tells}” for each page opened, got ${told(tells)}`)
    },
  }
}

const findingsOf = (samples: Samples, api: string, version: string): Findings => ({
  checked: `one visit of each page is in the table, none of the page without; then each of ${rounds} pages told its own once`,
  tables: [bytes(api), comparison(overNothing(samples))],
  notes: [
    `${rounds} rounds in any order, in Chromium ${version}, headless; each page in a new profile and process, so nothing is cached or compiled. Times are CPU time of the page’s main thread (DevTools’ Performance.getMetrics, TaskDuration and ScriptDuration in threadTicks), from an empty tab until the visit is answered, less what the same page takes with neither in the same round.`,
    'The API sends the beacon compressed by brotli or gzip, whichever the browser takes.',
  ],
})

function bytes(api: string): Table {
  const codes = [jquery + ajax(api), beaconCode()] as const
  const row = (name: string, size: (code: string) => number) => {
    const [theirs, ours] = codes.map(size) as [number, number]
    return [name, `${theirs}`, `${ours}`, (ours / theirs).toFixed(3)]
  }
  return {
    head: ['bytes', 'jQuery and $.ajax (baseline)', 'beacon', 'ratio'],
    rows: [
      row('raw', (code) => Buffer.byteLength(code)),
      row('gzipped', (code) => gzipSync(code, { level: 9 }).length),
      row('brotli', (code) => brotliCompressSync(code).length),
    ],
  }
}

/** How much more each takes than the page with neither, round by round. */
function overNothing(samples: Samples): Samples {
  const nothing = samples.get('neither') ?? []
  const scripted = [...samples].filter(([name]) => name !== 'neither')
  return new Map(
    scripted.map(([name, loads]) => [
      name,
      loads.map((load, at) => {
        const more = (what: keyof MainThread) => (load[what] as number) - (nothing[at]?.[what] as number)
        return { 'script on the main thread, ms': more('script'), 'main thread in all, ms': more('all') }
      }),
    ]),
  )
}
