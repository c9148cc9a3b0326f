import { Duration, Validations } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, FilterCriteria, type IFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { streamPatterns, type Wanted } from '../../lambda/store/items/stream-filter'

export interface ChangesProps {
  /** The table, with its stream. */
  readonly table: Table
  readonly wanted: Wanted
}

/**
 * Changes of the table, as far as they may be worth a message, in batches of at most ten seconds. A batch that fails is halved until
 * the record that fails is alone; where that was is put into a queue, which nobody polls.
 */
export class Changes extends Construct {
  readonly unread: Queue

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ChangesProps,
  ) {
    super(scope, id)
    this.unread = new Queue(this, 'Unread', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    Validations.of(this.unread).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is itself where failures go. Nothing reads it but its owner.',
    })
  }

  /** What the function needs that is called with them. Its role is asked for this when the mapping is made. */
  reading(): PolicyStatement[] {
    return [
      new PolicyStatement({
        actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
          (name) => `dynamodb:${name}`,
        ),
        resources: [this.streamArn],
      }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.unread.queueArn] }),
    ]
  }

  /** It begins with the oldest record there is: what was told of already is not told again. */
  call(target: IFunction): void {
    new EventSourceMapping(this, 'Mapping', {
      target,
      eventSourceArn: this.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(10),
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: this.unread.queueArn }) }, // the CDK's own grants more than to send
      filters: streamPatterns(this.props.wanted).map((pattern) => FilterCriteria.filter(pattern)),
    })
  }

  private get streamArn(): string {
    const { tableStreamArn } = this.props.table
    if (tableStreamArn === undefined) throw new Error('the table has no stream')
    return tableStreamArn
  }
}
