import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { linesIn } from '../../../bin/spark/lines'
import { readSpanLine, toSpanLine } from '../../../bin/spark/span-line'
import { defaults } from '../../../lambda/contract'
import { partialCounter, spanAdder } from '../../../lambda/counting/archived/count-rows'
import { openNetworks } from '../../../lambda/network/networks'
import { bundleSparkJob } from '../../../lib/assets/bundle'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { temporaryFolder } from '../../store/fixtures'
import { visitAt } from '../../support/memory/visits'

const root = join(__dirname, '../../..')
const { folder, remove } = temporaryFolder()
afterAll(remove)
const job = join(bundleSparkJob(join(folder, 'job')), 'job.js')

function ran(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [job, ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr: stderr.replace(/^\(node:.*\n|^\(Use .*\n/gm, '') }
}

const [site, day] = ['*.example.com', '2026-11-22']
const corrections = [
  {
    subject: 714,
    name: 'A Firm',
    kind: 'business' as const,
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  },
]
const order = { site, day, pages: defaults.pages, corrections }
const visits = [
  ['02:00:00.000', '/👩🏽‍💻\u2028é', 714],
  ['02:59:59.999', '/a', null],
  ['23:00:00.000', '/a', 3320],
].map(([time, page, asn], at) =>
  visitAt(`${day}T${time}Z`, { site, page: String(page), asn: asn as number | null, visitor: `${at}` }),
)
const rows = visits.map(({ id, time, page, asn, userAgent, visitor }) => ({
  ...{
    visit_id: id,
    visited_at: Date.parse(time),
    page,
    driven_by_program: false,
    user_agent: userAgent,
    visitor,
  },
  ...(asn !== null && { as_number: asn }),
}))
const text = (lines: readonly unknown[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('')

test('what is packed for a cluster counts rows, and adds up, as the code here does', () => {
  const counter = partialCounter({ ...order, networks: openNetworks(networkTableFile()) })
  for (const visit of visits) counter.add(visit)
  const here = [...counter.counts(day)]
  const counted = ran(['count'], text([order, ...rows]))
  expect(counted).toEqual({
    ...{ status: 0, stderr: '' },
    stdout: here.map((one) => toSpanLine(one, day)).join(''),
  })
  const apart = [rows.slice(0, 1), rows.slice(1)].map((some) => ran(['count'], text([order, ...some])).stdout)
  const added = ran(['add'], text([order]) + apart.join(''))
  const spans = added.stdout.trimEnd().split('\n')
  expect(spans.map((line) => line.split('\t')[0]).toSorted()).toEqual([day, `${day}T02`, `${day}T23`])
  const [one, two] = [here, spans.map((line) => readSpanLine(line, day))].map((counts) => {
    const adder = spanAdder(day, defaults.pages)
    for (const each of counts) adder.add(each)
    return [...adder.counters()].map(([span, counter]) => [span, counter.rollup()]).toSorted()
  })
  expect(two).toEqual(one)
})

test.each([
  [['sing'], 2, 'starts this with check, count, add or put, not sing'],
  [['check', '--archive', 's3://bucket', '--site', 'a.dev', '--from', day], 2, 'is named by --table'],
  [['check', '--archive', folder, '--site', '/', '--from', day], 2, '--site must be a host'],
  [
    ['check', '--archive', folder, '--site', 'a.dev', '--from', day, '--table', 't', '--pages', '{'],
    2,
    '--pages must be the setting as JSON',
  ],
  [
    ['check', '--archive', folder, '--site', 'a.dev', '--from', day, '--to', '2026-11-21'],
    2,
    '--from must not be after --to',
  ],
])('%j is refused with %d: %s', (args, code, words) => {
  const { status, stderr, stdout } = ran(args)
  expect(stderr).toContain(words)
  expect([status, stdout]).toEqual([code, ''])
})

test('lines come whole, however their bytes are cut', async () => {
  const bytes = Buffer.from('a\né\u2028👩🏽‍💻\r\n\nlast')
  for (let size = 1; size <= bytes.length; size++) {
    async function* cut() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const lines: string[] = []
    for await (const some of linesIn(cut())) lines.push(...some)
    expect(lines).toEqual(['a', 'é\u2028👩🏽‍💻\r', '', 'last'])
  }
})

test('it is packed into the same bytes, whenever that is', async () => {
  const pack = (name: string) => {
    const file = join(folder, name)
    execFileSync(process.execPath, ['--import', 'tsx', 'bin/spark-job.ts', file], { cwd: root })
    return readFileSync(file)
  }
  const first = pack('first.tgz')
  await sleep(1100) // tar and gzip keep seconds
  expect(pack('second.tgz').equals(first)).toBe(true)
}, 60_000)
