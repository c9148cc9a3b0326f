import { join } from 'node:path'
import { Duration, Stack, Validations } from 'aws-cdk-lib'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import { outputs } from '../../lambda/contract'
import { addAlarms } from '../alarms'
import { notifyEnvironment } from '../settings/function-environment'
import type { NotifySetting } from '../settings/notify'
import { notifySettingsOf } from '../settings/notify-setting'
import type { Settings } from '../settings/settings'
import type { VisitTable } from '../visit-table'
import { VisitbookFunction } from '../visitbook-function'
import { Changes } from './changes'
import type { Mail } from './mail'
import { MessageSchedules } from './message-schedules'
import { watchesOf } from './message-watches'

export interface NotifyProps {
  readonly settings: Settings
  readonly notify: NotifySetting
  /** Folder of the bundled functions. */
  readonly bundles: string
  /** The Visitbook's name. */
  readonly namespace: string
  readonly table: VisitTable
  /** Null without the setting `notify.email`. */
  readonly mail: Mail | null
  /** Where alarms go; null for none. */
  readonly topic: ITopic | null
  /** Address of the dashboard, with a slash at its end. */
  readonly dashboard: string
}

/** Tells the owner who came: the function, what calls it, and what it sends by. Only the setting `notify` makes it. */
export class Notify extends Construct {
  readonly lambda: LambdaFunction
  readonly outputs: Readonly<Record<string, string>>

  constructor(scope: Construct, id: string, props: NotifyProps) {
    super(scope, id)
    const { settings, notify, table, mail, topic } = props
    const changes = new Changes(this, 'Changes', { table, wanted: notify })
    const schedules = new MessageSchedules(this, 'Schedules')
    Validations.of(this).acknowledge(schedules.acknowledgement())
    this.lambda = this.function(props, changes, schedules)
    changes.call(this.lambda)
    schedules.call(this.lambda, notifySettingsOf(notify, settings.zone).zone)
    const { queueName, queueUrl } = changes.unread
    if (topic !== null) addAlarms(this, topic, watchesOf({ queueName, stackName: Stack.of(this).stackName }))
    this.outputs = {
      [outputs.notify]: this.lambda.functionName,
      [outputs.unread]: queueUrl,
      ...mail?.records,
    }
  }

  private function(props: NotifyProps, changes: Changes, schedules: MessageSchedules): LambdaFunction {
    const { settings, notify, bundles, namespace, table, mail, dashboard } = props
    const place = {
      tableName: table.tableName,
      dashboard,
      mail: mail?.place ?? null,
      schedules: schedules.place,
    }
    const { lambda } = new VisitbookFunction(this, 'Notify', {
      namespace,
      bundle: join(bundles, 'notify'),
      environment: notifyEnvironment(settings, notify, place),
      memorySize: 512, // an idle hour costs by the MB, and a digest reads reports
      timeout: Duration.minutes(5), // 20 messages, each by ways that take 5 s at most
      table,
      actions: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'].map((name) => `dynamodb:${name}`),
      indexActions: ['dynamodb:Query'],
      statements: [...changes.reading(), ...schedules.making(), ...(mail?.sending() ?? [])],
    })
    lambda.configureAsyncInvoke({ retryAttempts: 2, maxEventAge: Duration.minutes(45) })
    return lambda
  }
}
