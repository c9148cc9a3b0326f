import type { MailPlace } from '../contract'
import { onDemand } from '../domain/cache'
import type { MailService } from './mail-service'

/** What sends e-mail for a deployed service. Its client is loaded with the first message. */
export function deployedMail({ topic, email, from }: MailPlace): MailService {
  const service = onDemand(async (): Promise<MailService> => {
    if (from !== null) return (await import('./aws/mail')).senderMail({ from, email })
    return (await import('./aws/topic')).topicMail({ arn: topic, email })
  })
  return {
    send: async (written, signal) => (await service()).send(written, signal),
    trouble: async () => (await service()).trouble(),
  }
}
