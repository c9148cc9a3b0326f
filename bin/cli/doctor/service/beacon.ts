import { type Check, failed, passed, skipped } from '../check'
import { request } from '../request'

export const beacon: Check = {
  name: 'beacon',
  async run({ base, sites, health }) {
    await health()
    const { script } = await sites()
    const { status, headers, text } = await request(`${base}/${script}`)
    const type = headers.get('content-type') ?? ''
    if (status === 429) return skipped('the limit of requests is reached')
    if (status === 200 && /javascript/.test(type) && text !== '') return passed(`/${script} is served`)
    return failed(
      `/${script} is answered with status ${status} and type ${type || 'none'}`,
      'what stands before the service must pass this path on as it is; see the snippet in the output BeaconSnippet',
    )
  },
}
