import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** 200 of the verdicts "business", drawn by hash of the AS number when the rules stood, and judged one by one. */
const rows = readFileSync(join(__dirname, 'judged-business.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => line.split('\t'))

test('of 200 verdicts "business" at least 92 in 100 are right', () => {
  const right = rows.filter(([, , , judgement]) => judgement === 'right').length
  console.info(`${right} of ${rows.length} are right`)
  expect(rows).toHaveLength(200)
  expect(right / rows.length).toBeGreaterThanOrEqual(0.92)
})
