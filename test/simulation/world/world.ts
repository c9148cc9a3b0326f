import { table as names, notifyKinds } from '../../../lambda/contract'
import type { ShardTask } from '../../../lambda/counting/shards/sharding'
import { streamPatterns } from '../../../lambda/store/items/stream-filter'
import { isOutboxKey, isVisitKey } from '../../../lambda/store/keys'
import type { StreamRecord } from '../../../lambda/store/table-change'
import { changeRecord, passes } from '../../support/stream-record'
import { History } from '../history'
import type { Act, Plan } from '../plan'
import { fair, type Weather } from '../table/calls'
import { longestLag } from '../table/lag'
import type { Bucket } from '../table/model-files'
import { type Change, type StoredItem, TableModel } from '../table/table-model'
import { mostDrift, type SimulatedTime } from '../time/simulated-time'
import { sites } from './cast'
import type { Deployed } from './deployment'
import { Service } from './service'
import { sentBy } from './ways'

const [minute, hour] = [60_000, 3_600_000]

/** A time for which what is due by itself happens so many times of a hundred. */
export interface Rest {
  readonly until: number
  readonly runs: number
}

/** What surrounds the functions: table, stream, schedules, expiry and backups, and whoever deploys. */
export class World {
  readonly history: History
  readonly table: TableModel
  readonly salts: TableModel
  readonly bucket: Bucket = new Map()
  readonly sent = sentBy()
  /** What the owner has to ask for once more. */
  readonly unfinished: Act[] = []
  weather: Weather = fair
  service: Service
  #backups: { readonly at: number; readonly items: readonly StoredItem[] }[] = []
  readonly #stream: StreamRecord[] = []
  readonly #patterns = streamPatterns({ kinds: notifyKinds, recipients: true })
  #isPumping = false
  #isCalm = false
  #rest: Rest = { until: 0, runs: 100 }
  readonly #drifts: boolean
  /** How often the table was restored, under another name each time. */
  #restored = 0

  constructor(
    readonly time: SimulatedTime,
    plan: Plan,
  ) {
    this.history = new History(() => time.now)
    const lag = () => longestLag * time.chance() ** 8
    const parts = { now: () => time.now, lag, pageBytes: 2500 }
    this.table = new TableModel({ ...parts, onChange: (change) => this.#onChange(change) })
    this.salts = new TableModel({ ...parts, onChange: () => {} })
    const { retentionDays, shards, archive, spreadFrom } = plan
    this.#drifts = plan.drifts
    this.service = this.#deployed({
      ...{ sites, retentionDays, archive, spreadFrom, shards: { [sites[0]]: shards } },
    })
  }

  /** Begins what happens by itself: every hour the count and the look at messages, now and then expiry and a backup. */
  live(): void {
    const untilNext = hour - (this.time.now % hour)
    this.#every(hour, untilNext + 12 * minute, () => this.#count())
    this.#every(hour, untilNext + 5 * minute, () => this.service.lookAround().catch(() => {}))
    this.#every(hour, untilNext + 30 * minute, async () => this.#expire())
    this.#every(6 * hour, 1, async () => this.#backUp())
  }

  /** Nothing goes wrong any more, and nothing happens by itself but the stream. */
  calm(): void {
    this.weather = fair
    this.#isCalm = true
  }

  /** For a while what happens by itself seldom does. */
  rest(rest: Rest): void {
    this.#rest = rest
  }

  deploy(changed: Partial<Deployed>): void {
    this.service = this.#deployed({ ...this.service.deployed, ...changed })
  }

  /** The table as it was at the last backup, under functions that are new. @returns that moment, or null */
  restore(): number | null {
    const backup = this.#backups.at(-1)
    if (backup === undefined) return null
    this.#restored++
    this.table.restore(backup.items)
    this.#stream.length = 0
    this.deploy({})
    return backup.at
  }

  #deployed(deployed: Deployed): Service {
    const restored = this.#restored
    return new Service(
      {
        ...{
          time: this.time,
          table: this.table,
          salts: this.salts,
          bucket: this.bucket,
          ways: [this.sent.way],
        },
        weather: () => this.weather,
        isThere: () => restored === this.#restored,
        drift: () => (this.#drifts ? (2 * this.time.chance() - 1) * mostDrift : 0),
        onShard: (task) =>
          this.time.after(50 + 3000 * this.time.chance() ** 2, () => void this.#countShard(task)),
        onSchedule: (moment, id) =>
          void this.time.after(
            Date.parse(moment) - this.time.now,
            () => void this.service.sendDue(id).catch(() => {}),
          ),
      },
      deployed,
    )
  }

  #every(ms: number, first: number, act: () => Promise<unknown>): void {
    const again = () => {
      if (this.#isCalm) return
      if (!this.#isResting()) void act()
      this.time.after(ms, again)
    }
    this.time.after(first, again)
  }

  #isResting(): boolean {
    return this.time.now < this.#rest.until && this.time.chance() * 100 >= this.#rest.runs
  }

  #count(): Promise<void> {
    return this.#tryThrice(() => this.service.counting.run())
  }

  /** Now and then twice, and now and then the function is killed, of which its caller hears nothing. */
  async #countShard(task: ShardTask): Promise<void> {
    const end = this.#isCalm || this.time.chance() < 0.9 ? Number.POSITIVE_INFINITY : this.time.now + 300
    if (this.time.chance() < 0.1) this.time.after(2000, () => void this.#countShard(task))
    await this.#tryThrice(() => this.service.counting.shard(task, () => this.time.now < end))
  }

  /** A run that fails is tried twice more, as Lambda does. */
  async #tryThrice(run: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < 3; tries++) {
      const failure = await run().then(
        () => null,
        (error: Error) => error,
      )
      if (failure === null) return
      await this.time.wait(minute)
    }
  }

  /** DynamoDB deletes what has expired within days, in no order. */
  #expire(): void {
    const seconds = this.time.now / 1000
    for (const item of [...this.table.all()]) {
      const ttl = Number(item[names.timeToLive] ?? Number.POSITIVE_INFINITY)
      if (ttl < seconds && this.time.chance() < 0.2) this.table.delete({ pk: item.pk, sk: item.sk })
    }
  }

  #backUp(): void {
    this.#backups = [{ at: this.time.now, items: [...this.table.all()] }]
  }

  #onChange({ key, before, after }: Change): void {
    if (!isVisitKey(key) && !isOutboxKey(key)) return // whose sets no record here has
    const record = changeRecord(before, after)
    if (!passes(this.#patterns, record)) return
    this.#stream.push(record as StreamRecord)
    this.#wake()
  }

  #wake(): void {
    if (this.#isPumping || this.#stream.length === 0) return
    this.#isPumping = true
    this.time.after(500 + 5000 * this.time.chance(), () => void this.#pump())
  }

  /** Hands records over, in order and now and then twice; those that fail once more, five times at most. */
  async #pump(): Promise<void> {
    let left = this.#stream.splice(0, 50)
    for (let tries = 0; left.length > 0 && tries < 5; tries++) {
      const records = left.map(({ dynamodb }, at) => ({
        dynamodb: { ...dynamodb, SequenceNumber: String(at) },
      }))
      const failed = await this.service.notify(records).catch(() => records.map((_, at) => String(at)))
      const isRepeated = this.time.chance() < 0.05
      if (!isRepeated) left = left.filter((_, at) => failed.includes(String(at)))
      await this.time.wait(1000)
    }
    this.#isPumping = false
    this.#wake()
  }
}
