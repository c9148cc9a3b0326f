import { CfnRecordSet } from 'aws-cdk-lib/aws-route53'
import type { Construct } from 'constructs'

/** What a host leads to, as Route 53 knows it. */
export interface HostTarget {
  readonly dnsName: string
  readonly hostedZoneId: string
  /** `A`, and `AAAA` where it has addresses of IPv6. */
  readonly types: readonly ('A' | 'AAAA')[]
}

export interface HostRecordsProps {
  readonly domain: string
  readonly hostedZone: string
  readonly target: HostTarget
}

/**
 * Points a host at what answers for it. With and without an edge these are the same resources: CloudFormation makes a new one
 * before it deletes the old, and Route 53 refuses a second record of one name.
 */
export function pointHost(scope: Construct, { domain, hostedZone, target }: HostRecordsProps): void {
  const { dnsName, hostedZoneId, types } = target
  for (const type of types)
    new CfnRecordSet(scope, `Host${type}`, {
      ...{ hostedZoneId: hostedZone, name: domain, type },
      aliasTarget: { dnsName, hostedZoneId },
    })
}
