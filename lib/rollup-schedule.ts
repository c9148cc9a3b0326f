import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'

export interface RollupScheduleProps {
  readonly rollup: IFunction
}

/** The minute of each hour. An hour is closed ten minutes after its end, and a rule fires within a minute of its time. */
const minute = '12'

/**
 * Counts each hour once it is closed. An hour without visits costs one short run; four of them would double the bill of
 * an idle month. A busy hour is worth more: a run that fails, or that runs out of time before its days are done,
 * continues after a minute, and once more after two, before the next hour's run begins.
 */
export class RollupSchedule extends Rule {
  constructor(scope: Construct, id: string, { rollup }: RollupScheduleProps) {
    super(scope, id, { schedule: Schedule.cron({ minute }) })
    rollup.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.minutes(45) })
    this.addTarget(new LambdaFunction(rollup, { retryAttempts: 0, maxEventAge: Duration.minutes(30) }))
  }
}
