import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

export interface LineCountProps {
  readonly logs: ILogGroup
  /** The Visitbook's name. */
  readonly namespace: string
  /** The field that marks a line to count, as `lambda/http/log.ts` writes it. */
  readonly field: string
}

/**
 * A metric named after the construct, in the Visitbook's namespace: the number of lines that have `field`.
 * Lambda's JSON format puts a logged object under `message`. No zeroes are sent, so nothing is paid until something
 * happens.
 */
export class LineCount extends MetricFilter {
  constructor(scope: Construct, id: string, { logs, namespace, field }: LineCountProps) {
    super(scope, id, {
      logGroup: logs,
      filterPattern: FilterPattern.exists(`$.message.${field}`),
      metricNamespace: namespace,
      metricName: id,
      metricValue: '1',
    })
  }
}
