import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

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
  ].map((text) => [`uPlot.${text};`, ''] as const),
  ['(paths.stepped = stepped);', ''],
  ['(paths.spline  = monotoneCubic);', ''],
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
  ['const _timeSeriesVal  = timeSeriesVal(_tzDate, timeSeriesStamp(_timeSeriesStamp, _fmtDate));', ''],
]

/**
 * What never holds for our one chart, which has linear scales, one set of places, values without gaps and a legend of its own:
 * whatever it decides is left out then. The same on uPlot 1.6.32.
 */
const settled: readonly (readonly [text: RegExp, instead: string])[] = [
  [/\bmode == 2\b/g, 'false'],
  [/\bmode == 1\b/g, 'true'],
  [/\b(scale\.|scaleX\.|sc\.|wsc\.)?distr +== {1,2}[34]\b/g, 'false'],
  [/\b(scale\.|sc\.)?distr == (2|100)\b/g, 'false'],
  [/\bsc\.distr >= 3\b/g, 'false'],
  [/\bscaleX\.distr != 2\b/g, 'true'],
  [/\bconst showLegend = legend\.show;/g, 'const showLegend = false;'],
  [/\blegend\.live\b/g, 'false'],
  [/\blet multiValLegend = false;/g, 'const multiValLegend = false;'],
  [/\bmultiValLegend = getMultiVals != null;/g, ''],
  [/\bconst cursorFocus = focus\.prox >= 0;/g, 'const cursorFocus = false;'],
  [/\bbandFillClipDirs\(u, seriesIdx\)/g, '[0, 0]'],
  [/\bbandClipDir != 0\b/g, 'false'],
  [/\bbandFillDir != 0\b/g, 'false'],
  [/\bflags != 0 && bands\.forEach\(/g, 'false && bands.forEach('],
  [/\bsyncKey != null\b/g, 'false'],
  [/\b_pub && syncOpts\.setSeries\b/g, 'false'],
  // No other chart is moved by this one's pointer.
  [/\bsrc != null\b/g, 'false'],
  [/\bsrc == null\b/g, 'true'],
  [/\be != null\b/g, 'true'],
  [/\bpubSync\((?=mouse|dblclick|"setSeries")/g, 'false && pubSync('],
  [/\bconst sync = _sync\(syncKey\);/g, ''],
  [/\bsync\.(sub|unsub)\(self\);/g, ''],
  [/\bself\.pub = pub;/g, ''],
  [/\bhasGap && gaps\.push\(/g, 'false && gaps.push('],
  [/\bself\.(addSeries|delSeries|addBand|setBand|delBand|setLegend|setSeries|posToVal|batch) = \w+;/g, ''],
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
