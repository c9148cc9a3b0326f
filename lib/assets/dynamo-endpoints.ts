import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { RegionInfo } from 'aws-cdk-lib/region-info'

/** The three kinds of endpoint that CloudFormation cannot name; `lambda/store/light/environment.ts` reads them. */
const kinds = {
  fips: { UseFIPS: true, UseDualStack: false },
  dualStack: { UseFIPS: false, UseDualStack: true },
  fipsDualStack: { UseFIPS: true, UseDualStack: true },
} as const

type Endpoints = Readonly<Record<keyof typeof kinds, string>>

/**
 * Returns DynamoDB's FIPS and dual-stack endpoints in every partition, by the SDK's own rules, with `{region}` for the
 * region.
 */
export function specialEndpoints(): Readonly<Record<string, Endpoints>> {
  const { endpointProvider } = new DynamoDBClient({ region: 'none' }).config
  const endpoint = (Region: string, flags: (typeof kinds)[keyof typeof kinds]) =>
    endpointProvider({ Region, ...flags }).url.origin.replace(Region, '{region}')
  const endpoints = ({ name }: RegionInfo) =>
    Object.fromEntries(
      Object.entries(kinds).map(([kind, flags]) => [kind, endpoint(name, flags)]),
    ) as Endpoints
  return Object.fromEntries(RegionInfo.regions.map((region) => [region.partition, endpoints(region)]))
}
