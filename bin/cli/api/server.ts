import { parseUrl } from '../../../lambda/domain/visit/host'
import { type LocalSettings, localSettings } from '../../../local/settings'
import { tokenIn } from '../../../local/token'
import { exitCodes, Failure, wrongUsage } from '../failure'

/** An API and the token for it. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string
  readonly token: string
}

type Environment = Readonly<Record<string, string | undefined>>

const thisMachine = ['127.0.0.1', 'localhost', '[::1]']

/** @throws Failure when the URL is not valid, or when there is no token for it */
export function serverOf(asked: string | undefined, env: Environment): Server {
  const settings = settingsOf(env)
  const text = asked ?? (env.VISITBOOK_URL || `http://127.0.0.1:${settings.port}`)
  const url = parseUrl(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrongUsage(
      `the URL must be one such as https://abc.execute-api.eu-west-1.amazonaws.com, not ${text}`,
    )
  }
  if (url.protocol === 'http:' && !thisMachine.includes(url.hostname))
    console.error(`visitbook: ${url.host} is asked over http: anyone on the way can read the token`)
  return { url: text.replace(/\/+$/, ''), token: env.VISITBOOK_TOKEN || localToken(url, settings) }
}

/** @throws Failure when a variable is not understood */
export function settingsOf(env: Environment): LocalSettings {
  try {
    return localSettings(env)
  } catch (error) {
    throw wrongUsage((error as Error).message)
  }
}

/** The token of `npm start` is for its own API only, and is sent nowhere else. */
function localToken({ protocol, hostname, port }: URL, settings: LocalSettings): string {
  const isLocal =
    thisMachine.includes(hostname) && Number(port || 80) === settings.port && protocol === 'http:'
  const token = isLocal ? tokenIn(settings.data) : null
  if (token !== null) return token
  const unless = isLocal
    ? `; there is none in ${settings.data} either, so \`npm start\` has not run here`
    : ''
  throw new Failure(`no token: set VISITBOOK_TOKEN${unless}`, exitCodes.unauthorised)
}
