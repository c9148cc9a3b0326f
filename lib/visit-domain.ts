import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2'
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import { HostedZone } from 'aws-cdk-lib/aws-route53'
import { Construct } from 'constructs'
import type { HostTarget } from './host-records'
import type { VisitApi } from './visit-api'

export interface VisitDomainProps {
  readonly api: VisitApi
  /** The host, such as `visits.you.dev`. */
  readonly domain: string
  /** Id of the Route 53 zone that the host is in; null where the owner writes the records. */
  readonly hostedZone: string | null
  /** ARN of a certificate for the host, in the stack's region; null for one of the stack's own. */
  readonly certificate: string | null
}

/**
 * A host of the owner's for the API. Pages name it rather than the API, so they go on recording when the API is another:
 * after `destroy` and a new deploy, or in another region.
 */
export class VisitDomain extends Construct {
  readonly target: HostTarget

  constructor(scope: Construct, id: string, { api, domain, hostedZone, certificate }: VisitDomainProps) {
    super(scope, id)
    const name = new DomainName(this, 'Name', {
      domainName: domain,
      certificate: certificateOf(this, { domain, hostedZone, certificate }),
    })
    new ApiMapping(this, 'Mapping', { api: api.api, stage: api.stage, domainName: name })
    this.target = {
      dnsName: name.regionalDomainName,
      hostedZoneId: name.regionalHostedZoneId,
      types: ['A'],
    }
  }
}

/**
 * CloudFormation waits for a certificate of its own until the record that proves the host is in DNS: it writes that itself
 * where it has the zone; where it has not, docs/domain.md says where it can be read meanwhile.
 */
function certificateOf(
  scope: Construct,
  { domain, hostedZone, certificate }: Omit<VisitDomainProps, 'api'>,
): ICertificate {
  if (certificate !== null) return Certificate.fromCertificateArn(scope, 'Certificate', certificate)
  const zone = hostedZone === null ? undefined : HostedZone.fromHostedZoneId(scope, 'Zone', hostedZone)
  return new Certificate(scope, 'Certificate', {
    domainName: domain,
    validation: CertificateValidation.fromDns(zone),
  })
}
