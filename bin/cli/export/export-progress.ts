import type { AnswerOf } from '../../../lambda/api/routes'
import { dayLength, startOf } from '../../../lambda/domain/time/day'
import type { ApiClient } from '../api/api-client'
import { progressBar } from '../terminal/progress'
import type { VisitQuery } from '../visits/visit-pages'

/** How far an export has come: visits written, and the time of the last one. */
export interface Reached {
  readonly visits: number
  readonly time: string | null
}

export interface ExportProgress {
  update(reached: Reached): void
  stop(): void
}

type PinnedQuery = VisitQuery & { readonly from: string; readonly to: string }

/** Shows progress by time: the number of visits is unknown, but how much of the period is done is known. */
export async function exportProgress(ask: ApiClient, query: PinnedQuery): Promise<ExportProgress> {
  if (!process.stderr.isTTY) return { update() {}, stop() {} }
  const { start, end } = await spanOf(ask, query)
  const bar = await progressBar('{bar} {percentage}% | {visits} visits, back to {reached}', end - start)
  return {
    update({ visits, time }) {
      if (time !== null) bar.update(end - Date.parse(time), { visits, reached: time.slice(0, 16) })
    },
    stop: () => bar.stop(),
  }
}

/** The part of the period that can have visits, in milliseconds since 1970. */
async function spanOf(
  ask: ApiClient,
  { site, from, to }: PinnedQuery,
): Promise<{ start: number; end: number }> {
  const days = daysOf(await ask('GET /sites'), site)
  return {
    start: Math.max(Date.parse(from), Math.min(...days)),
    end: Math.min(Date.parse(to), Math.max(...days) + dayLength),
  }
}

function daysOf({ sites }: AnswerOf<'GET /sites'>, site: string | undefined): number[] {
  return sites
    .filter((known) => site === undefined || known.site === site)
    .flatMap(({ firstDay, lastDay }) => [firstDay, lastDay])
    .filter((day) => day !== null)
    .map(startOf)
}
