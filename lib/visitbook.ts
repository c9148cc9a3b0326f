import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Annotations, Aws, CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { type Grant, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { CfnBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import {
  defaults,
  type EdgeTrust,
  type FuseSettings,
  inlineBeaconName,
  outputs,
  type StageLimits,
} from '../lambda/contract'
import { acknowledgements, sparkAcknowledgements } from './acknowledgements'
import { Alarms } from './alarms'
import { ArchiveTables } from './archive-tables'
import { ArchiveWorkgroup } from './archive-workgroup'
import {
  beaconSnippet,
  inlineBeaconHash,
  inlineBeaconSnippet,
  pinnedBeaconSnippet,
} from './assets/beacon-snippet'
import { CallsItself } from './calls-itself'
import { FuseAfterDeploy, fuseStatements } from './fuse'
import { pointHost } from './host-records'
import { LineCount } from './line-count'
import { MailTopic } from './mail-topic'
import { Mail } from './notify/mail'
import { Notify } from './notify/notify'
import { RollupSchedule } from './rollup-schedule'
import { SaltTable } from './salt-table'
import { edgeTrust, longestEdgeSecrets, noEdgeSecret } from './settings/edge-setting'
import {
  hasShards,
  queryEnvironment,
  recordEnvironment,
  rollupEnvironment,
} from './settings/function-environment'
import { parseSettings, type Settings } from './settings/settings'
import { noSites } from './settings/site-setting'
import { stageLimitsOf } from './settings/stage-limits'
import { SparkApplication } from './spark-application'
import { VisitApi } from './visit-api'
import { VisitArchive } from './visit-archive'
import { VisitDomain } from './visit-domain'
import { VisitEdge } from './visit-edge'
import { VisitTable } from './visit-table'
import { VisitbookFunction } from './visitbook-function'
import { nameOf, outputPrefix } from './visitbook-name'
import type { VisitbookProps } from './visitbook-props'

export { InvalidSettings } from './settings/invalid-settings'
export type { VisitbookProps } from './visitbook-props'

/**
 * A whole Visitbook: table, functions, API. A stack may have several, each with an id of its own. Its outputs begin with
 * that id: `ApiUrl`, `DashboardUrl`, `BeaconSnippet`, `TableName` and others.
 *
 * @example new Visitbook(this, 'Visitbook', { sites: ['you.github.io'] })
 */
export class Visitbook extends Construct {
  /** The table of visits, which outlives the stack unless `retainData` is false. */
  readonly table: Table
  /** All visits as Parquet, with the setting `archive`; otherwise null. It outlives the stack like the table. */
  readonly archive: VisitArchive | null
  readonly api: HttpApi
  /** The address that pages and readers call, without a slash at its end; the dashboard is at `/`. */
  readonly url: string
  /** The function that records visits. */
  readonly record: LambdaFunction
  /** The function that answers whoever has a token, and has the dashboard. */
  readonly query: LambdaFunction
  /** The function that counts closed hours and days, each hour. */
  readonly rollup: LambdaFunction
  /** The function that tells you who came, with the setting `notify`; otherwise null. */
  readonly notify: LambdaFunction | null

  private readonly moreOutputs: Record<string, string> = {}
  private readonly refusals: LineCount
  private readonly unavailable: LineCount

  /** @throws InvalidSettings with one line for each property at fault */
  constructor(
    scope: Construct,
    id: string,
    { bundles = join(__dirname, 'functions'), edgeSecrets = null, ...given }: VisitbookProps,
  ) {
    super(scope, id)
    const settings = parseSettings(given)
    Validations.of(this).acknowledge(...acknowledgements)
    if (settings.sites.length === 0) Annotations.of(this).addError(noSites)

    const table = new VisitTable(this, 'Visits', settings)
    const salts = new SaltTable(this, 'Salts')
    if (settings.edge !== false && edgeSecrets === null) Annotations.of(this).addError(noEdgeSecret)
    const secrets = edgeSecrets ?? longestEdgeSecrets
    const trust = edgeTrust(settings, secrets)
    const mail = this.mail(settings)
    const made = { settings, bundles, table, salts, trust, mail, namespace: nameOf(this) }
    const record = this.recordFunction(made)
    this.archive = settings.archive ? new VisitArchive(this, 'Archive', settings) : null
    Validations.of(this).acknowledge(...(this.archive?.acknowledgements() ?? []))
    if (this.archive !== null) this.askable(made, this.archive)
    this.table = table
    this.record = record.lambda
    this.query = this.queryFunction(made).lambda
    this.unavailable = record.unavailable
    this.refusals = new LineCount(record, 'Refusals', { ...made, logs: record.logs, field: 'refusal' })
    if (trust !== null)
      new LineCount(record, 'OtherNetworks', { ...made, logs: record.logs, field: 'otherNetwork' })

    const functions = { record: this.record, query: this.query }
    const limits = stageLimitsOf(settings.throttle)
    const api = new VisitApi(this, 'Api', { name: made.namespace, ...functions, limits })
    const topic = settings.alarm === null ? null : new MailTopic(this, 'Messages', { email: settings.alarm })
    this.rollup = this.rollupFunction(made, this.fuse(api, limits, topic)).lambda
    if (hasShards(settings)) new CallsItself(this, 'CallsItself', { lambda: this.rollup })
    if (topic !== null) this.alarms(made, api, topic)
    new RollupSchedule(this, 'RollupSchedule', { rollup: this.rollup })
    new FuseAfterDeploy(this, 'FuseAfterDeploy', { rollup: this.rollup })
    const address = this.address(api, settings, secrets.current)
    address.edge?.node.addDependency(this.record, this.query) // they must know a new secret before the edge sends it
    this.api = api.api
    this.url = address.url
    this.notify = this.notifyFunction(made, topic)
    this.outputs(made, address, api.url)
  }

  /** Lets a role or function read all that is in the table of visits and its index. Today's salt is in another. */
  grantRead(grantee: IGrantable): Grant {
    return this.table.grantReadData(grantee)
  }

  /**
   * About how many visits were recorded, without a line of log for each: the puts that the table of visits took. A visit
   * is one, however often its beacon was sent. So is what is rarer: a refusal that is kept, the mark of a site's day, a
   * rollup, a correction.
   *
   * @default sum over five minutes
   */
  metricVisits(props?: MetricOptions): Metric {
    return this.table.metric('SuccessfulRequestLatency', {
      dimensionsMap: { TableName: this.table.tableName, Operation: 'PutItem' },
      statistic: 'SampleCount',
      ...props,
    })
  }

  /**
   * How many beacons were turned away, whatever the reason.
   *
   * @default sum over five minutes
   */
  metricRefusals(props?: MetricOptions): Metric {
    return this.refusals.metric({ statistic: 'Sum', ...props })
  }

  /**
   * How many requests were answered 503 by any of the functions, because the table did not answer in time.
   *
   * @default sum over five minutes
   */
  metricUnavailable(props?: MetricOptions): Metric {
    return this.unavailable.metric({ statistic: 'Sum', ...props })
  }

  /**
   * How many runs of the hourly count failed. One that fails goes on twice before the next hour's.
   *
   * @default sum over five minutes
   */
  metricRollupErrors(props?: MetricOptions): Metric {
    return this.rollup.metricErrors(props)
  }

  private recordFunction({ settings, bundles, namespace, table, salts, trust }: Made): VisitbookFunction {
    return new VisitbookFunction(this, 'Record', {
      namespace,
      bundle: join(bundles, 'record'),
      environment: recordEnvironment(settings, placeOf(table, salts), trust),
      memorySize: 256, // see bench/RESULTS.md, memory
      timeout: Duration.seconds(10), // a put is tried three times, three seconds each
      table,
      alsoTables: [salts],
      actions: ['dynamodb:PutItem', 'dynamodb:GetItem'], // visits, marks, refusals; today's salt
      statements: settings.engagement ? [mayAddTo(table)] : [],
    })
  }

  private queryFunction({
    settings,
    bundles,
    namespace,
    table,
    salts,
    trust,
    mail,
  }: Made): VisitbookFunction {
    return new VisitbookFunction(this, 'Query', {
      namespace,
      bundle: join(bundles, 'query'),
      environment: queryEnvironment(settings, placeOf(table, salts), trust, mail?.place),
      memorySize: 512, // a report unpacks some hundred items
      timeout: Duration.seconds(29), // an HTTP API waits 30 s at most
      table,
      readTables: [salts], // today's salt, by which it tells the owner's own browser
      actions: allActions, // puts corrections, removes sites in batches
      indexActions: ['dynamodb:Query'],
      statements: mail?.asking() ?? [],
    })
  }

  private rollupFunction(
    { settings, bundles, namespace, table, salts }: Made,
    fuse: FuseSettings,
  ): VisitbookFunction {
    return new VisitbookFunction(this, 'Rollup', {
      namespace,
      bundle: join(bundles, 'rollup'),
      environment: rollupEnvironment(settings, placeOf(table, salts), fuse, this.archive?.bucketName),
      memorySize: 768, // counting a day of 100,000 visits keeps 25 MB; an idle hour costs by the MB
      timeout: Duration.minutes(15), // Lambda's longest; the next run continues with the rest
      table,
      actions: allActions, // deletes recount marks, puts the first and last day of sites, finishes erasures; keeps the fuse
      statements: [...fuseStatements(this, fuse.apiId, fuse.topic), ...(this.archive?.writing() ?? [])],
    })
  }

  private mail({ notify }: Settings): Mail | null {
    if (notify === null || notify.email === null) return null
    return new Mail(this, 'Mail', { email: notify.email, from: notify.from })
  }

  /** Alarms of messages go where all others do, or else where the messages go. */
  private notifyFunction(made: Made, topic: MailTopic | null): LambdaFunction | null {
    const { settings, mail } = made
    const { notify } = settings
    if (notify === null) return null
    const to = { topic: topic ?? mail?.topic ?? null, dashboard: `${this.url}/` }
    const { lambda, outputs: more } = new Notify(this, 'Notify', { ...made, ...to, notify })
    Object.assign(this.moreOutputs, more)
    return lambda
  }

  /** What lets engines ask the archive. */
  private askable(made: Made, bucket: VisitArchive): void {
    const { namespace, settings } = made
    const id = Stack.of(this).getLogicalId(bucket.node.defaultChild as CfnBucket)
    const name = namespace.toLowerCase().replaceAll('-', '_')
    const { database } = new ArchiveTables(this, 'Tables', { name, bucket })
    const workgroup = new ArchiveWorkgroup(this, 'Workgroup', { name: namespace, bucket })
    Object.assign(this.moreOutputs, {
      [outputs.archive]: bucket.bucketName,
      [outputs.database]: database,
      [outputs.workgroup]: workgroup.ref,
      ...(settings.spark && this.spark(made, bucket, id)),
    })
  }

  private spark(
    { namespace: name, settings: { pages }, table }: Made,
    bucket: VisitArchive,
    bucketId: string,
  ): Readonly<Record<string, string>> {
    Validations.of(this).acknowledge(...sparkAcknowledgements(bucketId))
    const { applicationId, roleArn } = new SparkApplication(this, 'Spark', { name, bucket, table, pages })
    return { [outputs.spark]: applicationId, [outputs.sparkRole]: roleArn }
  }

  /** What the fuse works with. */
  private fuse({ api }: VisitApi, limits: StageLimits, topic: MailTopic | null): FuseSettings {
    const { stackName } = Stack.of(this)
    const prefix = outputPrefix(this)
    return {
      ...{ apiId: api.apiId, limits },
      functions: [this.record.functionName, this.query.functionName],
      stackName: prefix === '' ? stackName : `${stackName}/${prefix}`,
      ...(topic !== null && { topic: topic.topicArn }),
    }
  }

  private alarms({ settings, table }: Made, { api }: VisitApi, topic: MailTopic): void {
    new Alarms(this, 'Alarms', {
      ...{ topic, apiId: api.apiId, rate: settings.throttle.record.rate },
      recordName: this.record.functionName,
      rollupName: this.rollup.functionName,
      tableName: table.tableName,
    })
  }

  /** What pages and readers call: the owner's host, or else the edge's, or else the API's own. */
  private address(api: VisitApi, settings: Settings, secret: string): Address {
    const { domain, hostedZone, edge: wanted } = settings
    const edge =
      wanted === false ? null : new VisitEdge(this, 'Edge', { apiUrl: api.url, secret, ...settings })
    if (domain === null) return { url: edge?.url ?? api.url, target: null, edge }
    const { target } = edge ?? new VisitDomain(this, 'Domain', { ...settings, api, domain })
    if (hostedZone !== null) pointHost(this, { domain, hostedZone, target })
    return { url: `https://${domain}`, target: target.dnsName, edge }
  }

  private outputs({ settings, bundles }: Made, { url, target, edge }: Address, apiUrl: string): void {
    const [code, inline] = [defaults.script, inlineBeaconName].map((name) =>
      readFileSync(join(bundles, 'record', name), 'utf8'),
    ) as [string, string]
    const values = {
      ApiUrl: url,
      DashboardUrl: `${url}/`,
      ...(edge !== null && settings.edge !== 'only' && { DirectUrl: apiUrl }),
      ...(target !== null && { DomainTarget: target }),
      [outputs.snippet]: beaconSnippet(url, settings),
      BeaconSnippetPinned: pinnedBeaconSnippet(url, code, settings),
      BeaconSnippetInline: inlineBeaconSnippet(url, inline, settings),
      BeaconSnippetInlineHash: inlineBeaconHash(inline),
      [outputs.table]: this.table.tableName,
      [outputs.fuse]: this.rollup.functionName,
      ...this.moreOutputs,
      ...(Object.keys(settings.shards).length > 0 && { [outputs.shards]: JSON.stringify(settings.shards) }),
    }
    for (const [name, value] of Object.entries(values))
      new CfnOutput(this, name, { value }).overrideLogicalId(`${outputPrefix(this)}${name}`)
  }
}

const allActions = ['Query', 'GetItem', 'DeleteItem', 'PutItem', 'BatchWriteItem'].map(
  (name) => `dynamodb:${name}`,
)

/** What was read is added to a visit. */
const mayAddTo = ({ tableArn }: VisitTable): PolicyStatement =>
  new PolicyStatement({ actions: ['dynamodb:UpdateItem'], resources: [tableArn] })

interface Address {
  /** Without a slash at its end. */
  readonly url: string
  /** Where the CNAME of the owner's host points; null where there is none. */
  readonly target: string | null
  /** Null where there is none. */
  readonly edge: VisitEdge | null
}

/** What the functions are made of. */
interface Made {
  readonly settings: Settings
  readonly bundles: string
  readonly namespace: string
  readonly table: VisitTable
  readonly salts: SaltTable
  readonly trust: EdgeTrust | null
  /** Null where no e-mail is sent. */
  readonly mail: Mail | null
}

const placeOf = (table: VisitTable, salts: SaltTable) => ({
  tableName: table.tableName,
  saltTableName: salts.tableName,
  partition: Aws.PARTITION,
  urlSuffix: Aws.URL_SUFFIX,
})
