import { lateMs } from '../../../../lambda/domain/report/trouble'
import { type Check, failed, passed } from '../check'

const counts = './visitbook rollup counts them now (--stack Visitbook for a deployed one)'

export const rollup: Check = {
  name: 'rollup',
  async run({ told }) {
    const { uncounted } = (await told('/status')) as { uncounted?: Partial<Uncounted> }
    const { days = 0, oldest = null, failing = [] } = uncounted ?? {}
    const [first] = failing
    if (first !== undefined)
      return failed(
        `${first.day} of ${first.site} cannot be counted: ${first.reason}`,
        `${counts}, and says why not`,
      )
    const ended = Date.parse(`${oldest}T24:00:00Z`)
    if (oldest === null || !(Date.now() - ended > lateMs)) return passed('all days that are over are counted')
    return failed(
      `${days} days are not counted, the oldest ${oldest}: the rollup has not run`,
      `${counts}; if they come back, see the errors of the function rollup: aws logs tail --since 3h with its log group`,
    )
  },
}

interface Uncounted {
  readonly days: number
  readonly oldest: string | null
  readonly failing: readonly { readonly site: string; readonly day: string; readonly reason: string }[]
}
