import { isListed } from '../../../../lambda/domain/visit/site-list'
import { type Check, failed, passed } from '../check'

export const pageAnswers: Check = {
  name: 'page',
  async run({ pageAnswer, sites }) {
    const { status, headers, url } = await pageAnswer()
    if (status !== 200)
      return failed(`${url} answers ${status}`, 'compare --page with what stands in the address bar')
    const type = headers.get('content-type') ?? ''
    if (!/html/.test(type))
      return failed(`${url} is no HTML but ${type || 'of no type'}`, 'name a page with --page')
    const { host } = new URL(url)
    const { listed } = await sites().catch(() => ({ listed: null }))
    if (listed === null || isListed(listed, host)) return passed(`${url} answers`)
    return failed(
      `the page is at ${url}, whose host is not listed`,
      `set "sites": ${JSON.stringify([...listed, host])} and run npm run deploy`,
    )
  },
}
