import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { registeredId } from '../../lambda/domain/organisation/network-id'
import { authorized, book, now } from '../support/book'
import { memoryRollups } from '../support/memory/rollups'
import { memoryStore, networks, visitAt } from '../support/memory/visits'

const key = registeredId('Example Trading Ltd')
const trading = visitAt('2026-11-20T08:00:00Z', { asn: 64498, holder: key })
const others = visitAt('2026-11-20T09:00:00Z', { asn: 64498 })

test.each([true, false])(
  'who is named by a registry alone is found and corrected; counted: %s',
  async (isCounted) => {
    const store = memoryStore(trading, others)
    const clock = () => new Date(now)
    const rollups = memoryRollups(clock)
    if (isCounted) await rollUp({ store, rollups, networks, pages: defaults.pages, now: clock })
    const ask = book({ store, rollups })
    const get = async (route: string, path: string, params = {}) =>
      (await ask({ route, path, params, headers: authorized })).json
    const about = (method: string, body?: object) =>
      ask({
        ...{ route: `${method} /organisations/{key}`, path: `/organisations/${key}`, params: { key } },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        headers: authorized,
      })

    expect(await get('GET /organisations', '/organisations')).toMatchObject({
      organisations: [
        {
          key,
          name: 'Example Trading Ltd',
          kind: 'business',
          confidence: 'medium',
          evidence: 'registry',
          isNew: true,
        },
      ],
    })
    expect(await get('GET /visits', `/visits?organisation=${key}`)).toMatchObject({
      visits: [{ id: trading.id }],
    })
    expect(await get('GET /stats', `/stats?by=organisation&organisation=${key}`)).toMatchObject({
      by: { organisation: { values: [{ value: key, visits: 1 }] } },
    })
    expect((await about('PATCH', { name: 'Trading', kind: 'government' })).status).toBe(200)
    expect((await about('GET')).json).toMatchObject({ key, name: 'Trading', kind: 'government', visits: 1 })
    expect((await about('DELETE')).status).toBe(204)
    expect((await about('GET')).json).toMatchObject({
      name: 'Example Trading Ltd',
      narrower: [],
      correction: null,
    })
    expect(
      (
        await ask({
          ...{
            route: 'GET /organisations/{key}',
            path: '/organisations/registry:Nobody',
            headers: authorized,
          },
          params: { key: 'registry:Nobody' },
        })
      ).status,
    ).toBe(404)
  },
)
