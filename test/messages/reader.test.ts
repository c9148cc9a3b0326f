import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { defaults } from '../../lambda/contract'
import type { Message } from '../../lambda/domain/message/message'
import type { RecipientCode } from '../../lambda/domain/visit/recipient-code'
import type { Visit } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { openNetworks } from '../../lambda/network/networks'
import { dynamoRecipientStore } from '../../lambda/store/dynamo/recipient-store'
import type { Item } from '../../lambda/store/item-table'
import { isVisitKey, readVisitKey, visitKey } from '../../lambda/store/keys'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { type Database, openDatabase } from '../../local/engine/database'
import { localFunctions } from '../../local/functions'
import { type Opener, openers } from '../handlers/openers/openers'
import { temporaryFolder, visitAt } from '../store/fixtures'
import { event } from '../support/http/event'
import { inFull } from '../support/size'
import { recordOf, recordWith, type Stage, stageOn } from './stage'

const { folder, remove } = temporaryFolder()
let database: Database
beforeAll(async () => {
  database = await openDatabase(folder)
}, 60_000)
afterAll(async () => {
  await database.close()
  remove()
})

const code = 'aaaaaaaaa1'

/** A link that Jane was given, unless it is said otherwise. */
async function linkOn(stage: Stage, given: { code?: RecipientCode; muted?: boolean } = {}): Promise<void> {
  await dynamoRecipientStore(stage.table).addRecipient({
    ...{ code, name: 'Acme, Jane Doe', page: `https://${stage.site}/cv` },
    ...{ created: '2026-01-01T00:00:00.000Z', withdrawn: null, muted: false, ...given },
  })
}

/** Somebody at a home line comes by the link. */
async function open(stage: Stage, fields: Partial<Visit> = {}, time = stage.begin): Promise<Visit> {
  const visit = visitAt(time, { site: stage.site, page: '/cv', asn: 64498, recipient: code, ...fields })
  await stage.record.add(visit)
  return visit
}

async function read(stage: Stage, { site, id }: Visit, seconds: number, acted = false): Promise<void> {
  const engagement = { seconds, reach: 80, acted, sections: [], links: [] }
  await stage.reports.report({ site, id, engagement }, async () => null)
}

const recordFor = ({ site, id }: Visit) => recordOf(database, visitKey(site, id))

test('who reads what was sent is told once, when it is read and not when it is loaded', async () => {
  const stage = stageOn(database)
  await linkOn(stage)
  const visit = await open(stage)
  await stage.notify([await recordFor(visit)])
  expect(stage.kept.sent).toEqual([])
  await read(stage, visit, 40)
  await stage.notify([await recordFor(visit)])
  await read(stage, visit, 240)
  await stage.notify([await recordFor(visit)])
  expect(stage.kept.sent).toEqual([
    {
      ...{ kind: 'recipient', id: expect.stringMatching(/^msg_/), site: stage.site, subject: code },
      ...{ at: stage.begin, name: 'Acme, Jane Doe', seconds: 40, organisation: null },
      visit: {
        ...{ id: visit.id, time: stage.begin, page: '/cv', title: 'Résumé – Ada Lovelace' },
        ...{ referrer: 'www.linkedin.com', country: null },
      },
    },
  ])
})

const untold: [name: string, link: { muted?: boolean } | null, visit: Partial<Visit>][] = [
  ['by a code that nobody made', null, {}],
  ['by a link that is muted', { muted: true }, {}],
  ['by the owner', {}, { mine: true }],
  ['by a robot', {}, { webdriver: true }],
  ['in a data centre', {}, { asn: 64500 }],
  ['without a link', {}, { recipient: null }],
]

test.each(untold)('what is read %s is not told', async (_, link, fields) => {
  const stage = stageOn(database)
  await dynamoRecipientStore(stage.table).removeRecipient(code, [])
  if (link !== null) await linkOn(stage, link)
  const visit = await open(stage, fields)
  await read(stage, visit, 40)
  await stage.notify([await recordFor(visit)])
  expect(stage.kept.sent.filter(({ kind }) => kind === 'recipient')).toEqual([])
})

test('what was read long before there were messages is not told when it is read again', async () => {
  const stage = stageOn(database)
  await dynamoRecipientStore(stage.table).removeRecipient(code, [])
  await linkOn(stage)
  await read(stage, await open(stage), 40)
  stage.later(3 * 86_400_000)
  const again = await open(stage, {}, stage.now().toISOString())
  await read(stage, again, 40)
  await stage.notify([await recordFor(again)])
  expect(stage.kept.sent).toEqual([])
})

const crowd = inFull(2000, 60)

