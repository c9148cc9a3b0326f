import { Aws } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'

/** A topic with one e-mail address, which must confirm once, and to which alarms may write. It takes TLS alone. */
export class MailTopic extends Topic {
  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id, { enforceSSL: true })
    this.addSubscription(new EmailSubscription(email))
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
  }
}
