import { RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup, LogGroupClass, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

/**
 * A log group that keeps a line for 30 days and is deleted with the stack: it holds nothing worth keeping longer. The
 * infrequent-access class costs half as much to write and can be queried as well, but has no metrics; a log group
 * cannot change its class.
 */
export class VisitbookLogs extends LogGroup {
  constructor(scope: Construct, id: string, logGroupClass = LogGroupClass.STANDARD) {
    super(scope, id, {
      logGroupClass,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    })
  }
}
