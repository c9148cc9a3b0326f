import { createHash } from 'node:crypto'
import type { NotifySettings } from '../../contract'
import type { MailService } from '../mail-service'
import type { Way } from '../way'
import { emailWay } from './email'
import { type GuardParts, guardedPost } from './guarded-post'
import { webhookWay } from './webhook'

export interface WaysParts extends GuardParts {
  /** What sends e-mail; null where none does. */
  readonly mail: Pick<MailService, 'send'> | null
  readonly now: () => Date
}

/** The ways by which messages reach the owner. */
export function waysOf(settings: Pick<NotifySettings, 'webhooks' | 'email'>, parts: WaysParts): Way[] {
  const { mail, now, ...guard } = parts
  const post = guardedPost(guard)
  const taken = new Set<string>()
  const hooks = settings.webhooks.map((hook): Way => {
    const way = webhookWay(hook, { post, now })
    const name = taken.has(way.name) ? `${way.name} ${markOf(hook.url)}` : way.name
    taken.add(name)
    return { ...way, name }
  })
  return [...hooks, ...(settings.email === null || mail === null ? [] : [emailWay(mail)])]
}

/** Tells a hook from others of its host, without saying its address. */
const markOf = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 4)
