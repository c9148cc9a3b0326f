import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { table } from '../lambda/contract'

const text = (name: string) => ({ name, type: AttributeType.STRING })

/**
 * Where today's salt is, alone. From the table of visits it could be restored for 35 days, and visitors of those days be
 * told again by their addresses; of this one no copy is ever made.
 */
export class SaltTable extends Table {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      partitionKey: text(table.partitionKey),
      sortKey: text(table.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY, // a new one makes a new salt: who came already today counts once more
    })
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'Whatever is in it is to be forgotten; point-in-time recovery would keep it for 35 days.',
    })
  }
}
