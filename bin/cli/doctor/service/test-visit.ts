import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isListed } from '../../../../lambda/domain/visit/site-list'
import { type Check, failed, type Outcome, passed } from '../check'
import { type Examined, nothing } from '../examined'
import { objectIn } from '../request'

interface TestPage {
  readonly site: string
  /** No other visit has this page. */
  readonly page: string
}

export const testVisit: Check = {
  name: 'test visit',
  async run(examined) {
    await examined.told('/status') // with a token that may not erase, nothing is recorded
    return recordedAndRead(examined, {
      site: await siteFor(examined),
      page: `/visitbook-doctor-${randomUUID()}`,
    })
  },
}

/** The page's own host where there is a page. A visit of another would be turned away, and be kept as a refusal. */
async function siteFor(examined: Examined): Promise<string> {
  const { asked, listed } = await examined.sites()
  const host = await examined.page().then(
    ({ url }) => url.host,
    () => asked.find((one) => !one.startsWith('*.')),
  )
  if (host === undefined) return nothing('only wildcards are listed: add --site with one host below them')
  return listed === null || isListed(listed, host) ? host : nothing(`${host} is not listed`)
}

async function recordedAndRead(examined: Examined, place: TestPage): Promise<Outcome> {
  const { status, text } = await examined.ask('/visits', {
    method: 'POST',
    headers: {
      origin: `https://${place.site}`,
      'content-type': 'text/plain',
      'user-agent': 'visitbook-doctor (bot)',
    },
    body: JSON.stringify({ page: place.page }),
  })
  if (status !== 204) return refused(place, status, objectIn(text)?.detail)
  const visit = await found(examined, place)
  if (visit === null)
    return failed(
      `a test visit of ${place.site} was answered 204 and cannot be read back`,
      `see whether both functions have the same table: ./visitbook doctor --stack Visitbook; should it come after all: ${erasing(place)}`,
    )
  const path = `/visits/${visit.id}?${new URLSearchParams({ site: visit.site })}`
  const erased = await examined.ask(path, { method: 'DELETE' })
  if (erased.status !== 204 || (await examined.ask(path)).status !== 404)
    return failed(`the test visit could not be erased (${erased.status})`, erasing(place))
  return passed(`recorded on ${place.site}, read back, erased`)
}

const erasing = ({ site, page }: TestPage): string =>
  `./visitbook erase --site '${site}' --page ${page} --yes`

const refused = ({ site }: TestPage, status: number, detail: unknown): Outcome =>
  failed(
    `a test visit of ${site} is answered ${status}${typeof detail === 'string' ? ` (${detail})` : ''}`,
    status >= 500
      ? 'see the errors of the function record in CloudWatch, and whether its table is there: ./visitbook doctor --stack Visitbook'
      : './visitbook refusals says what would let it in',
  )

const tries = 4
const pauseMs = 400

/** Lists may lag behind a moment. By page, since the service makes the id, and may place the visit under a wildcard. */
async function found(
  { ask }: Examined,
  { page }: TestPage,
): Promise<{ readonly id: string; readonly site: string } | null> {
  const query = new URLSearchParams({ page, bot: 'include', mine: 'include', limit: '1' })
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const { visits } = objectIn((await ask(`/visits?${query}`)).text) ?? {}
    if (Array.isArray(visits) && visits.length > 0)
      return { id: String(visits[0].id), site: String(visits[0].site) }
    if (attempt < tries) await pause(pauseMs)
  }
  return null
}
