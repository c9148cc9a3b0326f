import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { bytesOfQuery, resultsFolder } from '../lambda/contract'

export interface ArchiveWorkgroupProps {
  readonly name: string
  /** Where results are put. */
  readonly bucket: Pick<Bucket, 's3UrlForObject'>
}

/** Athena's group of queries over the archive. What a query reads is bounded, and nothing is billed while nobody asks. */
export class ArchiveWorkgroup extends CfnWorkGroup {
  constructor(scope: Construct, id: string, { name, bucket }: ArchiveWorkgroupProps) {
    super(scope, id, {
      name,
      description: 'Visitbook: queries over the archive of visits',
      recursiveDeleteOption: true, // the list of past queries must not keep a stack from going
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        bytesScannedCutoffPerQuery: bytesOfQuery,
        publishCloudWatchMetricsEnabled: false,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: bucket.s3UrlForObject(`${resultsFolder}/`),
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    })
  }
}
