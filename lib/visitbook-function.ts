import type { Duration } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { table as tableNames } from '../lambda/contract'
import { LineCount } from './line-count'
import { VisitbookLogs } from './visitbook-logs'

export interface VisitbookFunctionProps {
  /** The Visitbook's name. */
  readonly namespace: string
  /** Folder of the bundle, with `index.js`. */
  readonly bundle: string
  readonly environment: Readonly<Record<string, string>>
  readonly timeout: Duration
  /** In MB; CPU grows with it, up to a whole one at 1,769. */
  readonly memorySize: number
  readonly table: Table
  /** Other tables on which it uses the same actions. */
  readonly alsoTables?: readonly Table[]
  /** Tables from which it takes single items and nothing else. */
  readonly readTables?: readonly Table[]
  /** The only DynamoDB actions that it uses on the table. */
  readonly actions: readonly string[]
  /** Actions that it uses on the table's index. */
  readonly indexActions?: readonly string[]
  /** What else it may do. */
  readonly statements?: readonly PolicyStatement[]
}

/** A function with its logs and a role of its own. */
export class VisitbookFunction extends Construct {
  readonly lambda: LambdaFunction
  readonly logs: ILogGroup
  readonly unavailable: LineCount

  constructor(scope: Construct, id: string, props: VisitbookFunctionProps) {
    super(scope, id)
    const { namespace, bundle, environment, timeout, memorySize } = props
    this.logs = new VisitbookLogs(this, 'Logs')
    this.lambda = new LambdaFunction(this, 'Function', {
      code: Code.fromAsset(bundle),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize,
      timeout,
      environment,
      role: this.role(props),
      logGroup: this.logs,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO, // refusals are logged, and counted, at INFO
      systemLogLevelV2: SystemLogLevel.WARN, // no START, END or REPORT: a visit leaves no line
    })
    this.unavailable = new LineCount(this, 'Unavailable', {
      logs: this.logs,
      namespace,
      field: 'unavailable',
    })
  }

  /**
   * Replaces AWS's basic execution policy, which may write to every log group. When CloudFormation fills it in, the log
   * group's ARN ends in `:*`, its streams; Lambda chooses their names itself.
   */
  private role(props: VisitbookFunctionProps): Role {
    const {
      table,
      alsoTables = [],
      readTables = [],
      actions,
      indexActions = [],
      statements: more = [],
    } = props
    const tables = [table, ...alsoTables]
    const statements = [
      new PolicyStatement({ actions: [...actions], resources: tables.map(({ tableArn }) => tableArn) }),
      ...readTables.map(
        ({ tableArn }) => new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [tableArn] }),
      ),
      ...(indexActions.length === 0
        ? []
        : [
            new PolicyStatement({
              actions: [...indexActions],
              resources: [`${table.tableArn}/index/${tableNames.index.name}`],
            }),
          ]),
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logs.logGroupArn],
      }),
      ...more,
    ]
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Visitbook: new PolicyDocument({ statements }) },
    })
  }
}
