import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { table } from '../lambda/contract'

const text = (name: string) => ({ name, type: AttributeType.STRING })

/**
 * The table of today's salt, which is never copied. In the table of visits, a salt could be restored for 35 days, and
 * visitors of those days recognised by their addresses.
 */
export class SaltTable extends Table {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      partitionKey: text(table.partitionKey),
      sortKey: text(table.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY, // a new table makes a new salt: today's earlier visitors count once more
    })
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-DDB3',
      reason: 'Whatever is in it is to be forgotten; point-in-time recovery would keep it for 35 days.',
    })
  }
}
