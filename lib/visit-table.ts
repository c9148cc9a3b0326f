import { RemovalPolicy } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { table } from '../lambda/contract'
import type { Settings } from './settings/settings'

export interface VisitTableProps {
  /** Whether the table outlives its stack. A first deploy that fails leaves none, which the next one would not know of. */
  readonly retainData: boolean
  readonly throttle: Settings['throttle']
  readonly notify: Settings['notify']
}

/**
 * Routes by which visits come, POST /visits, GET /record and GET /leaf.gif, and reports of what was read of them. Twice what they may take together is more than a
 * flood can write, so a visit is never put off by it: to wait for the table would cost more in Lambda than the write. An
 * import waits.
 */
const recordingRoutes = 4

const text = (name: string) => ({ name, type: AttributeType.STRING })

/**
 * The table of everything but today's salt. It is a `Table` and not a `TableV2`, because it stays in one region and
 * cdk-nag checks only this resource. It has no deletion protection: retaining already keeps the data from
 * CloudFormation, and protection would have to be lifted by hand before `retainData: false` could delete anything.
 */
export class VisitTable extends Table {
  constructor(scope: Construct, id: string, { retainData, throttle, notify }: VisitTableProps) {
    const maxWriteRequestUnits = 2 * recordingRoutes * throttle.record.rate
    super(scope, id, {
      partitionKey: text(table.partitionKey),
      sortKey: text(table.sortKey),
      timeToLiveAttribute: table.timeToLive,
      billingMode: BillingMode.PAY_PER_REQUEST,
      maxWriteRequestUnits,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Both images, because a stream cannot be changed, only made anew. Lambda reads it free of charge.
      ...(notify !== null && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
      removalPolicy: retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    })
    this.addGlobalSecondaryIndex({
      indexName: table.index.name,
      partitionKey: text(table.index.partitionKey),
      sortKey: text(table.index.sortKey),
      projectionType: ProjectionType.ALL,
      maxWriteRequestUnits,
    })
  }
}
