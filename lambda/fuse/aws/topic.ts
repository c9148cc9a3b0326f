import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { Message } from '../message'

/** Sends messages to a topic. One that cannot be sent is logged: the fuse must not hang on it. */
export function topic(arn: string): (message: Message) => Promise<void> {
  const client = new SNSClient()
  return async ({ subject, text }) => {
    await client
      .send(new PublishCommand({ TopicArn: arn, Subject: subject, Message: text }))
      .catch((error: Error) => console.error({ unsent: subject, error: error.message }))
  }
}
