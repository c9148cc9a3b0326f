import {
  ActionAfterCompletion,
  ConflictException,
  CreateScheduleCommand,
  FlexibleTimeWindowMode,
  SchedulerClient,
} from '@aws-sdk/client-scheduler'
import type { NotifyOrder, NotifyPlace } from '../../contract'
import type { Schedules } from '../schedules'

export interface SchedulesPlace {
  readonly schedules: NotifyPlace['schedules']
  /** ARN of the function that is called, without a version. */
  readonly target: string
}

/** Lambda's queue tries what the schedule handed over; the hourly look finds what is lost on the way. */
const retries = { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 }

/**
 * One-time schedules, each of which deletes itself. Its name is made from message and time, so that of two functions one
 * makes it. It fires within a minute of its time.
 */
export function eventBridgeSchedules(
  { schedules: { group, role }, target }: SchedulesPlace,
  client = new SchedulerClient({}),
): Schedules {
  return {
    async at(time, id) {
      const order: NotifyOrder = { due: id }
      const moment = wholeSecond(time)
      const command = new CreateScheduleCommand({
        GroupName: group,
        Name: `${id}-${moment.replace(/\D/g, '')}`,
        ScheduleExpression: `at(${moment})`,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: FlexibleTimeWindowMode.OFF },
        ActionAfterCompletion: ActionAfterCompletion.DELETE,
        Target: { Arn: target, RoleArn: role, Input: JSON.stringify(order), RetryPolicy: retries },
      })
      await client.send(command).catch((error: unknown) => {
        if (!(error instanceof ConflictException)) throw error
      })
    },
  }
}

/** A schedule knows no fractions of a second: the next whole one, so that the message is due when it fires. */
function wholeSecond(time: string): string {
  return new Date(Math.ceil(Date.parse(time) / 1000) * 1000).toISOString().slice(0, 19)
}
