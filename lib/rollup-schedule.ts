import { Aws, Duration, TimeZone } from 'aws-cdk-lib'
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { Construct } from 'constructs'

export interface RollupScheduleProps {
  readonly rollup: IFunction
}

/** The minute of each hour. An hour is closed ten minutes after its end, and a schedule fires within a minute of its time. */
const minute = '12'

/**
 * Counts each hour once it is closed. An hour without visits costs one short run; four of them would double the bill of
 * an idle month. A busy hour is worth more: a run that fails, or that runs out of time before its days are done,
 * continues after a minute, and once more after two, before the next hour's run begins. The schedule itself hands each
 * run over once: what is delivered twice would run twice.
 */
export class RollupSchedule extends Construct {
  constructor(scope: Construct, id: string, { rollup }: RollupScheduleProps) {
    super(scope, id)
    rollup.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.minutes(45) })
    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.cron({ minute, timeZone: TimeZone.ETC_UTC }),
      target: new LambdaInvoke(rollup, {
        role: this.role(rollup),
        retryAttempts: 0,
        maxEventAge: Duration.minutes(30),
      }),
    })
  }

  /** May invoke this function, and no version of it, which CDK would add with a wildcard. */
  private role(rollup: IFunction): IRole {
    const invoke = new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [rollup.functionArn],
    })
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: { Rollup: new PolicyDocument({ statements: [invoke] }) },
    })
    return role.withoutPolicyUpdates()
  }
}
