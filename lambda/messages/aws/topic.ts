import { GetTopicAttributesCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { MailService } from '../mail-service'
import { topicTrouble } from '../mail-trouble'

export interface TopicPlace {
  readonly arn: string
  /** The address that the topic was made with. */
  readonly email: string
}

/** E-mail by a topic: plain text, under a subject in ASCII. */
export function topicMail(
  { arn, email }: TopicPlace,
  client: Pick<SNSClient, 'send'> = new SNSClient({ maxAttempts: 2 }),
): MailService {
  return {
    async send({ subject, text }, abortSignal) {
      const publish = new PublishCommand({ TopicArn: arn, Subject: subject, Message: text })
      const { MessageId } = await client.send(publish, { abortSignal })
      return `SNS took it as ${MessageId}`
    },
    async trouble() {
      try {
        const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn: arn }))
        const { SubscriptionsConfirmed, SubscriptionsPending } = Attributes
        return topicTrouble({
          ...{ arn, email },
          confirmed: Number(SubscriptionsConfirmed ?? 0),
          pending: Number(SubscriptionsPending ?? 0),
        })
      } catch (error) {
        console.error({ unknownTopic: (error as Error).message })
        return null
      }
    },
  }
}
