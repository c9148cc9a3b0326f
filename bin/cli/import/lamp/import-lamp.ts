import { type Zone, zoneOf } from '../../../../lambda/domain/time/zone'
import { wrongUsage } from '../../failure'
import { pagesFor } from '../../pages-setting'
import { openText } from '../files/log-file'
import { occurrences } from '../occurrences'
import { importRows, siteOf } from '../rows/import-rows'
import type { RowSource } from '../rows/row-source'
import type { LampOptions } from './lamp-command'
import { lampRows } from './lamp-rows'
import { reasons, type ServerRows, serverRow } from './server-row'

/** `visitbook import lamp` @throws Failure that says how far it came */
export async function importLamp(file: string, options: LampOptions): Promise<void> {
  const place = {
    site: siteOf(options),
    pageFields: pagesFor(options).query,
    zone: serverZone(options.tz),
    address: options.address,
    now: Date.now(),
  }
  await importRows(file, lampSource(file, place), options)
}

function serverZone(name: string): Zone {
  try {
    return zoneOf(name)
  } catch {
    throw wrongUsage('--tz must be the name of a time zone such as Europe/Berlin')
  }
}

type Place = Omit<ServerRows, 'occurrenceOf' | 'compared'>

export function lampSource(file: string, place: Place): RowSource {
  const { text, bytesRead } = openText(file, 'lamp')
  const clock = clockCheck(place.zone)
  const rows = { ...place, occurrenceOf: occurrences(), compared: clock.compared }
  return {
    what: 'rows of a table with the columns id, info and create_time',
    reasons,
    bytesRead,
    notes: clock.notes,
    async *outcomes() {
      for await (const some of lampRows(text)) yield some.map((row) => serverRow(row, rows))
    },
  }
}

/** Times are off by whole quarters of an hour where the zone is another. A server takes far less to insert a row. */
const quarter = 15 * 60_000

/** Says so where most rows were made, by the zone that was given, at another time than PHP noted. */
function clockCheck({ name }: Zone) {
  const counts = new Map<number, number>()
  return {
    compared(difference: number) {
      const quarters = Math.max(-96, Math.min(96, Math.round(difference / quarter)))
      counts.set(quarters, (counts.get(quarters) ?? 0) + 1)
    },
    notes(): string[] {
      const [most] = [...counts].sort(([, a], [, b]) => b - a)
      if (most === undefined || most[0] === 0) return []
      const [quarters, rows] = most
      const hours = `${Math.abs(quarters / 4)} h ${quarters > 0 ? 'later' : 'earlier'}`
      return [`by --tz ${name}, ${rows} rows were made ${hours} than PHP noted: is that the server's zone?`]
    },
  }
}
