import { type Check, failed, passed, skipped } from '../check'
import { objectIn } from '../request'

const anew = 'make one with ./visitbook token, run npm run deploy, and set VISITBOOK_TOKEN to it'

export const token: Check = {
  name: 'token',
  async run({ token: own, url, ask, health }) {
    await health()
    if (own === null) return failed('there is no token', `set VISITBOOK_TOKEN; where none is left, ${anew}`)
    const { status, text } = await ask('/status')
    if (status === 200) return passed('it sees everything')
    if (status === 401)
      return failed(`${url.host} does not know this token: it is wrong, or was revoked`, anew)
    if (status === 403)
      return failed(
        'this token may only see totals: it is of scope stats',
        'set VISITBOOK_TOKEN to one of scope all; ./visitbook token makes one',
      )
    const { detail = 'it says nothing more' } = objectIn(text) ?? {}
    return status === 429 ? skipped('the limit of requests is reached') : unreadable(status, String(detail))
  },
}

/** The token was believed, and the table could not be read. */
const unreadable = (status: number, detail: string) =>
  failed(
    `GET /status answers ${status} (${detail}): the table cannot be read`,
    'see whether the table is there: ./visitbook doctor --stack Visitbook; on this machine stop npm start and start it again',
  )
