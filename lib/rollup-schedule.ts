import { Duration } from 'aws-cdk-lib'
import { Rule, Schedule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'

export interface RollupScheduleProps {
  readonly rollup: IFunction
}

/** Twenty minutes past each hour: an hour is closed ten minutes after its end. A run that fails is made up for by the next. */
export class RollupSchedule extends Rule {
  constructor(scope: Construct, id: string, { rollup }: RollupScheduleProps) {
    super(scope, id, { schedule: Schedule.cron({ minute: '20' }) })
    this.addTarget(new LambdaFunction(rollup, { retryAttempts: 0, maxEventAge: Duration.minutes(30) }))
  }
}
