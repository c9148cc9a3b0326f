import { type Acknowledgment, Aws, Names, RemovalPolicy, TimeZone } from 'aws-cdk-lib'
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Schedule, ScheduleExpression, ScheduleGroup, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { Construct } from 'constructs'
import type { NotifyOrder, NotifyPlace } from '../../lambda/contract'

/** The minute of each hour of the zone: a summary of the hour before is due a minute after its end. */
const minute = '2'

/**
 * What calls the notify function at a time: each hour, for whatever is due and for the digest when it is its hour, and once for the next
 * try of a message, by a schedule that the function makes in a group of its own.
 */
export class MessageSchedules extends Construct {
  private readonly name: string
  private readonly group: ScheduleGroup
  private readonly role: Role

  constructor(scope: Construct, id: string) {
    super(scope, id)
    this.name = Names.uniqueResourceName(this, { separator: '-', maxLength: 64 })
    this.group = new ScheduleGroup(this, 'Group', { scheduleGroupName: this.name })
    this.group.applyRemovalPolicy(RemovalPolicy.DESTROY) // with the schedules in it
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    })
  }

  get place(): NotifyPlace['schedules'] {
    return { group: this.name, role: this.role.roleArn }
  }

  /** What the function needs that makes schedules. */
  making(): PolicyStatement[] {
    const schedules = `arn:${Aws.PARTITION}:scheduler:${Aws.REGION}:${Aws.ACCOUNT_ID}:schedule/${this.name}/*`
    return [
      new PolicyStatement({ actions: ['scheduler:CreateSchedule'], resources: [schedules] }),
      new PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [this.role.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    ]
  }

  /** The rule of cdk-nag's AwsSolutions that this breaks on purpose. */
  acknowledgement(): Acknowledgment {
    return {
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:schedule/${this.name}/*]`,
      reason: 'Each message has a schedule of its own name. The group holds no others.',
    }
  }

  /**
   * The role may call this function, and no version of it. The policy is a resource of its own, made after the function, which knows
   * the role: as part of the role, the two would wait for each other.
   */
  call(target: IFunction, zone: string): void {
    const invoke = new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [target.functionArn],
    })
    const policy = new Policy(this, 'Calls', { statements: [invoke], roles: [this.role] })
    const order: NotifyOrder = { hourly: true }
    const hourly = new Schedule(this, 'Hourly', {
      scheduleGroup: this.group,
      schedule: ScheduleExpression.cron({ minute, timeZone: TimeZone.of(zone) }),
      target: new LambdaInvoke(target, {
        role: this.role.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject(order),
        retryAttempts: 0, // the next hour's run does what this one did not
      }),
    })
    hourly.node.addDependency(policy, this.group) // the CDK writes the group's name and no reference
  }
}
