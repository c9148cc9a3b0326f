import { remedyOf } from '../../../../lambda/domain/refusal/remedy'
import { isOnThisMachine } from '../../api/server'
import { type Check, failed, type Outcome, passed } from '../check'
import type { Examined, Sites } from '../examined'
import type { Answer } from '../request'

/** Any host below a wildcard stands for all of them. */
const originOf = (site: string): string => `https://${site.replace('*', 'www')}`

/** Asks from the pages of each site. @param isGood whether a browser would go on */
async function fromEach(
  { sites, health, url }: Examined,
  ask: (origin: string) => Promise<Answer>,
  isGood: (answer: Answer, origin: string) => boolean,
): Promise<Outcome> {
  await health()
  const known = await sites()
  for (const site of known.asked) {
    const answer = await ask(originOf(site))
    if (!isGood(answer, originOf(site))) return refused(site, answer, { ...known, url })
  }
  return passed(known.asked.join(', '))
}

const isReadable = ({ headers }: Answer, origin: string): boolean =>
  headers.get('access-control-allow-origin') === origin

function refused(site: string, { status }: Answer, { listed, url }: Sites & Pick<Examined, 'url'>): Outcome {
  if (status >= 500 || status === 429)
    return failed(
      `a request from ${site} is answered ${status}`,
      'wait a minute and run it again; if it stays, ./visitbook doctor --stack Visitbook',
    )
  if (listed?.includes(site))
    return failed(
      `${site} is listed, and a browser would still be refused (status ${status})`,
      'what stands before the service, such as a proxy or CORS settings of the API, must pass Origin on and leave access-control headers alone',
    )
  const refusal = { reason: 'origin not listed', host: site, listable: true, detail: '' } as const
  const isDeployed = !isOnThisMachine(url)
  const remedy = remedyOf(refusal, { sites: listed ?? [], isDeployed })
  return failed(
    `${site} is not listed, so its visits are refused`,
    isDeployed ? `${remedy}, then npm run deploy` : remedy,
  )
}

export const preflight: Check = {
  name: 'CORS preflight',
  run: (examined) =>
    fromEach(
      examined,
      (origin) =>
        examined.ask('/visits', {
          method: 'OPTIONS',
          headers: {
            origin,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type',
          },
        }),
      (answer, origin) =>
        answer.status === 204 &&
        isReadable(answer, origin) &&
        /\bPOST\b/.test(answer.headers.get('access-control-allow-methods') ?? ''),
    ),
}

/** What is not there leaves neither a visit nor a refusal, and is answered by the function that records. */
export const simpleRequest: Check = {
  name: 'CORS request',
  run: (examined) =>
    fromEach(
      examined,
      (origin) => examined.ask('/visitbook-doctor', { method: 'HEAD', headers: { origin } }),
      isReadable,
    ),
}
