import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { dashboardLanguages } from '../../../lambda/contract'
import { browserFloor, dashboardPage } from '../../../lib/assets/dashboard'

const page = dashboardPage('en')

test.each(dashboardLanguages)('the dashboard in %s weighs 80 KB gzipped at most', (language) => {
  expect(gzipSync(dashboardPage(language)).length).toBeLessThanOrEqual(80 * 1024)
})

test('the chart library is left with what the page uses', () => {
  expect(page).toContain('.bars=')
  expect(/stepped|spline|rangeAsinh|u-legend|u-inline|plugins/.exec(page)?.[0] ?? null).toBeNull()
})

/** What a chart has of its own, which may have been left out. */
const ownOfChart = (): string[] => {
  const library = readFileSync(join(dirname(require.resolve('uplot')), 'uPlot.esm.js'), 'utf8')
  return [...library.matchAll(/\tself\.(\w+) = /g)].map(([, name = '']) => name)
}

test('the chart library calls nothing of its own that was left out', () => {
  const names = ownOfChart()
  expect(names).toContain('posToVal')
  expect(
    names.filter((name) => page.includes(`.${name}(`) && !new RegExp(`\\.${name}=[^=]`).test(page)),
  ).toEqual([])
})

/** Names in a script that nothing declares, in no browser either. */
function undeclaredIn(script: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-names-'))
  try {
    writeFileSync(join(folder, 'page.js'), script)
    const biome = require.resolve('@biomejs/biome/bin/biome')
    const only = ['lint', '--only=correctness/noUndeclaredVariables', '--reporter=json', 'page.js']
    const { stdout } = spawnSync(process.execPath, [biome, ...only], { cwd: folder, encoding: 'utf8' })
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { readonly message: string }[] }
    return diagnostics.map(({ message }) => message)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('the page names nothing that is not there, as what is left of a library might', () => {
  const [, script = ''] = /<script>(.*)<\/script>/s.exec(page) ?? []
  expect(undeclaredIn(`${script};document.nobody||nobody()`)).toEqual(['The nobody variable is undeclared.'])
})

test('the dashboard is one page that loads nothing else', () => {
  const markup = page.replace(/<script>.*<\/script>/s, '<script/>')
  expect(markup.match(/<(script|style|link)\b/g)).toEqual(['<link', '<style', '<script'])
  expect(markup).toContain('<link rel="icon" href="data:')
  expect(markup).not.toMatch(/@import|url\(/)
  expect(page).toContain('<title>Visitbook</title>')
})

test('the same sources make the same page', () => {
  expect(dashboardPage('en')).toBe(page)
})

/** What browsers have learned since the oldest one that the page is built for; esbuild sees to the syntax. */
const newer: readonly (readonly [name: string, use: RegExp, example: string])[] = [
  [
    'helpers of iterators',
    /\bIterator\b|\.(values|keys|entries)\(\)\.(map|filter|take|drop|toArray|some|find)\(/,
    'm.keys().map(f)',
  ],
  ['Promise.try', /Promise\.try\b/, 'Promise.try(f)'],
  ['RegExp.escape', /RegExp\.escape\b/, 'RegExp.escape(t)'],
  ['bytes as text', /\.(fromBase64|fromHex|toBase64|toHex)\b/, 'b.toHex()'],
  ['Error.isError', /Error\.isError\b/, 'Error.isError(e)'],
  ['Math.sumPrecise, Float16Array', /sumPrecise|[Ff]loat16|f16round/, 'Math.sumPrecise(a)'],
  ['a default of a Map', /\.getOrInsert/, 'm.getOrInsert(1,2)'],
  ['Temporal', /\bTemporal\b/, 'Temporal.Now'],
  ['Intl.DurationFormat', /DurationFormat/, 'new Intl.DurationFormat'],
  ['disposal', /Symbol\.(asyncD|d)ispose|DisposableStack/, 'Symbol.dispose'],
  [
    'view transitions and their like',
    /scheduler\.yield|startViewTransition|\bnavigation\./,
    'scheduler.yield()',
  ],
  ['commands of buttons', /commandfor|commandFor|closedby|closedBy/, '<button commandfor=a>'],
  ['anchors', /anchor-name|position-anchor|anchor\(|position-area/, 'a{anchor-name:--a}'],
  ['sizes of fields and keywords', /field-sizing|interpolate-size|calc-size/, 'a{field-sizing:content}'],
  ['scopes', /@scope|@function|@container scroll-state/, '@scope (a){}'],
  [
    'functions of styles',
    /contrast-color\(|sibling-(index|count)\(|[:\s]if\(style/,
    'a{order:sibling-index()}',
  ],
  [
    'animations by scrolling',
    /animation-timeline|scroll-timeline|view-timeline/,
    'a{animation-timeline:scroll()}',
  ],
  ['trimmed text', /text-box|text-wrap:\s*pretty/, 'a{text-box:trim-both}'],
]

test.each(newer)('the page does not use %s', (_, use, example) => {
  expect(use.test(example)).toBe(true) // the watch has been seen to find it
  expect(use.exec(page)).toBeNull()
})

test('docs/dashboard.md names the browsers that it is built for', () => {
  const text = readFileSync(join(__dirname, '../../../docs/dashboard.md'), 'utf8')
  const [line = ''] = /^.*Built for .*$/m.exec(text) ?? []
  for (const one of browserFloor) {
    const [, name = '', version = ''] = /^([a-z]+)([\d.]+)$/.exec(one) ?? []
    expect(line.toLowerCase()).toMatch(new RegExp(`${name}[a-z ]* ${version.replace('.', '\\.')}`))
  }
})
