import { clockTolerance } from '../../../../lambda/domain/visit/visit-id'
import { type Check, failed, passed, skipped } from '../check'

/** A Date header has whole seconds. */
const precisionMs = 1000

export const clock: Check = {
  name: 'clock',
  async run({ health }) {
    const { headers, at } = await health()
    const served = Date.parse(headers.get('date') ?? '')
    if (Number.isNaN(served)) return skipped('the service does not say its time')
    const offMs = Math.abs(served + precisionMs / 2 - at)
    if (offMs <= clockTolerance - precisionMs) return passed('this machine and the service agree')
    return failed(
      `this machine’s clock is ${Math.round(offMs / 60_000)} minutes ${served > at ? 'behind' : 'before'} the service’s`,
      'set the clock of this machine by the network: sudo timedatectl set-ntp true (macOS: sudo sntp -sS time.apple.com)',
    )
  },
}
