import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const judgements = readFileSync(join(__dirname, 'judged-perhaps.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split('\t')[1])

test('of the verdicts "perhaps a firm" that a name can tell, at least 60 in 100 are right', () => {
  const right = judgements.filter((judgement) => judgement === 'right').length
  const wrong = judgements.filter((judgement) => judgement === 'wrong').length
  console.info(`${right} are right, ${wrong} wrong, of ${judgements.length}`)
  expect(judgements).toHaveLength(100)
  expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.6)
})
