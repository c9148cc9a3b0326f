import { serviceHandlers } from '../../../lambda/handlers/query/service'
import { book } from '../../support/book'

const healthOf = (more: { readonly trouble?: () => string }) =>
  serviceHandlers({ networkTable: null, version: '1.2.3', ...more })['GET /health']

test('health says how old the network table is, to anyone', async () => {
  const { status, json } = await book()({ route: 'GET /health' })
  expect(status).toBe(200)
  expect(json).toMatchObject({ status: 'ok', version: '1.2.3', networkTable: '2026-06-17' })
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
  })
})
