import type { Acknowledgment } from 'aws-cdk-lib'

/** Rules of cdk-nag's AwsSolutions that the stack breaks on purpose, each with the reason. */
export const acknowledgements: readonly Acknowledgment[] = [
  {
    id: 'AwsSolutions-APIG4',
    reason:
      'Recording must be open to anonymous visitors, and the query function checks a bearer token itself, in ' +
      'constant time against hashes; an authorizer would be a second function to call and to pay for.',
  },
]
