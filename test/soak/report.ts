import { isSetBack, type SentVisit, type SetBack, type Verdict } from './history'
import { phases } from './phases'
import { type Peak, percentile } from './readings'

export interface PhaseReadings {
  readonly service: Peak
  readonly engine: Peak
}

const heads = [
  'load',
  'visits',
  'sent again',
  'acknowledged',
  'given up',
  'set back',
  'erased',
  'lost',
  'doubled',
  'median ms',
  'p99 ms',
  'service MB',
  'descriptors',
  'engine MB',
  'descriptors',
]

/** A table in Markdown, one row a phase of the load. */
export function tableOf(
  sent: readonly SentVisit[],
  setBacks: readonly SetBack[],
  verdict: Verdict,
  readings: readonly PhaseReadings[],
): string {
  const rows = phases.map(({ name }, phase) => {
    const own = sent.filter((one) => one.phase === phase)
    return [name, ...countsOf(own, setBacks, verdict), ...latenciesOf(own), ...peaksOf(readings[phase])]
  })
  return [heads, ['---', ...heads.slice(1).map(() => '---:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

function countsOf(
  own: readonly SentVisit[],
  setBacks: readonly SetBack[],
  { lost, doubled }: Verdict,
): string[] {
  const pages = new Set(own.map(({ page }) => page))
  const acknowledged = own.filter(({ acknowledgedIn }) => acknowledgedIn !== null)
  return [
    own.length,
    own.filter(({ attempts }) => attempts > 1).length,
    acknowledged.length,
    own.length - acknowledged.length,
    acknowledged.filter(({ acknowledgedIn }) => isSetBack(acknowledgedIn as number, setBacks)).length,
    own.filter(({ erasedIn }) => erasedIn !== null).length,
    lost.filter((one) => own.includes(one)).length,
    doubled.filter((page) => pages.has(page)).length,
  ].map((count) => count.toLocaleString('en'))
}

function latenciesOf(own: readonly SentVisit[]): string[] {
  const latencies = own.flatMap(({ latency }) => latency ?? [])
  return [percentile(latencies, 0.5).toFixed(1), percentile(latencies, 0.99).toFixed(0)]
}

const peaksOf = (readings: PhaseReadings | undefined): string[] =>
  readings === undefined
    ? []
    : [readings.service, readings.engine].flatMap(({ megabytes, descriptors }) => [
        megabytes.toFixed(0),
        String(descriptors),
      ])
