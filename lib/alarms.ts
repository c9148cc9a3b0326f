import { Duration, Stack } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type CreateAlarmOptions,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import { table as tableNames } from '../lambda/contract'

export interface AlarmsProps {
  readonly topic: ITopic
  readonly apiId: string
  readonly recordName: string
  readonly rollupName: string
  readonly tableName: string
  /** Requests a second of a route that records. */
  readonly rate: number
}

/** An alarm: what it watches, and what its e-mail says of that and of the command that helps. */
export interface Watch
  extends Pick<CreateAlarmOptions, 'threshold' | 'treatMissingData' | 'comparisonOperator'> {
  readonly metric: IMetric
  readonly text: string
}

/** The share of what one recording route may take that makes an alarm when all routes take it for an hour. */
const busyShare = 0.1

/** Eight alarms; an account has ten free of charge, and messages have the other two. docs/operations.md explains each. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id)
    addAlarms(this, props.topic, watches(props, Stack.of(this).stackName))
  }
}

/** Makes an alarm of each watch, which writes to the topic. */
export function addAlarms(scope: Construct, topic: ITopic, all: Readonly<Record<string, Watch>>): void {
  const action = new SnsAction(topic)
  for (const [name, { text, ...watch }] of Object.entries(all)) {
    const alarm = new Alarm(scope, name, {
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: text,
      ...watch,
    })
    alarm.addAlarmAction(action)
  }
}

function watches(props: AlarmsProps, stack: string): Readonly<Record<string, Watch>> {
  return { ...ofRequests(props, stack), ...ofCounting(props, stack), ...ofTable(props, stack) }
}

function ofRequests({ apiId, recordName, rate }: AlarmsProps, stack: string): Record<string, Watch> {
  const api = (metricName: string, period: Duration) =>
    sum('AWS/ApiGateway', metricName, { ApiId: apiId }, period)
  const busy = Math.ceil(rate * 3600 * busyShare)
  return {
    ManyRequests: {
      metric: api('Count', Duration.hours(1)),
      threshold: busy,
      text: `${busy.toLocaleString('en')} requests or more came within an hour, a tenth of what the setting throttle lets one recording route take. If these are no readers: ./visitbook pause --stack ${stack}`,
    },
    Failing: {
      metric: api('5xx', Duration.minutes(15)),
      threshold: 10,
      text: `Ten requests or more failed within 15 minutes, so visits may be missing; beacons try again for a while. What failed: ./visitbook doctor, and the logs of stack ${stack}.`,
    },
    RecordThrottled: {
      metric: sum('AWS/Lambda', 'Throttles', { FunctionName: recordName }, Duration.minutes(15)),
      threshold: 1,
      text: 'Lambda had no room for the record function: the account runs as many functions at once as it may. Ask for more: aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000',
    },
  }
}

function ofCounting({ rollupName }: AlarmsProps, stack: string): Record<string, Watch> {
  const lambda = (metricName: string, period: Duration) =>
    sum('AWS/Lambda', metricName, { FunctionName: rollupName }, period)
  const again = `./visitbook rollup --stack ${stack}`
  return {
    RollupFailed: {
      metric: lambda('Errors', Duration.hours(1)),
      threshold: 1,
      text: `The hourly count failed or did not get through. It is tried again by itself; reports read the visits meanwhile. To see why: ${again}`,
    },
    RollupMissing: {
      metric: lambda('Invocations', Duration.hours(3)),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      text: `Nothing was counted for three hours, and monthlyVisits is not watched: the schedule may be off. To count now: ${again}. To mend the schedule: npm run deploy`,
    },
    DaysFailing: {
      metric: sum('Visitbook', 'FailingDays', {}, Duration.hours(1)),
      threshold: 1,
      text: `A day cannot be counted; all others are. Health in the dashboard names it and why. Once that is mended: ${again}`,
    },
  }
}

function ofTable({ tableName }: AlarmsProps, stack: string): Record<string, Watch> {
  const throttled = (dimensions: Record<string, string>) =>
    sum('AWS/DynamoDB', 'WriteThrottleEvents', { TableName: tableName, ...dimensions }, Duration.minutes(15))
  const text = `Writes were put off, because more came than the table takes. An import slows down by itself. If there is none, a site has more visits than a partition takes (setting shards), or this is a flood: ./visitbook pause --stack ${stack}`
  return {
    WritesThrottled: { metric: throttled({}), threshold: 100, text },
    IndexWritesThrottled: {
      metric: throttled({ GlobalSecondaryIndexName: tableNames.index.name }),
      threshold: 100,
      text,
    },
  }
}

export const sum = (
  namespace: string,
  metricName: string,
  dimensionsMap: Record<string, string>,
  period: Duration,
): IMetric => new Metric({ namespace, metricName, dimensionsMap, period, statistic: 'Sum' })
