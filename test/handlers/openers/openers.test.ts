import type { AnswerOf } from '../../../lambda/api/routes'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { openNetworks } from '../../../lambda/network/networks'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { authorized, book, now } from '../../support/book'
import { memoryRecipients } from '../../support/memory/recipients'
import { memoryStore } from '../../support/memory/visits'
import { type Act, type Opener, openers } from './openers'

const networks = openNetworks(networkTableFile())
const origin = 'https://you.github.io'

/** A service that has made a link for somebody. */
async function serviceWith(page: string) {
  const [store, recipients] = [memoryStore(), memoryRecipients()]
  const ask = book({ store, recipients, networks, located: networks })
  const body = JSON.stringify({ name: 'Acme, Jane Doe', page })
  const { json } = await ask({ route: 'POST /recipients', path: '/recipients', headers: authorized, body })
  const { code } = json as AnswerOf<'POST /recipients'>
  let made = 0
  const send = async ({ ip, agent, headers: more = {} }: Opener, after: number, message: object) => {
    const random = new Uint8Array(10).fill(++made)
    const headers = { Origin: origin, 'User-Agent': agent, ...more }
    const id = makeVisitId(Date.parse(now) + after, random)
    const path = '/visits'
    const answer = await ask({
      route: 'POST /visits',
      path,
      headers,
      ip,
      body: JSON.stringify({ id, ...message }),
    })
    expect(answer.status).toBe(204)
  }
  const report = async ({ ip, agent, headers: more = {} }: Opener, engagement: object) => {
    const id = store.visits.at(-1)?.id ?? ''
    const { status } = await ask({
      route: 'POST /visits/{id}/engagement',
      path: `/visits/${id}/engagement`,
      params: { id },
      headers: { Origin: origin, 'User-Agent': agent, ...more },
      ip,
      body: JSON.stringify(engagement),
    })
    expect(status).toBe(204)
  }
  const follow = async ({ ip, agent, headers: more = {} }: Opener, method: string) => {
    const headers = { 'User-Agent': agent, ...more }
    const { status } = await ask({
      route: `${method} /l/{code}`,
      path: `/l/${code}`,
      params: { code },
      headers,
      ip,
    })
    expect(status).toBe(302)
  }
  return {
    async act(opener: Opener, one: Act) {
      if (one === 'page') return
      if (one === 'HEAD' || one === 'GET') return follow(opener, one)
      if ('beacon' in one) return send(opener, 0, { page: '/cv', to: code, ...one.beacon })
      if ('secondPageAfter' in one) return send(opener, one.secondPageAfter, { page: '/projects' })
      return report(opener, { ...one, reach: 80 })
    },
    async found() {
      const answer = await ask({ route: 'GET /recipients', path: '/recipients', headers: authorized })
      const [found] = (answer.json as AnswerOf<'GET /recipients'>).recipients
      return { state: found?.state ?? null, reason: found?.reason ?? null }
    },
  }
}

async function opened(page: string, acts: readonly (readonly [Opener, Act])[]) {
  const service = await serviceWith(page)
  for (const [opener, act] of acts) await service.act(opener, act)
  return service.found()
}

const all = (opener: Opener) => opener.acts.map((act) => [opener, act] as const)
const page = `${origin}/cv`

test.each(openers)('$name: $state', async (opener) => {
  const { state, reason = null } = opener
  expect(await opened(page, all(opener))).toEqual({ state, reason })
})

const runsBeacon = ({ acts }: Opener) => acts.some((act) => typeof act === 'object' && 'beacon' in act)
const optsOut = ({ headers }: Opener) => headers !== undefined && 'Sec-GPC' in headers
const machines = openers.filter(({ who }) => who !== 'person')

test('the table is of thirty and more, of people and machines, each named once', () => {
  expect(machines.length).toBeGreaterThanOrEqual(30)
  expect(openers.length - machines.length).toBeGreaterThanOrEqual(10)
  expect(new Set(openers.map(({ name }) => name)).size).toBe(openers.length)
})

test('no scanner, preview or bot is read', () => {
  expect(machines.filter(({ state }) => state === 'read')).toEqual([])
})

test('nobody whose browser runs the beacon is less than loaded, but who asks not to be told of', () => {
  const found = openers.filter((one) => runsBeacon(one) && !optsOut(one))
  expect(found.length).toBeGreaterThan(15)
  expect(found.filter(({ state }) => state !== 'loaded' && state !== 'read')).toEqual([])
})

test('a person who comes after all the machines is read all the same', async () => {
  const person = openers.find(({ name }) => name === 'a person’s phone') as Opener
  expect(await opened(page, machines.flatMap(all))).toEqual({
    state: 'loaded',
    reason: 'no sign of a person',
  })
  expect(await opened(page, [...machines.flatMap(all), ...all(person)])).toEqual({
    state: 'read',
    reason: 'input',
  })
})

test.each(machines)('a file that $name asks for is never more than fetched', async (opener) => {
  const acts = opener.acts.filter((act) => act === 'HEAD' || act === 'GET')
  const { state } = await opened(
    `${origin}/cv.pdf`,
    acts.map((act) => [opener, act] as const),
  )
  expect(state).toBe(acts.includes('GET') ? 'fetched' : null)
})
