import type { AnswerOf } from '../../../lambda/api/routes'
import { dayFolder } from '../../../lambda/archive/archive-files'
import { rowsOf } from '../../../lambda/archive/parquet-rows'
import { keptUntil, Violation } from '../history'
import { sites } from '../world/cast'
import type { Owner } from '../world/owner'

type Listed = AnswerOf<'GET /visits'>['visits'][number]

/** The files have the visits of each day that is over and whole, each once, and nothing of what was erased. */
export async function checkArchive(
  { world }: Owner,
  visits: readonly Listed[],
  isWhole: (day: string) => boolean,
): Promise<void> {
  const { history, time } = world
  const today = new Date(time.wall).toISOString().slice(0, 10)
  const dayOf = ({ time: moment }: Listed) => moment.slice(0, 10)
  for (const site of sites) {
    const days = new Set(visits.filter((one) => one.site === site).map(dayOf))
    for (const day of [...days].filter((one) => one < today && isWhole(one))) {
      const inFiles = await titlesIn(world.bucket, dayFolder(site, day))
      const inTable = visits
        .filter((one) => one.site === site && dayOf(one) === day)
        .map(({ title }) => title)
      const [files, table] = [inFiles, inTable].map((titles) => titles.toSorted().join(', '))
      if (files !== table)
        throw new Violation(
          'the archive equals the table',
          `${site} on ${day} has ${files} in the files, ${table} in the table`,
        )
    }
  }
  for (const title of await titlesIn(world.bucket, 'visits/')) {
    const fact = history.factOf(title)
    // Where the table has it no more, it can be erased by its id alone.
    const isErased = fact.erasedAt !== null && Number(fact.erasing) < keptUntil(fact)
    if (isErased && !fact.isUnsure) throw new Violation('erased is erased', `"${title}" is in the archive`)
  }
}

async function titlesIn(bucket: ReadonlyMap<string, Uint8Array>, folder: string): Promise<readonly string[]> {
  const titles: string[] = []
  for (const [name, bytes] of bucket)
    if (name.startsWith(folder))
      titles.push(...(await rowsOf(bytes, ['title'])).map(({ title }) => String(title)))
  return titles
}
