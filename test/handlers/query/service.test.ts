import { type ServiceParts, serviceHandlers } from '../../../lambda/handlers/query/service'
import { book } from '../../support/book'

const healthOf = (more: Partial<ServiceParts>) =>
  serviceHandlers({ networkTable: null, version: '1.2.3', now: () => new Date(), ...more })['GET /health']

test('health says how old the network table is, to anyone', async () => {
  const { status, json } = await book()({ route: 'GET /health' })
  expect(status).toBe(200)
  expect(json).toMatchObject({ status: 'ok', version: '1.2.3', networkTable: '2026-06-17' })
})

const makers = /npm edition .* contains bugs and gets no more updates\./
const age = /more than 120 days old\./
const commands = /npm run network:update -- --releases, .* npm run deploy\.$/

test.each([
  ['of the npm edition', '2026-06-17', '2026-06-20T00:00:00Z', [makers, commands], [age]],
  ['of the npm edition, and old', '2026-06-17', '2026-11-22T00:00:00Z', [makers, age, commands], []],
  ['newer, of 120 days', '2026-07-01', '2026-10-29T00:00:00Z', null, []],
  ['newer, of more', '2026-07-01', '2026-10-29T00:00:01Z', [age, commands], [makers]],
])('health says of a table that is %s what there is to know, and the commands that help', async (...row) => {
  const [, networkTable, now, said, unsaid] = row
  const answer = await healthOf({ networkTable, now: () => new Date(now) })({} as never)
  const { notice } = JSON.parse(String(answer.body))
  if (said === null) expect(notice).toBeNull()
  for (const text of said ?? []) expect(notice).toMatch(text)
  for (const text of unsaid) expect(notice).not.toMatch(text)
})

test('health says what keeps visits from being stored', () => {
  const health = healthOf({ trouble: () => 'the disk is full' })
  const asked = () => health({} as never)
  expect(asked).toThrow(expect.objectContaining({ status: 503, detail: 'the disk is full' }))
})

test('health says when visits go without organisation', async () => {
  const answer = await healthOf({})({} as never)
  expect(JSON.parse(String(answer.body))).toMatchObject({
    status: 'without organisations',
    networkTable: null,
    notice: null,
  })
})
