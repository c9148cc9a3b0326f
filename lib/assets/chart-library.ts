import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { settled } from './chart-settled'

/**
 * What the page does not use of uPlot, which a bundler cannot see: it hangs on the one function that uPlot is. The first
 * text of each pair is replaced by the second. A tenth of the whole page is saved, measured gzipped on uPlot 1.6.32.
 */
const unused: readonly (readonly [text: string, instead: string])[] = [
  ...[
    'assign = assign',
    'fmtNum = fmtNum',
    'rangeNum = rangeNum',
    'rangeLog = rangeLog',
    'rangeAsinh = rangeAsinh',
    'orient   = orient',
    'join = join',
    'fmtDate = fmtDate',
    'tzDate  = tzDate',
    'sync = _sync',
    'addGap = addGap',
    'clipGaps = clipGaps',
    'pxRatio = pxRatio',
  ].map((text) => [`uPlot.${text};`, ''] as const),
  ['(paths.stepped = stepped);', ''],
  ['(paths.spline  = monotoneCubic);', ''],
  ['(paths.linear  = linear);', ''],
  // Its own time axes: places on ours are numbers, with labels of ours.
  ['let isTime = sc.time;', 'const isTime = false;'],
  ['let isTime = mode == 1 && scales[s.scale].time;', 'const isTime = false;'],
  ['const [ timeIncrsMs, _timeAxisStampsMs, timeAxisSplitsMs ] = genTimeStuffs(1);', ''],
  ['const [ timeIncrsS,  _timeAxisStampsS,  timeAxisSplitsS  ] = genTimeStuffs(1e-3);', ''],
  ['const _timeAxisSplits = (ms == 1 ? timeAxisSplitsMs(_tzDate) : timeAxisSplitsS(_tzDate));', ''],
  [
    'const _timeAxisVals   = timeAxisVals(_tzDate, timeAxisStamps((ms == 1 ? _timeAxisStampsMs : _timeAxisStampsS), _fmtDate));',
    '',
  ],
  ['days.map(slice3)', 'days'],
  ['months.map(slice3)', 'months'],
  ['new Intl.DateTimeFormat().resolvedOptions().timeZone', 'null'],
  ['const _timeSeriesVal  = timeSeriesVal(_tzDate, timeSeriesStamp(_timeSeriesStamp, _fmtDate));', ''],
]

/** What its style says of its own legend, title and font. */
const ofLegend = /font-family: [^;]*;|[^{}]*\.u-(legend|inline|title|series)[^{}]*\{[^{}]*\}/g

/** Writes the chart library into a folder, without what the page does not use. @throws Error where another version has other text */
export function writeChartLibrary(folder: string): void {
  const dist = dirname(require.resolve('uplot'))
  const whole = readFileSync(join(dist, 'uPlot.esm.js'), 'utf8')
  writeFileSync(join(folder, 'index.js'), settled.reduce(withInstead, unused.reduce(withoutText, whole)))
  const style = readFileSync(join(dist, 'uPlot.min.css'), 'utf8')
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist/uPlot.min.css'), style.replace(ofLegend, ''))
}

function withoutText(code: string, [text, instead]: (typeof unused)[number]): string {
  if (!code.includes(text))
    throw new Error(`uPlot has no "${text}"; see what this version has instead, lib/assets/chart-library.ts`)
  return code.replaceAll(text, instead)
}

function withInstead(code: string, [text, instead]: (typeof settled)[number]): string {
  if (code.search(text) < 0)
    throw new Error(`uPlot has no ${text}; see what this version has instead, lib/assets/chart-library.ts`)
  return code.replace(text, instead)
}
