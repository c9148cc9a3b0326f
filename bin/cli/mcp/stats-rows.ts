import type { AnswerOf } from '../../../lambda/api/routes'
import { Failure } from '../failure'
import { mostRows } from './tool'

type Stats = AnswerOf<'GET /stats'>

/**
 * Returns the answer as it is. The API bounds the values of one breakdown; there may be several, and days and hours have no bound.
 *
 * @throws Failure where it has more rows than an assistant is given
 */
export function requireFewRows(answer: Stats): Stats {
  const rows = rowsIn(answer)
  if (rows <= mostRows) return answer
  throw new Failure(
    `that would be ${rows} rows, and an answer has at most ${mostRows}: ask for a shorter period, fewer breakdowns or a smaller limit`,
  )
}

function rowsIn({ by, refusals }: Stats): number {
  const { day, hour, ...breakdowns } = by
  const times = [day, hour, refusals.day, refusals.hour].map((one) => one?.length ?? 0)
  const values = Object.values(breakdowns).map((one) => one?.values.length ?? 0)
  return [...times, ...values].reduce((sum, count) => sum + count, 0)
}
