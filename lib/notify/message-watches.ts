import { Duration } from 'aws-cdk-lib'
import { failedMessagesMetric } from '../../lambda/contract'
import { sum, type Watch } from '../alarms'

interface Watched {
  readonly queueName: string
  readonly stackName: string
}

/** Two alarms: with those of the setting `alarm` as many as an account has free of charge. docs/operations.md explains each. */
export const watchesOf = ({ queueName, stackName }: Watched): Readonly<Record<string, Watch>> => ({
  MessagesFailed: {
    metric: sum('Visitbook', failedMessagesMetric, {}, Duration.hours(1)),
    threshold: 1,
    text: 'A message could not be handed over, after seven tries in a day. It is kept. Which, and what was answered: ./visitbook messages. Once that is mended: ./visitbook messages --resend ID',
  },
  RecordsUnread: {
    metric: sum('AWS/SQS', 'NumberOfMessagesSent', { QueueName: queueName }, Duration.minutes(15)),
    threshold: 1,
    text: `A change of the table could not be read, so a message may be missing; no visit is. The queue has its place and not the record. See when it came: aws sqs receive-message --queue-url (output UnreadRecords of stack ${stackName}), approximateArrivalOfFirstRecord in DDBStreamBatchInfo. Then look at the visits of that minute: ./visitbook visits --from TIME. Why it failed is in the log of the notify function.`,
  },
})
