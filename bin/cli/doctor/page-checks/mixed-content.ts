import { isOnThisMachine } from '../../api/server'
import { type Check, failed, passed } from '../check'

export const mixedContent: Check = {
  name: 'mixed content',
  async run({ page, base, url }) {
    const { url: at, elements } = await page()
    const isMixed = at.protocol === 'https:' && url.protocol === 'http:' && !isOnThisMachine(url)
    const src = elements.flatMap(({ tag, attributes }) => (tag === 'script' ? (attributes.src ?? []) : []))
    const plain = src.find((one) => one.startsWith(`http://${url.host}/`))
    if (isMixed || (at.protocol === 'https:' && plain !== undefined && url.protocol === 'https:'))
      return failed(
        'the page is on https and asks the service over http, which browsers do not do',
        `write https://${url.host} in the snippet`,
      )
    return passed(`${at.protocol.slice(0, -1)} page, ${base.split(':')[0]} service`)
  },
}
