import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  GetSuppressedDestinationCommand,
  SESv2Client,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2'
import type { WrittenMessage } from '../../domain/message/written-message'
import type { MailService } from '../mail-service'
import { type SenderFacts, senderTrouble } from '../mail-trouble'

export interface SenderPlace {
  /** Where mail comes from, and where it goes. */
  readonly from: string
  readonly email: string
}

type Client = Pick<SESv2Client, 'send'>

/** E-mail by SES, from a domain of the owner's: text and HTML. */
export const senderMail = (
  place: SenderPlace,
  client: Client = new SESv2Client({ maxAttempts: 2 }),
): MailService => ({
  async send(written, abortSignal) {
    const { MessageId } = await client.send(sendingOf(place, written), { abortSignal })
    return `SES took it as ${MessageId}`
  },
  async trouble() {
    try {
      return senderTrouble(await factsOf(place, client))
    } catch (error) {
      console.error({ unknownSender: (error as Error).message })
      return null
    }
  },
})

const sendingOf = ({ from, email }: SenderPlace, { title, text, html }: WrittenMessage): SendEmailCommand =>
  new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [email] },
    Content: {
      Simple: {
        Subject: { Data: title, Charset: 'UTF-8' },
        Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
        Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }], // so that no absence is answered
      },
    },
  })

async function factsOf({ from, email }: SenderPlace, client: Client): Promise<SenderFacts> {
  const [domain, ofReceiver] = [domainOf(from), domainOf(email)]
  const isVerified = async (EmailIdentity: string) => {
    const identity = await orNone(client.send(new GetEmailIdentityCommand({ EmailIdentity })))
    return identity?.VerifiedForSendingStatus ?? false
  }
  const suppressed = new GetSuppressedDestinationCommand({ EmailAddress: email })
  const [account, isDomainVerified, isReceiverVerified, suppression] = await Promise.all([
    client.send(new GetAccountCommand({})),
    isVerified(domain),
    isVerified(ofReceiver === domain ? domain : email), // an address of a verified domain is verified
    orNone(client.send(suppressed)),
  ])
  return {
    ...{ domain, email, isDomainVerified, isReceiverVerified },
    suppressed: suppression?.SuppressedDestination?.Reason ?? null,
    isSandbox: account.ProductionAccessEnabled === false,
    isPaused: account.SendingEnabled === false,
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** What SES has none of, it answers by an error. */
const orNone = <T>(answer: Promise<T>): Promise<T | null> =>
  answer.catch((error: Error) => {
    if (error.name === 'NotFoundException') return null
    throw error
  })
