import type { NotifySettings, PagesSetting } from '../../lambda/contract'
import { write } from '../../lambda/domain/message/writing/write'
import { hourLength, instantOf } from '../../lambda/domain/time/day'
import { zoneOf } from '../../lambda/domain/time/zone'
import type { SiteList } from '../../lambda/domain/visit/site-list'
import type { Way } from '../../lambda/messages/way'
import { notifyFunction } from '../../lambda/notify-function'
import { dynamoOutboxStore } from '../../lambda/store/dynamo/outbox-store'
import { shardOf, visitKey } from '../../lambda/store/keys'
import type { OutboxStore } from '../../lambda/store/outbox-store'
import type { QueryStore } from '../../lambda/store/visit-store'
import { networkTableFile } from '../../lib/assets/network-table/file'
import type { Database } from '../engine/database'
import { type Regular, regularly } from '../regularly'
import { changeFeed } from './change-feed'
import { timers } from './timers'
import { type Changed, watchedDatabase } from './watched-database'

export interface MessageSettings {
  readonly sites: SiteList
  readonly pages: PagesSetting
  readonly retentionDays: number
  readonly shards: Readonly<Record<string, number>>
  readonly notify: NotifySettings
  readonly ways: readonly Way[]
  readonly now: () => Date
}

export interface LocalMessages {
  /** The database of whatever records and asks. */
  readonly database: Database
  readonly outbox: OutboxStore
  /** Begins to decide and to send. @param url address of the service */
  start(url: string, store: Pick<QueryStore, 'sites' | 'visitsOf'>): Regular
}

/** Milliseconds between two looks at what is due. On AWS, where calls are paid for, it is an hour. */
const interval = 60_000

/** The notify function of this machine. What happens before it is started waits. */
export function localMessages(database: Database, settings: MessageSettings): LocalMessages {
  const early: Changed[] = []
  let onChange = (changed: Changed): void => void early.push(changed)
  return {
    database: watchedDatabase(database, (changed) => onChange(changed)),
    outbox: dynamoOutboxStore({ ...database, ...settings }),
    start(url, store) {
      const { feed, look, stop } = running(database, settings, url)
      onChange = feed.add
      for (const changed of early) feed.add(changed)
      const complain = (error: Error) => console.error({ messages: error.message })
      const caughtUp = recentChanges(store, settings, feed.add).catch(complain)
      const looking = regularly(() => look().catch(complain), interval)
      return {
        async stop() {
          await Promise.all([caughtUp, looking.stop()])
          await stop()
        },
      }
    },
  }
}

function running({ client, tableName, items }: Database, settings: MessageSettings, url: string) {
  const { notify, now } = settings
  const zone = zoneOf(notify.zone)
  const later = timers((id) =>
    handler({ due: id }).then(
      () => {},
      (error: Error) => console.error({ messages: error.message }),
    ),
  )
  const { handler } = notifyFunction({ client, tableName, now }, settings, {
    ways: settings.ways,
    write: (message) => write(message, { url, zone }),
    schedules: later,
    isDeployed: false,
    networkTable: networkTableFile(),
  })
  const feed = changeFeed({ handle: handler, itemAt: items.get })
  return {
    feed,
    look: async () => void (await handler({ hourly: true })),
    async stop() {
      await feed.stop()
      later.stop()
    },
  }
}

/** The most visits that a start looks at once more. */
const mostRecent = 2000

/** Visits of the last hour: the server may have been stopped before it looked at them. Looking twice does nothing. */
async function recentChanges(
  store: Pick<QueryStore, 'sites' | 'visitsOf'>,
  { shards, now }: MessageSettings,
  add: (changed: Changed) => void,
): Promise<void> {
  const time = now().getTime()
  const period = { start: instantOf(time - hourLength), end: instantOf(time + hourLength) }
  let left = mostRecent
  for (const { site } of await store.sites())
    for await (const visit of store.visitsOf({ site, period, before: null, atOnce: 500 })) {
      if (left-- === 0) return
      add(visitKey(site, visit.id, shardOf(visit, shards[site] ?? 1)))
    }
}
