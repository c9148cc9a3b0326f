import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'

/**
 * Lets a function call itself, and no version of it. The policy is a resource of its own, made after the function: as part
 * of its role, role and function would wait for each other.
 */
export class CallsItself extends Policy {
  constructor(scope: Construct, id: string, { lambda }: { readonly lambda: LambdaFunction }) {
    super(scope, id, {
      statements: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [lambda.functionArn] }),
      ],
    })
    if (lambda.role !== undefined) this.attachToRole(lambda.role)
  }
}