test(`a link that ${crowd} people open makes one message, about the first who read`, async () => {
  const stage = stageOn(database)
  await dynamoRecipientStore(stage.table).removeRecipient(code, [])
  await linkOn(stage)
  const visits = Array.from({ length: crowd }, (_, at) =>
    visitAt(new Date(Date.parse(stage.begin) + at * 100).toISOString(), {
      ...{
        site: stage.site,
        page: '/cv',
        asn: 64498,
        recipient: code,
        visitor: at.toString(16).padStart(24, '0'),
      },
    }),
  )
  const readers = visits.filter((_, at) => at % 2 === 1)
  stage.later(crowd * 100)
  for (let from = 0; from < crowd; from += 100) {
    const some = visits.slice(from, from + 100)
    await Promise.all(some.map((visit) => stage.record.add(visit)))
    await Promise.all(some.filter((_, at) => at % 2 === 1).map((visit) => read(stage, visit, 30)))
    await stage.notify(some.map((visit) => recordWith(stage.itemOf(visit))))
  }
  expect(stage.kept.sent).toMatchObject([{ kind: 'recipient', visit: { id: readers[0]?.id }, seconds: 30 }])
  expect(await stage.outbox()).toHaveLength(1)
})

/** Has an opener do what it does with a link, by the functions themselves. */
async function act(
  { record }: ReturnType<typeof localFunctions>['functions'],
  opener: Opener,
  { site, to }: { site: string; to: string },
) {
  const { ip, agent, headers: more = {} } = opener
  const headers = { Origin: `https://${site}`, 'User-Agent': agent, ...more }
  const ask = (route: string, path: string, body?: object, params: Record<string, string> = {}) =>
    record(event({ route, path, params, ip, headers, ...(body && { body: JSON.stringify(body) }) }))
  let id = ''
  const send = async (after: number, message: object) => {
    id = makeVisitId(Date.now() + after, crypto.getRandomValues(new Uint8Array(10)))
    await ask('POST /visits', '/visits', { id, ...message })
  }
  for (const one of opener.acts) {
    if (one === 'page') continue
    if (one === 'HEAD' || one === 'GET') await ask(`${one} /l/{code}`, `/l/${to}`, undefined, { code: to })
    else if ('beacon' in one) await send(0, { page: '/cv', to, ...one.beacon })
    else if ('secondPageAfter' in one) await send(one.secondPageAfter, { page: '/projects' })
    else await ask('POST /visits/{id}/engagement', `/visits/${id}/engagement`, { ...one, reach: 80 }, { id })
  }
}

/** Records of all visits of some sites. */
async function recordsOf(sites: readonly string[]) {
  const isOfThese = (item: Item) => isVisitKey(item) && sites.includes(readVisitKey(item).site)
  const items: Item[] = []
  for await (const page of paginateScan({ client: database.client }, { TableName: database.tableName }))
    items.push(...((page.Items ?? []) as Item[]))
  return items.filter(isOfThese).map(recordWith)
}

test('of all who open links, those are told who read; scanners, previews and bots tell nothing', async () => {
  const links = openers.map((opener, at) => ({ opener, site: `o${at}.example`, to: `aaaaaaaa${10 + at}` }))
  const sites = links.map(({ site }) => site)
  const networks = openNetworks(networkTableFile())
  const stage = stageOn(database, { sites, networks, now: () => new Date() })
  const { functions } = localFunctions(database, {
    ...{ sites, token: 'token', ip: 'truncated', pages: defaults.pages },
  })
  const recipients = dynamoRecipientStore(stage.table)
  for (const { opener, site, to } of links) {
    await recipients.addRecipient({
      ...{ code: to, name: opener.name, page: `https://${site}/cv` },
      ...{ created: '2026-01-01T00:00:00.000Z', withdrawn: null, muted: false },
    })
    await act(functions, opener, { site, to })
  }
  const records = await recordsOf(sites)
  for (let at = 0; at < records.length; at += 100) await stage.notify(records.slice(at, at + 100))
  const { entries } = await stage.parts.outbox.page({ after: null, most: 500 })
  const told = entries.map(({ message }): Message => message).filter(({ site }) => sites.includes(site ?? ''))
  const read = openers.filter(({ state }) => state === 'read').map(({ name }) => name)
  expect(told.flatMap((one) => (one.kind === 'recipient' ? [one.name] : [])).toSorted()).toEqual(
    read.toSorted(),
  )
  const came = told.filter(({ kind }) => kind === 'organisation').map(({ site }) => site)
  const machines = links.filter(({ opener }) => opener.who !== 'person').map(({ site }) => site)
  expect(came.filter((site) => machines.includes(site ?? ''))).toEqual([])
})
