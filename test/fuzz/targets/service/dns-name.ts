import { networkOfDomain } from '../../../../lambda/domain/organisation/reverse-domain'
import { hostName } from '../../../../lambda/network/host-name'
import { isSubscriberLine } from '../../../../lambda/network/subscriber-name'
import { promise } from '../../promise'

export const seeds = [
  'gw1.corp.siemens.com.',
  'dhcp-113-77.wlan.uni-x.de',
  'p4fc1.dip0.t-ipconnect.de',
  'x.compute.amazonaws.com',
  'xn--bcher-kva.example.com',
]

function tryText(text: string): void {
  const host = hostName(text)
  if (host === null) return
  promise(/^[a-z\d.-]{1,253}$/.test(host.name), 'it is no name of DNS:', host.name)
  promise(
    host.name.endsWith(host.domain) && host.domain.endsWith(host.suffix),
    'its parts are not its own:',
    host,
  )
  promise(hostName(host.name)?.domain === host.domain, 'it is not settled:', host)
  isSubscriberLine(host, '203.0.113.77')
  isSubscriberLine(host, '2001:db8::77')
  networkOfDomain(host.domain)
}

export { tryText as try }
