import type { AnswerOf } from '../../../lambda/api/routes'
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
  constructor(readonly world: World) {}

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
    const query = { limit: String(limit), bot: 'include', mine: 'include', ...everything }
    const answer = await this.ask<AnswerOf<'GET /visits'>>({ route: 'GET /visits', query })
    return answer?.visits ?? []
  }
}

/** A period that has every visit of a simulation. */
export const everything = { from: '2025-12-01', to: '2027-02-28' }
