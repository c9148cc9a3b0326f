import { type Acknowledgment, type CfnElement, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { resultsFolder } from '../lambda/contract'
import type { Settings } from './settings/settings'

export type VisitArchiveProps = Pick<Settings, 'archiveDays' | 'retentionDays' | 'retainData'>

/** What the function writes. */
const folders = ['visits', 'networks']

/** A file is made some hours after its day, at most two days later. */
const madeWithin = 2

/** A result of a query holds visits too, and knows nothing of what is erased later. */
const resultDays = 7

/**
 * The archive: all visits as Parquet, in a bucket of their own. No versions are kept, so that what is erased is gone. S3's
 * own keys encrypt it, so that an object's ETag is the MD5 of its bytes, by which unchanged files are left alone.
 */
export class VisitArchive extends Bucket {
  constructor(scope: Construct, id: string, { retainData, retentionDays, archiveDays }: VisitArchiveProps) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      autoDeleteObjects: !retainData, // a bucket that holds anything cannot be removed
      removalPolicy: retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
      lifecycleRules: [
        { prefix: 'visits/', expiration: Duration.days((archiveDays ?? retentionDays) + madeWithin) },
        { prefix: `${resultsFolder}/`, expiration: Duration.days(resultDays) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    })
  }

  /** What the function needs that writes it. */
  writing(): PolicyStatement[] {
    return [
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucketArn] }),
      new PolicyStatement({
        actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        resources: folders.map((folder) => this.arnForObjects(`${folder}/*`)),
      }),
    ]
  }

  /** Rules of cdk-nag's AwsSolutions that it breaks on purpose, each with the reason. */
  acknowledgements(): Acknowledgment[] {
    const id = Stack.of(this).getLogicalId(this.node.defaultChild as CfnElement)
    return [
      {
        id: 'AwsSolutions-S1',
        reason:
          'One function and its owner use it; a log of that would be a second bucket, and cost more than the first.',
      },
      ...folders.map((folder) => ({
        id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/${folder}/*]`,
        reason:
          'Names of files have site and day in them. No other folder of this one bucket can be written.',
      })),
    ]
  }
}
