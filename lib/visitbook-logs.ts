import { RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup, LogGroupClass, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

/**
 * A log group that keeps a line for 30 days and goes with the stack: it holds nothing worth keeping longer. The class
 * for infrequent access costs half to write and can be asked as well, but has no metrics; a group cannot change its own.
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
