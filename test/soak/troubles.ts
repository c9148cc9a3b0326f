import { setTimeout as sleep } from 'node:timers/promises'
import { deck } from '../../local/example/chance'
import type { SmallDisk } from '../support/small-disk'
import type { FolderCopy } from './folder-copy'
import type { Service } from './service'

export interface TroubleParts {
  readonly service: Service
  /** Null where none may be mounted. */
  readonly disk: SmallDisk | null
  readonly copy: FolderCopy
  readonly random: () => number
  /** Holds what is listed against what was acknowledged: before all of it is set back, and nobody can see it any more. */
  audit(): Promise<void>
}

type Trouble = (parts: TroubleParts) => Promise<void>

async function engineKilled({ service }: TroubleParts): Promise<void> {
  await service.killEngine()
}

/** Its engine goes on, and the next start adopts it. One start of three is killed, too. */
async function serviceKilled({ service, random }: TroubleParts): Promise<void> {
  await service.kill()
  if (random() < 0.33) await service.startAndKill(random() * 3000)
}

/** All is dead at once, as when the machine loses its power but not its memory. */
async function bothKilled({ service }: TroubleParts): Promise<void> {
  await service.kill()
  await service.killEngine()
}

/** Full for a moment; half the time its engine is killed meanwhile, and a quarter of the time all is. */
async function diskFull({ service, disk, random }: TroubleParts): Promise<void> {
  if (disk === null) return
  disk.fill()
  try {
    await sleep(500 + random() * 1500)
    const chance = random()
    if (chance < 0.25) await service.kill()
    if (chance < 0.5) await service.killEngine()
    await sleep(random() * 1000)
    if (chance < 0.25) await service.start()
  } finally {
    disk.free()
  }
}

async function copiedAway({ service, copy, ...parts }: TroubleParts): Promise<void> {
  await bothKilled({ service, copy, ...parts })
  copy.take(service.life - 1)
}

async function putBack({ service, copy, audit, ...parts }: TroubleParts): Promise<void> {
  await service.untilWell()
  await audit()
  await bothKilled({ service, copy, audit, ...parts })
  copy.putBack(service.life - 1)
}

/** Cards of a deck: each comes as often as it stands here before the next deal. */
const cards: Readonly<Record<string, readonly [Trouble, number]>> = {
  'engine killed': [engineKilled, 9],
  'service killed': [serviceKilled, 6],
  'both killed': [bothKilled, 3],
  'disk filled': [diskFull, 2],
  'folder copied away': [copiedAway, 1],
  'folder put back': [putBack, 1],
}

/** Milliseconds between the beginnings of two troubles, on average; at most one is under way. */
const gap = 4000

/** Makes one trouble after the other until it is over; how often each came. */
export async function makeTrouble(parts: TroubleParts, isOver: () => boolean): Promise<Map<string, number>> {
  const { service, random } = parts
  const next = deck(
    Object.entries(cards).flatMap(([name, [, times]]) => Array<string>(times).fill(name)),
    random,
  )
  const counts = new Map<string, number>()
  for (let due = performance.now(); !isOver(); ) {
    due += gap * (0.5 + random())
    await sleep(Math.max(200, due - performance.now()))
    const name = next()
    const [trouble] = cards[name] as readonly [Trouble, number]
    await trouble(parts)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    if (service.servicePid() === null) await service.start()
    if (random() < 0.7) await service.untilWell() // else the next one comes while it still recovers
  }
  await service.untilWell()
  return counts
}
