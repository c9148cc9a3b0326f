import { type Check, failed, passed } from '../check'
import { pageWithSnippets } from './snippet'

/** Whether a call waits for its answer, which a page may forbid. */
const waits = /async\s*:\s*false|\.open\([^)]*,\s*false/

/** The beacon needs no permission; a call of one's own may. */
export const permissionsPolicy: Check = {
  name: 'Permissions-Policy',
  async run(examined) {
    const { page, snippets } = await pageWithSnippets(examined)
    const denied = deniedBy(page.headers.get('permissions-policy') ?? '')
    const isWaiting = snippets.some(({ kind, text }) => kind === 'call' && waits.test(text))
    if (isWaiting && denied.includes('sync-xhr'))
      return failed(
        'the page’s Permissions-Policy has sync-xhr=(), and its call waits for the answer',
        'take async: false out of the call',
      )
    return passed(
      denied.length === 0 ? 'the page forbids nothing' : 'nothing that the snippet needs is forbidden',
    )
  },
}

/** The features of a page that nobody may use: `camera=(), sync-xhr=()`. */
const deniedBy = (policy: string): readonly string[] =>
  policy.split(',').flatMap((part) => /^\s*([\w-]+)\s*=\s*\(\s*\)\s*$/.exec(part)?.[1] ?? [])
