import type { Acknowledgment } from 'aws-cdk-lib'

/** Rules of cdk-nag's AwsSolutions that the stack breaks on purpose, each with the reason. */
export const acknowledgements: readonly Acknowledgment[] = [
  {
    id: 'AwsSolutions-APIG4',
    reason:
      'Recording must be open to anonymous visitors, and the query function checks a bearer token itself, in ' +
      'constant time against hashes; an authorizer would be a second function to call and to pay for.',
  },
  {
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'CloudWatch grants GetMetricStatistics for all metrics or for none; the rollup function asks it how many requests ' +
      'the month has had. Likewise SES GetAccount and GetSuppressedDestination: the query function asks whether e-mail arrives.',
  },
]

/** Those that the edge breaks. */
export const edgeAcknowledgements: readonly Acknowledgment[] = [
  { id: 'AwsSolutions-CFR1', reason: 'Readers may be in any country.' },
  {
    id: 'AwsSolutions-CFR2',
    reason:
      'A firewall costs $5 a month and more when idle; limits of API Gateway and the list of sites stand behind the edge.',
  },
  { id: 'AwsSolutions-CFR3', reason: 'A log of requests would hold the addresses of visitors.' },
  {
    id: 'AwsSolutions-CFR4',
    reason:
      'The host that CloudFront gives has a certificate that admits old TLS; one of the owner’s does not.',
  },
]

/** Those that Spark breaks. @param bucket the logical id of the archive's */
export const sparkAcknowledgements = (bucket: string): readonly Acknowledgment[] =>
  ['*', 'results/*'].map((files) => ({
    id: `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${files}]`,
    reason: 'A job reads any file of the archive, and names those of its results itself.',
  }))
