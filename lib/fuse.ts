import { Stack } from 'aws-cdk-lib'
import { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { type FuseOrder, stageName } from '../lambda/contract'

/**
 * What the rollup function needs for the fuse: it may change the limits of this API's one stage, and read how often
 * functions were called, which CloudWatch grants for all metrics or for none. The name of the stage begins with a sign
 * that a path may write in two ways.
 */
export function fuseStatements(scope: Construct, apiId: string, topic?: string): PolicyStatement[] {
  const { partition, region } = Stack.of(scope)
  const stageOf = (name: string) => `arn:${partition}:apigateway:${region}::/apis/${apiId}/stages/${name}`
  return [
    new PolicyStatement({
      actions: ['apigateway:PATCH'],
      resources: [stageName, encodeURIComponent(stageName)].map(stageOf),
    }),
    new PolicyStatement({ actions: ['cloudwatch:GetMetricStatistics'], resources: ['*'] }),
    ...(topic === undefined ? [] : [new PolicyStatement({ actions: ['sns:Publish'], resources: [topic] })]),
  ]
}

/**
 * Has the fuse checked when this stack was updated: CloudFormation sets the limits of the settings again where it
 * touches the stage, and a pause must outlast that. Events of AWS itself cost nothing.
 */
export class FuseAfterDeploy extends Rule {
  constructor(scope: Construct, id: string, { rollup }: { readonly rollup: IFunction }) {
    const order: { fuse: FuseOrder } = { fuse: 'check' }
    super(scope, id, {
      eventPattern: {
        source: ['aws.cloudformation'],
        detailType: ['CloudFormation Stack Status Change'],
        detail: {
          'stack-id': [Stack.of(scope).stackId],
          'status-details': { status: ['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'] },
        },
      },
      targets: [new LambdaFunction(rollup, { event: RuleTargetInput.fromObject(order) })],
    })
  }
}
