import { setTimeout as sleep } from 'node:timers/promises'
import { random as seeded } from '../../local/example/chance'
import { asked, everyVisit, site } from '../local/book'
import type { SmallDisk } from '../support/small-disk'
import type { FolderCopy } from './folder-copy'
import { isFine, judge, type ListedVisit, type SentVisit, type Verdict } from './history'
import { phases } from './phases'
import { look, noPeak } from './readings'
import type { PhaseReadings } from './report'
import type { Service } from './service'
import { makeTrouble } from './troubles'
import { endConnections, erase, visit } from './visitor'

export interface SoakParts {
  readonly service: Service
  readonly disk: SmallDisk | null
  readonly copy: FolderCopy
  readonly seed: number
  readonly minutes: number
}

export interface Outcome {
  readonly sent: readonly SentVisit[]
  readonly verdict: Verdict
  readonly listed: number
  /** What /stats counts. */
  readonly counted: number
  readonly troubles: ReadonlyMap<string, number>
  readonly readings: readonly PhaseReadings[]
  /** Times that the list was held against what was acknowledged, before a folder was put back. */
  readonly audits: number
}

/** One acknowledged visit of so many is erased. */
const erasedOf = 50

export async function soak(parts: SoakParts): Promise<Outcome> {
  const { service, copy, seed, minutes } = parts
  const seen = new Map<string, SentVisit>()
  const readings = phases.map(() => ({ service: noPeak(), engine: noPeak() }))
  let audits = 0

  /** @throws Error that says what is wrong with what is listed */
  async function audit() {
    const before = [...seen.values()].map((one) => ({ ...one }))
    const listed = await listOf(service)
    const { lost, doubled, returned } = judge(before, copy.setBacks, listed)
    audits++
    const verdict = {
      lost: lost.filter(({ id }) => !seen.get(id)?.isErasing),
      doubled,
      returned,
      foreign: [],
    }
    if (!isFine(verdict)) throw new Error(`before the folder was put back: ${JSON.stringify(verdict)}`)
  }

  await service.start()
  const [started, begun] = [Date.now(), performance.now()]
  const each = (minutes * 60_000) / phases.length
  const phaseNow = () => Math.floor((performance.now() - begun) / each)
  const trouble = makeTrouble(
    { ...parts, audit, random: seeded(seed) },
    () => phases[phaseNow()]?.isCalm !== false,
  )
  const watching = watch(service, readings, phaseNow)
  const troubles = await Promise.all([trouble, send(service, seen, phaseNow, seeded(seed + 1))]).then(
    ([counts]) => counts,
  )
  clearInterval(watching)
  await service.untilWell()
  const listed = await listOf(service)
  const counted = await countOf(service, started)
  endConnections()
  const sent = [...seen.values()]
  const verdict = judge(sent, copy.setBacks, listed)
  return { sent, verdict, listed: listed.length, counted, troubles, readings, audits }
}

/** Lets visits begin, each at a time of its own whatever became of those before, and waits for the last. */
async function send(
  service: Service,
  seen: Map<string, SentVisit>,
  phaseNow: () => number,
  random: () => number,
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  let failure: unknown
  async function visitAndErase(path: string, phase: number) {
    const one = await visit(service, path, phase, seen)
    if (one.acknowledgedIn !== null && random() < 1 / erasedOf) await erase(service, one)
  }
  function begin(path: string, phase: number) {
    const one = visitAndErase(path, phase)
      .catch((error) => {
        failure ??= error
      })
      .finally(() => underWay.delete(one))
    underWay.add(one)
  }
  for (let at = 0, due = performance.now(); ; at++) {
    const phase = phaseNow()
    const { rate } = phases[phase] ?? {}
    if (rate === undefined || failure !== undefined) break
    due += (-Math.log(1 - random()) * 1000) / rate
    if (due > performance.now()) await sleep(due - performance.now())
    begin(`/${phase}/${at}`, phase)
  }
  await Promise.all(underWay)
  if (failure !== undefined) throw failure
}

function watch(service: Service, readings: readonly PhaseReadings[], phaseNow: () => number) {
  return setInterval(() => {
    const reading = readings[phaseNow()]
    if (reading === undefined) return
    look(service.servicePid(), reading.service)
    look(service.enginePid(), reading.engine)
  }, 500)
}

const ask =
  ({ url, token }: Service) =>
  (request: string) =>
    asked(url, token, request, { documented: false })

const listOf = (service: Service): Promise<ListedVisit[]> => everyVisit(ask(service))

/** In milliseconds. In so much time fewer visits come than a report reads before they are counted. */
const slice = 2 * 60_000

/** All visits of the site since a moment, as the reports count them, a slice of time after the other. */
async function countOf(service: Service, since: number): Promise<number> {
  let visits = 0
  for (let at = since; at < Date.now(); at += slice) {
    const [from, to] = [at, at + slice].map((moment) => new Date(moment).toISOString())
    const { json } = await ask(service)(`GET /stats?site=${site}&bot=include&from=${from}&to=${to}`)
    visits += json.totals.visits
  }
  return visits
}
