import { type Check, failed, passed, skipped } from '../check'
import { blockedWord } from './blocked-words'

export const blockers: Check = {
  name: 'blockers',
  async run({ url, sites }) {
    const { script } = await sites().catch(() => ({ script: null }))
    if (script === null) return skipped('the name of the script is not known without a token')
    const inScript = blockedWord.ofScript(script)
    if (inScript !== null)
      return failed(
        `many blockers stop scripts with ${inScript} in their name, such as ${script}`,
        `set "script" to another name, such as visitbook.js or ${new Date().getFullYear()}.js, run npm run deploy and paste the snippet anew`,
      )
    const inHost = blockedWord.ofHost(url.hostname)
    if (inHost === null) return passed(`no rule of ours is against ${url.host}/${script}`)
    return failed(
      `many blockers stop hosts that begin with ${inHost}, such as ${url.hostname}`,
      'give the service a host of another name, such as visits.you.dev, and paste the snippet anew',
    )
  },
}
