import { version as own } from '../../../../package.json'
import { type Check, failed, passed } from '../check'
import { type Examined, nothing } from '../examined'
import { objectIn, request } from '../request'

const detailIn = (text: string): string => {
  const { detail, message } = objectIn(text) ?? {}
  return typeof (detail ?? message) === 'string' ? `: ${detail ?? message}` : ''
}

export const health: Check = {
  name: 'service',
  async run({ base, url }) {
    const answer = await request(`${base}/health`).catch((error: Error) => error)
    if (answer instanceof Error)
      return failed(answer.message, `correct --url or VISITBOOK_URL, ${startOf(url)}`)
    const { status, text } = answer
    if (status === 200 && typeof objectIn(text)?.version === 'string') return passed(`${base} answers`)
    if (status === 200 || status === 404)
      return failed(
        `what answers at ${base} is no Visitbook`,
        'compare --url or VISITBOOK_URL with the output ApiUrl',
      )
    return failed(
      `GET /health answers ${status}${detailIn(text)}`,
      status === 429 ? 'wait a minute; its limit of requests is reached' : remedyOfTrouble(url),
    )
  },
}

const startOf = ({ hostname }: URL): string =>
  /amazonaws/.test(hostname) ? 'or deploy it: npm run deploy' : 'or start it: npm start'

const remedyOfTrouble = ({ hostname }: URL): string =>
  /amazonaws/.test(hostname)
    ? 'see what the function said: ./visitbook doctor --stack Visitbook, and its log group in CloudWatch'
    : 'stop it and start it again: npm start'

async function healthOf({ health: asked }: Examined): Promise<Readonly<Record<string, unknown>>> {
  const { status, text } = await asked()
  return (status === 200 ? objectIn(text) : null) ?? nothing(`GET /health answers ${status}`)
}

export const version: Check = {
  name: 'version',
  async run(examined) {
    const { version: served } = await healthOf(examined)
    if (served === own) return passed(`${own}, as this clone`)
    return failed(
      `the service is version ${served}, this clone ${own}`,
      'deploy this clone with npm run deploy, or take the newest with git pull and npm ci, and deploy that',
    )
  },
}

/** Days. Younger tables may be old enough for a notice, which is said and is no failure: visits are recorded all the same. */
const tooOld = 400
const dayMs = 86_400_000

export const networkTable: Check = {
  name: 'network table',
  async run(examined) {
    const { networkTable: day, notice } = await healthOf(examined)
    if (day === null)
      return failed('there is no network table, so no organisation is told', 'npm ci && npm run deploy')
    const age = Math.floor((Date.now() - Date.parse(String(day))) / dayMs)
    if (age > tooOld)
      return failed(
        `the network table is ${age} days old, and organisations move`,
        'npm run network:update -- --releases, then npm run deploy',
      )
    return passed(`of ${day}, ${age} days old${typeof notice === 'string' ? `. ${notice}` : ''}`)
  },
}
