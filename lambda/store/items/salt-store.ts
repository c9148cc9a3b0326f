import { createHmac, randomBytes } from 'node:crypto'
import type { Day } from '../../domain/time/day'
import type { ItemTable } from '../item-table'
import { importSaltKey, type Key, todaysSaltKey } from '../keys'
import type { SaltStore } from '../salt-store'

interface Salt {
  readonly day: Day
  readonly salt: Uint8Array
}

/** The salt of the current day, read once a day by each running function. */
export function dynamoSaltStore(table: ItemTable): SaltStore {
  const asked = latest((day) => currentSalt(table, todaysSaltKey, day))
  return { saltOf: async (day) => (await asked(day)).salt }
}

/**
 * One lasting salt for imported logs: their owner has the addresses anyway, and a log imported in two halves must not
 * turn one visitor into two.
 */
export function dynamoImportSaltStore(table: ItemTable): SaltStore {
  const asked = latest(() => currentSalt(table, importSaltKey, ''))
  return {
    async saltOf(day) {
      const { salt } = await asked('')
      return createHmac('sha256', salt).update(day).digest() // a visitor is known for one day here too
    },
  }
}

/**
 * Asks once for the newest day wanted. Callers that arrive meanwhile wait for the same answer; after a failure the next
 * one asks again.
 */
function latest(ask: (day: Day) => Promise<Salt>): (day: Day) => Promise<Salt> {
  let known: { day: Day; salt: Promise<Salt> } | null = null
  return (day) => {
    if (known !== null && known.day >= day) return known.salt
    const asked = {
      day,
      salt: ask(day).catch((error) => {
        if (known === asked) known = null
        throw error
      }),
    }
    known = asked
    return asked.salt
  }
}

/** Returns the stored salt, or a new one where the stored one is older than `day`. If two functions try at once, one wins. */
async function currentSalt(table: ItemTable, key: Key, day: Day): Promise<Salt> {
  const stored = await readSalt(table, key)
  if (stored !== null && stored.day >= day) return stored
  const fresh: Salt = { day, salt: randomBytes(32) }
  const isNewer = {
    expression: 'attribute_not_exists(pk) OR #day < :day',
    names: { '#day': 'day' },
    values: { ':day': day },
  }
  if (await table.put({ ...key, ...fresh }, isNewer)) return fresh
  return (await readSalt(table, key)) ?? fresh
}

async function readSalt(table: ItemTable, key: Key): Promise<Salt | null> {
  const item = await table.get(key)
  return item === null ? null : { day: item.day as Day, salt: item.salt as Uint8Array }
}
