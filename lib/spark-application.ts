import { Stack } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { CfnApplication } from 'aws-cdk-lib/aws-emrserverless'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { type PagesSetting, resultsFolder, sparkProgram } from '../lambda/contract'

export interface SparkApplicationProps {
  readonly name: string
  /** The bucket of the archive. */
  readonly bucket: Pick<Bucket, 'bucketArn' | 'arnForObjects'>
  /** Where days that are counted from the archive are put. */
  readonly table: Pick<Table, 'tableArn' | 'tableName'>
  /** What is one page. */
  readonly pages: PagesSetting
}

/** Minutes without a job after which the workers go. */
const idleMinutes = 5

/** Bounds what a job may cost by mistake: about a dollar an hour. */
const most = { cpu: '16 vCPU', memory: '64 GB', disk: '400 GB' }

/** What a count from the archive uses: it reads marks and corrections, puts rollups, and ends what was begun for the day. */
const countActions = ['Query', 'BatchWriteItem', 'PutItem', 'DeleteItem'].map((name) => `dynamodb:${name}`)

/** Spark for jobs over the archive. Nothing is kept ready, so nothing is billed while no job runs. */
export class SparkApplication extends Construct {
  readonly applicationId: string
  /** The ARN of the role of its jobs. */
  readonly roleArn: string

  constructor(scope: Construct, id: string, { name, bucket, table, pages }: SparkApplicationProps) {
    super(scope, id)
    const told = {
      table: table.tableName,
      pages: JSON.stringify(pages),
      region: Stack.of(this).region,
      program: sparkProgram,
    }
    const application = new CfnApplication(this, 'Application', {
      name,
      type: 'SPARK',
      releaseLabel: 'emr-7.9.0',
      architecture: 'ARM64',
      autoStartConfiguration: { enabled: true },
      autoStopConfiguration: { enabled: true, idleTimeoutMinutes: idleMinutes },
      maximumCapacity: most,
      runtimeConfiguration: [
        {
          classification: 'spark-defaults',
          properties: Object.fromEntries(
            Object.entries(told).map(([name, value]) => [`spark.visitbook.${name}`, value]),
          ),
        },
      ],
    })
    this.applicationId = application.attrApplicationId
    const statements = [
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
      new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }),
      new PolicyStatement({
        actions: ['s3:PutObject', 's3:DeleteObject'], // Spark renames what it has written whole
        resources: [bucket.arnForObjects(`${resultsFolder}/*`)],
      }),
      new PolicyStatement({ actions: countActions, resources: [table.tableArn] }),
    ]
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('emr-serverless.amazonaws.com'),
      inlinePolicies: { Archive: new PolicyDocument({ statements }) },
    })
    this.roleArn = role.roleArn
  }
}
