import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { releaseClock, setClock } from './clock'
import { env, exportTo, serving } from './export'
import {
  fileOf,
  type Item,
  itemsOf,
  keptAnswer,
  linesOf,
  moment,
  putItems,
  type Step,
  writeLines,
} from './fixture'
import { type Ask, askAll } from './requests'
import { seed } from './seed'
import { main, openDatabase, openService, type Request, type Service } from './service'

/**
 * Writes what `recorded.test.ts` replays: `npx tsx test/recorded/record.ts`. To record another version, lay this folder into
 * its tree; what it takes from there is imported by `service.ts`, whose paths are to be mended where files had other names.
 * With `again`, the table and the requests stay those of that version, and only the answers are written anew: for a change
 * of the answers that is wanted, once the difference has been read.
 */
async function recordAll(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-recorded-'))
  const database = await openDatabase(folder)
  try {
    const service = await seed({ database, visitbook: main, folder, log: fileOf('access.log') })
    writeLines('table.jsonl', await itemsOf(database))
    await recordExports(service, folder)
    writeLines('answers.jsonl', await answersOf(service))
  } finally {
    releaseClock()
    await database.close()
    rmSync(folder, { recursive: true })
  }
}

/** A whole export, and one that was interrupted after two pages. */
async function recordExports(service: Service, folder: string): Promise<void> {
  setClock(moment)
  Object.assign(process.env, env)
  const [whole, begun] = [join(folder, 'whole.csv'), join(folder, 'begun.csv')]
  await serving(service, () => main(exportTo(whole)))
  await serving(service, () => main(exportTo(begun)), { limit: 20, pages: 2 })
  cpSync(whole, fileOf('export.csv'))
  cpSync(`${begun}.part`, fileOf('unfinished.csv'))
  writeLines('unfinished.jsonl', [JSON.parse(readFileSync(`${begun}.part.json`, 'utf8'))])
}

async function answersOf(service: Service): Promise<Step[]> {
  const steps: Step[] = []
  let time = Date.parse(moment)
  const tick = (): string => {
    time += 1000
    setClock(time)
    return new Date(time).toISOString()
  }
  const ask: Ask = async (target, rest = {}) => {
    const at = tick()
    const request = { ask: target, ...rest }
    const answer = await service.ask(request)
    steps.push({ at, ...request, answer: keptAnswer(answer) })
    return answer
  }
  const count = async (): Promise<void> => {
    steps.push({ at: tick() })
    await service.count()
  }
  await askAll({ ask, count, now: () => time })
  return steps
}

/** Asks what was asked then, on the table of then. */
async function answerAgain(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-recorded-'))
  const database = await openDatabase(folder)
  try {
    await putItems(database, linesOf<Item>('table.jsonl'))
    setClock(moment)
    const service = openService(database)
    Object.assign(process.env, env)
    const whole = join(folder, 'whole.csv')
    await serving(service, () => main(exportTo(whole)))
    cpSync(whole, fileOf('export.csv'))
    const steps: Step[] = []
    for (const { answer, ...step } of linesOf<Step>('answers.jsonl')) {
      setClock(step.at)
      if (answer === undefined) await service.count()
      steps.push(
        answer === undefined ? step : { ...step, answer: keptAnswer(await service.ask(step as Request)) },
      )
    }
    writeLines('answers.jsonl', steps)
  } finally {
    releaseClock()
    await database.close()
    rmSync(folder, { recursive: true })
  }
}

if (process.argv[2] === 'again') answerAgain()
else recordAll()
