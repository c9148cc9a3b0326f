import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { random } from '../../../local/example/chance'
import { temporaryFolder } from '../../store/fixtures'
import { fuzz } from './fuzz'
import { instrumented } from './instrumented'
import { runTarget } from './run-target'

let folder: string
let remove: () => void
beforeAll(() => {
  const temporary = temporaryFolder()
  folder = temporary.folder
  remove = temporary.remove
})
afterAll(() => remove())

/** A target in a file of its own, as those of targets/ are. */
function targetOf(name: string, body: string, seeds: readonly string[] = ['seed']): string {
  const file = join(folder, `${name}.ts`)
  writeFileSync(
    file,
    `export const seeds = ${JSON.stringify(seeds)}\nfunction tryText(text: string) {\n${body}\n}\nexport { tryText as try }`,
  )
  return file
}

async function findingsOf(file: string, tries = 200_000) {
  const { findings, ...rest } = await fuzz({
    ...instrumented(file),
    random: random(1),
    isOver: (tried, found) => tried >= tries || found > 0,
  })
  return { ...rest, findings }
}

const step = (at: number, then: string) =>
  `if (text.charCodeAt(at + ${at}) % 64 === ${7 * at + 3}) { ${then} }`
const deep = step(0, step(1, step(2, step(3, "throw new Error('deep')"))))

test('a place that is reached by one change after the other alone is found, and its text is short', async () => {
  const { findings } = await findingsOf(targetOf('deep', `for (let at = 0; at < text.length; at++) ${deep}`))
  expect(findings).toEqual([{ fault: 'Error: deep', text: expect.stringMatching(/^[\s\S]{4}$/) }])
})

test('the same target is not found without its places: by chance one text of 17 million has it', async () => {
  const { target } = instrumented(join(folder, 'deep.ts'))
  const blind = { target, hits: new Uint8Array(8), words: [] }
  const { findings } = await fuzz({ ...blind, random: random(1), isOver: (tried) => tried >= 20_000 })
  expect(findings).toEqual([])
})

test('a word that stands in the source alone is tried', async () => {
  const { findings } = await findingsOf(
    targetOf('word', "if (text.includes('SITE#unlikely')) throw new Error('met')"),
  )
  expect(findings).toEqual([{ fault: 'Error: met', text: 'SITE#unlikely' }])
})

test('a text that takes time by its square is found', async () => {
  const slow =
    'let sum = 0; for (const a of text) for (const b of text.repeat(2)) sum += a < b ? 1 : 0; return sum'
  const { findings } = await findingsOf(targetOf('slow', slow, ['x'.repeat(2500)]), 2)
  expect(findings[0]?.fault).toMatch(/^takes \d+ ms for \d+ characters$/)
})

test('a text that never ends is told', async () => {
  const file = targetOf('endless', "while (text === 'seed');")
  const { findings } = await runTarget({ file, seconds: 60, seed: 1, patience: 1000 })
  expect(findings).toEqual([{ fault: 'never ends', text: 'seed' }])
}, 60_000)
