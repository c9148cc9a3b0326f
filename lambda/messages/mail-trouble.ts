/** Whom a topic reaches. */
export interface TopicFacts {
  readonly arn: string
  readonly email: string
  readonly confirmed: number
  readonly pending: number
}

/** Says what keeps a topic's mail from arriving, and the remedy. */
export function topicTrouble({ arn, email, confirmed, pending }: TopicFacts): string | null {
  if (confirmed > 0) return null
  if (pending > 0)
    return `No message reaches ${email} before it has confirmed: click the link in the mail "AWS Notification - Subscription Confirmation"; look for it in spam, too.`
  return `${email} has ended its subscription or not confirmed it in time: subscribe it anew with aws sns subscribe --topic-arn ${arn} --protocol email --notification-endpoint ${email}`
}

/** How SES stands with a sender and a receiver. */
export interface SenderFacts {
  /** The domain that mail comes from. */
  readonly domain: string
  readonly email: string
  readonly isDomainVerified: boolean
  readonly isReceiverVerified: boolean
  /** Why SES sends nothing to the receiver any more; null where it does. */
  readonly suppressed: 'BOUNCE' | 'COMPLAINT' | null
  readonly isSandbox: boolean
  readonly isPaused: boolean
}

/** Says what keeps mail of SES from arriving, and the remedy: what comes first in setting it up comes first. */
export function senderTrouble(facts: SenderFacts): string | null {
  const { domain, email } = facts
  if (!facts.isDomainVerified)
    return `SES does not know yet that ${domain} is yours: put the DNS records into its zone that the stack’s outputs name; it takes minutes to hours after that.`
  if (facts.isPaused)
    return 'AWS has paused this account’s mail: the SES console, Account dashboard, says why and how to ask for it again.'
  if (facts.isSandbox && !facts.isReceiverVerified)
    return `SES is in its sandbox and sends to verified addresses alone: verify yours with aws sesv2 create-email-identity --email-identity ${email} and the link in the mail that comes, or ask for production access in the SES console.`
  if (facts.suppressed === null) return null
  const why = facts.suppressed === 'BOUNCE' ? 'bounced' : 'was marked as spam'
  return `Mail to ${email} ${why}, and SES sends it none any more: see to the address, then aws sesv2 delete-suppressed-destination --email-address ${email}`
}
