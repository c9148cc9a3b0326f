import { visitIdPattern } from '../../../lambda/domain/visit/visit-id'
import { apiClient } from '../api/api-client'
import { serverOf } from '../api/server'
import { wrongUsage } from '../failure'
import type { MineOptions } from './mine-command'

/** Marks visits one after the other. @throws Failure at the first that cannot be marked */
export async function markVisits(ids: readonly string[], { url, site, not }: MineOptions): Promise<void> {
  const odd = ids.find((id) => !visitIdPattern.test(id.toLowerCase()))
  if (odd !== undefined)
    throw wrongUsage(`${odd} is not the id of a visit, such as 019aac4c-1b8b-7001-8203-040506070809`)
  const ask = apiClient(serverOf(url, process.env))
  for (const id of ids) {
    const { time, visitor, mine } = await ask(
      'PATCH /visits/{id}',
      { site },
      { id, body: { mine: not !== true } },
    )
    const of = visitor === null ? `the visit of ${time}` : `visits of ${visitor} on ${time.slice(0, 10)}`
    console.error(`${of}: ${mine ? 'mine' : 'not mine'}`)
  }
}
