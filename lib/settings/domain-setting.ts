import * as v from 'valibot'
import type { EdgeSetting } from './edge'
import { InvalidSettings } from './invalid-settings'
import { wrong } from './setting'

const notHost = wrong('a host of your own, without https:// and port, such as visits.you.dev')

/** Two labels at least, no port, no address. Other letters than these are written as DNS has them, `xn--…`. */
const hostName = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i

export const domainSetting = v.pipe(v.string(notHost), v.regex(hostName, notHost), v.toLowerCase())

const notZone = wrong('the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ')

export const hostedZoneSetting = v.pipe(v.string(notZone), v.regex(/^Z[A-Z0-9]{1,31}$/, notZone))

const notArn = wrong('the ARN of a certificate, such as arn:aws:acm:eu-west-1:123456789012:certificate/…')

export const certificateSetting = v.pipe(
  v.string(notArn),
  v.regex(/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/, notArn),
)

interface DomainSettings {
  readonly domain: string | null
  readonly hostedZone: string | null
  readonly certificate: string | null
  readonly edge: EdgeSetting
}

/** @throws InvalidSettings where a setting means nothing without another */
export function checkDomain({ domain, hostedZone, certificate, edge }: DomainSettings): void {
  if (domain !== null && edge !== false) checkEdgeCertificate(certificate)
  if (domain !== null) return
  for (const [name, value] of Object.entries({ hostedZone, certificate }))
    if (value !== null) throw new InvalidSettings(`setting ${name}: needs the setting domain`)
}

function checkEdgeCertificate(certificate: string | null): void {
  if (!certificate?.includes(':us-east-1:'))
    throw new InvalidSettings(
      'setting certificate: an edge with a domain needs the ARN of a certificate for it in us-east-1; see docs/edge.md',
    )
}
