import { getHealth } from '../../lambda/handlers/get-health'
import { book } from '../support/book'

test('health says how old the network table is, to anyone', async () => {
  const { status, json } = await book()({ route: 'GET /health' })
  expect(status).toBe(200)
  expect(json).toMatchObject({ status: 'ok', version: '1.2.3', networkTable: '2026-06-17' })
})

test('health says when visits go without organisation', async () => {
  const answer = await getHealth({ networkTable: null, version: '1.2.3' })({
    query: new URLSearchParams(),
  } as never)
  expect(JSON.parse(String(answer.body))).toMatchObject({
    status: 'without organisations',
    networkTable: null,
  })
})
