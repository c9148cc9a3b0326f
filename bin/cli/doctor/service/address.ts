import { lookup } from 'node:dns/promises'
import { connect, type TLSSocket } from 'node:tls'
import { withTimeout } from '../../../../lambda/domain/timeout'
import { isOnThisMachine } from '../../api/server'
import { type Check, failed, passed, skipped } from '../check'
import { nothing } from '../examined'

const waitMs = 10_000
const dayMs = 86_400_000

/** AWS renews a certificate of its own 60 days before its end, so one that is this near to it is not being renewed. */
const leastDays = 14

const bare = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

export const name: Check = {
  name: 'DNS',
  async run({ url }) {
    const found = await withTimeout(lookup(bare(url)), waitMs, () => null).catch(() => null)
    if (found !== null) return passed(`${url.hostname} is ${found.address}`)
    const regional = /^\w+\.execute-api\.([\w-]+)\.amazonaws\.com/.exec(url.hostname)
    return failed(
      `${url.hostname} has no address`,
      regional === null
        ? 'compare --url or VISITBOOK_URL with the output ApiUrl, and see the records of your domain'
        : `compare it with the output ApiUrl, region included: aws cloudformation describe-stacks --region ${regional[1]} --query "Stacks[].Outputs[?OutputKey=='ApiUrl'].OutputValue" --output text`,
    )
  },
}

export const certificate: Check = {
  name: 'TLS',
  async run({ url }) {
    if (url.protocol === 'http:' && isOnThisMachine(url)) return skipped('not needed on this machine')
    if (url.protocol === 'http:')
      return failed(
        'the service is asked over http: pages on https cannot call it, and anyone on the way reads the token',
        `use VISITBOOK_URL=https://${url.host}`,
      )
    const ends = await certificateEnd(url).catch((error: NodeJS.ErrnoException) => error)
    if (ends instanceof Error) return unproven(url, ends)
    const days = Math.floor((ends.getTime() - Date.now()) / dayMs)
    if (days >= leastDays) return passed(`the certificate is valid for ${days} days`)
    return failed(
      `the certificate ends in ${days} days`,
      'see why ACM does not renew it: aws acm list-certificates --query "CertificateSummaryList[].[DomainName,Status,RenewalEligibility]"',
    )
  },
}

/** Nobody listening there is told by another line. */
const unproven = (url: URL, { code, message }: NodeJS.ErrnoException) =>
  ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ETIMEDOUT'].includes(code ?? '')
    ? nothing(`nothing answers at ${url.host}`)
    : failed(
        `the certificate of ${url.host} is not valid (${code ?? message})`,
        'correct the host in VISITBOOK_URL, or give that host a certificate in ACM; behind a proxy of your firm, set NODE_EXTRA_CA_CERTS',
      )

function certificateEnd(url: URL): Promise<Date> {
  return new Promise((resolve, reject) => {
    const host = bare(url)
    const socket: TLSSocket = connect({ host, port: Number(url.port || 443), servername: host }, () => {
      resolve(new Date(socket.getPeerCertificate().valid_to))
      socket.destroy()
    })
    socket.setTimeout(waitMs, () =>
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    )
    socket.once('error', reject)
  })
}
