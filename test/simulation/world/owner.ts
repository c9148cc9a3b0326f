import type { AnswerOf } from '../../../lambda/api/routes'
import { dayLength, dayOf, instantOf } from '../../../lambda/domain/time/day'
import type { Asked } from './lambda-event'
import type { World } from './world'

/** What is asked, and after how many milliseconds the function that answers it is killed; null where it is not. */
export interface Question extends Asked {
  readonly killedAfterMs?: number | null
}

/** What the service answered, or null where it said that it is busy. */
export type Answered<T> = T | null

type Listed = AnswerOf<'GET /visits'>['visits'][number]

/** Whoever has the token: the dashboard, a script. Each question is asked as it is, once; a busy service is asked later. */
export class Owner {
  /** A period that has every visit of the life, what is imported too. */
  readonly everything: { readonly from: string; readonly to: string }

  constructor(readonly world: World) {
    const { begun, now } = world.time
    this.everything = {
      from: dayOf(instantOf(begun - 10 * dayLength)),
      to: dayOf(instantOf(Math.max(begun + 10 * dayLength, now + 3 * dayLength))),
    }
  }

  /** @throws Error where the service answers what it never should */
  async ask<T>({ killedAfterMs = null, ...asked }: Question): Promise<Answered<T>> {
    const { service, history } = this.world
    if (killedAfterMs !== null) {
      history.tell(`${asked.route} is asked, and killed after ${killedAfterMs} ms`)
      await service.askAndKill(asked, killedAfterMs)
      return null
    }
    const { statusCode = 500, body = '' } = await service.ask(asked)
    if (statusCode === 503) return null
    if (statusCode >= 500) throw new Error(`${asked.route} is answered ${statusCode}: ${body}`)
    return (body === '' ? {} : JSON.parse(body)) as T
  }

  /** The newest visits, of every sort. */
  async newest(limit: number): Promise<readonly Listed[]> {
    const query = { limit: String(limit), bot: 'include', mine: 'include', ...this.everything }
    const answer = await this.ask<AnswerOf<'GET /visits'>>({ route: 'GET /visits', query })
    return answer?.visits ?? []
  }
}
