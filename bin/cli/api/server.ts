import { parseUrl } from '../../../lambda/domain/visit/host'
import { type LocalSettings, localSettings } from '../../../local/settings'
import { tokenIn } from '../../../local/token'
import { exitCodes, Failure, wrongUsage } from '../failure'
import { sayPlace } from '../terminal/place-line'

/** An API and the token for it. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string
  readonly token: string
}

type Environment = Readonly<Record<string, string | undefined>>

const thisMachine = ['127.0.0.1', 'localhost', '[::1]']

/** An API, and the token for it where there is one. */
export interface Address extends Omit<Server, 'token'> {
  readonly token: string | null
}

/** @throws Failure when the URL is not valid, or when there is no token for it */
export function serverOf(asked: string | undefined, env: Environment): Server {
  const { url, token } = addressOf(asked, env)
  if (asked === undefined)
    sayPlace(
      `asks ${isOnThisMachine(new URL(url)) ? 'the service on this machine' : 'the service of VISITBOOK_URL'}, ${url}`,
    )
  if (token !== null) return { url, token }
  const { data } = settingsOf(env)
  const unless = isLocal(url, env)
    ? `; there is none in ${data} either, so \`npm start\` has not run here`
    : ''
  throw new Failure(`no token: set VISITBOOK_TOKEN${unless}`, exitCodes.unauthorised)
}

/** @throws Failure when the URL is not valid */
export function addressOf(asked: string | undefined, env: Environment): Address {
  const settings = settingsOf(env)
  const text = asked ?? (env.VISITBOOK_URL || `http://127.0.0.1:${settings.port}`)
  const url = parseUrl(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw wrongUsage(
      `the URL must be one such as https://abc.execute-api.eu-west-1.amazonaws.com, not ${text}`,
    )
  }
  if (url.protocol === 'http:' && !isOnThisMachine(url))
    console.error(`visitbook: ${url.host} is asked over http: anyone on the way can read the token`)
  const token = env.VISITBOOK_TOKEN || (isLocal(url.href, env) ? tokenIn(settings.data) : null)
  return { url: text.replace(/\/+$/, ''), token }
}

export const isOnThisMachine = ({ hostname }: URL): boolean => thisMachine.includes(hostname)

/** @throws Failure when a variable is not understood */
export function settingsOf(env: Environment): LocalSettings {
  try {
    return localSettings(env)
  } catch (error) {
    throw wrongUsage((error as Error).message)
  }
}

/** Whether it is the API of `npm start`: the token in its data folder is for that only, and is sent nowhere else. */
function isLocal(text: string, env: Environment): boolean {
  const url = new URL(text)
  return isOnThisMachine(url) && Number(url.port || 80) === settingsOf(env).port && url.protocol === 'http:'
}
