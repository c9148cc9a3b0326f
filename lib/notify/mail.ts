import { Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { MailPlace } from '../../lambda/contract'
import { MailTopic } from '../mail-topic'
import { mailDomain } from '../settings/notify-setting'

export interface MailProps {
  /** The owner's address. */
  readonly email: string
  /** Address that e-mail comes from; null where it comes by the topic. */
  readonly from: string | null
}

/**
 * What e-mail goes by: a topic with the owner's address, which must confirm once; with `from`, SES, which sends for the domain of
 * that address once its DNS has three records. The topic is there then, too, for alarms.
 */
export class Mail extends Construct {
  readonly topic: MailTopic
  readonly place: MailPlace
  /** The DNS records that SES waits for, by the names of outputs. */
  readonly records: Readonly<Record<string, string>>

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MailProps,
  ) {
    super(scope, id)
    const { email, from } = props
    this.topic = new MailTopic(this, 'Topic', { email })
    this.place = { topic: this.topic.topicArn, email, from }
    this.records = from === null ? {} : this.recordsOf(mailDomain(from))
  }

  private recordsOf(domain: string): Readonly<Record<string, string>> {
    const { dkimRecords } = new EmailIdentity(this, 'Domain', { identity: Identity.domain(domain) })
    return Object.fromEntries(
      dkimRecords.map(({ name, value }, at) => [`MailRecord${at + 1}`, `${name} CNAME ${value}`]),
    )
  }

  /**
   * What the function needs that sends. In its sandbox, SES asks for a grant on the address that gets the mail as well, which then is an
   * identity of the account, too.
   */
  sending(): PolicyStatement[] {
    const { email, from } = this.props
    if (from === null)
      return [new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] })]
    return [
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        resources: [mailDomain(from), email].map((one) => this.identityArn(one)),
        conditions: { StringEquals: { 'ses:FromAddress': from } },
      }),
    ]
  }

  /**
   * What the function needs that says whether e-mail arrives. SES grants the state of its account, and the addresses that it gave up, as a whole or
   * not at all.
   */
  asking(): PolicyStatement[] {
    const { email, from } = this.props
    if (from === null)
      return [new PolicyStatement({ actions: ['sns:GetTopicAttributes'], resources: [this.topic.topicArn] })]
    return [
      new PolicyStatement({
        actions: ['ses:GetEmailIdentity'],
        resources: [mailDomain(from), email].map((one) => this.identityArn(one)),
      }),
      new PolicyStatement({ actions: ['ses:GetAccount', 'ses:GetSuppressedDestination'], resources: ['*'] }),
    ]
  }

  private identityArn(resourceName: string): string {
    return Stack.of(this).formatArn({ service: 'ses', resource: 'identity', resourceName })
  }
}
