import { RemovalPolicy } from 'aws-cdk-lib'
import { LogGroup, LogGroupClass, type LogGroupProps, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

export type VisitbookLogsProps = Pick<LogGroupProps, 'logGroupClass' | 'logGroupName'>

/**
 * A log group that keeps a line for 30 days and is deleted with the stack: it holds nothing worth keeping longer. The
 * infrequent-access class costs half as much to write and can be queried as well, but has no metrics; a log group
 * cannot change its class. CloudFormation names it, except where an AWS service writes to it: for names below
 * /aws/vendedlogs/ the account's one policy, which may have 5,120 characters, needs no line for each.
 */
export class VisitbookLogs extends LogGroup {
  constructor(scope: Construct, id: string, props: VisitbookLogsProps = {}) {
    super(scope, id, {
      logGroupClass: LogGroupClass.STANDARD,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      ...props,
    })
  }
}
