import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Annotations, Aws, CfnOutput, Duration, Validations } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { defaults, type EdgeTrust, inlineBeaconName, outputs } from '../lambda/contract'
import { acknowledgements } from './acknowledgements'
import {
  beaconSnippet,
  inlineBeaconHash,
  inlineBeaconSnippet,
  pinnedBeaconSnippet,
} from './assets/beacon-snippet'
import { bundleFunction } from './assets/bundle'
import { pointHost } from './host-records'
import { LineCount } from './line-count'
import { RollupSchedule } from './rollup-schedule'
import { SaltTable } from './salt-table'
import { type EdgeSecrets, edgeTrust, longestEdgeSecrets, noEdgeSecret } from './settings/edge-setting'
import { queryEnvironment, recordEnvironment, rollupEnvironment } from './settings/function-environment'
import type { Settings } from './settings/settings'
import { noSites } from './settings/site-setting'
import { VisitApi } from './visit-api'
import { VisitDomain } from './visit-domain'
import { VisitEdge } from './visit-edge'
import { VisitTable } from './visit-table'
import { VisitbookFunction } from './visitbook-function'

export interface VisitbookProps {
  readonly settings: Settings
  /** Folder in which the functions are bundled. */
  readonly buildFolder: string
  /** The secrets of the setting `edge`; null where none have been made yet. */
  readonly edgeSecrets?: EdgeSecrets | null | undefined
}

/** A whole Visitbook: table, functions, API. */
export class Visitbook extends Construct {
  constructor(scope: Construct, id: string, { settings, buildFolder, edgeSecrets = null }: VisitbookProps) {
    super(scope, id)
    Validations.of(this).acknowledge(...acknowledgements)
    if (settings.sites.length === 0) Annotations.of(this).addError(noSites)

    const table = new VisitTable(this, 'Visits', settings)
    const salts = new SaltTable(this, 'Salts')
    if (settings.edge !== false && edgeSecrets === null) Annotations.of(this).addError(noEdgeSecret)
    const secrets = edgeSecrets ?? longestEdgeSecrets
    const made = { settings, buildFolder, table, salts, trust: edgeTrust(settings, secrets) }
    const record = this.record(made)
    const query = this.query(made)
    new RollupSchedule(this, 'RollupSchedule', { rollup: this.rollup(made).lambda })

    const api = new VisitApi(this, 'Api', { record: record.lambda, query: query.lambda, ...settings })
    const { url, target, edge } = this.address(api, settings, secrets.current)
    edge?.node.addDependency(record.lambda, query.lambda) // they must know a new secret before the edge sends it
    const [code, inline] = [defaults.script, inlineBeaconName].map((name) =>
      readFileSync(join(buildFolder, 'record', name), 'utf8'),
    ) as [string, string]
    this.outputs({
      ApiUrl: url,
      DashboardUrl: `${url}/`,
      ...(edge !== null && settings.edge !== 'only' && { DirectUrl: api.url }),
      ...(target !== null && { DomainTarget: target }),
      BeaconSnippet: beaconSnippet(url, settings.script),
      BeaconSnippetPinned: pinnedBeaconSnippet(url, code, settings.script),
      BeaconSnippetInline: inlineBeaconSnippet(url, inline),
      BeaconSnippetInlineHash: inlineBeaconHash(inline),
      [outputs.table]: table.tableName,
      ...(Object.keys(settings.shards).length > 0 && { [outputs.shards]: JSON.stringify(settings.shards) }),
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

  private record({ settings, buildFolder, table, salts, trust }: Made): VisitbookFunction {
    const record = new VisitbookFunction(this, 'Record', {
      bundle: bundleFunction('record', join(buildFolder, 'record')),
      environment: recordEnvironment(settings, placeOf(table, salts), trust),
      memorySize: 256, // see bench/RESULTS.md, memory
      timeout: Duration.seconds(10), // a put is tried three times, three seconds each
      table,
      alsoTables: [salts],
      actions: ['dynamodb:PutItem', 'dynamodb:GetItem'], // visits, marks, refusals; today's salt
    })
    new LineCount(record, 'Refusals', { logs: record.logs, field: 'refusal' })
    if (trust !== null) new LineCount(record, 'OtherNetworks', { logs: record.logs, field: 'otherNetwork' })
    return record
  }

  private query({ settings, buildFolder, table, salts, trust }: Made): VisitbookFunction {
    return new VisitbookFunction(this, 'Query', {
      bundle: bundleFunction('query', join(buildFolder, 'query')),
      environment: queryEnvironment(settings, placeOf(table, salts), trust),
      memorySize: 512, // a report unpacks some hundred items
      timeout: Duration.seconds(29), // an HTTP API waits 30 s at most
      table,
      actions: allActions, // puts corrections, removes sites in batches
      indexActions: ['dynamodb:Query'],
    })
  }

  private rollup({ settings, buildFolder, table, salts }: Made): VisitbookFunction {
    return new VisitbookFunction(this, 'Rollup', {
      bundle: bundleFunction('rollup', join(buildFolder, 'rollup')),
      environment: rollupEnvironment(settings, placeOf(table, salts)),
      memorySize: 768, // counting a day of 100,000 visits keeps 25 MB; an idle hour costs by the MB
      timeout: Duration.minutes(15), // Lambda's longest; the next run continues with the rest
      table,
      actions: allActions, // deletes recount marks, puts the first and last day of sites, finishes erasures
    })
  }

  private outputs(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value })
  }
}

const allActions = ['Query', 'GetItem', 'DeleteItem', 'PutItem', 'BatchWriteItem'].map(
  (name) => `dynamodb:${name}`,
)

interface Address {
  /** Without a slash at its end. */
  readonly url: string
  /** Where the CNAME of the owner's host points; null where there is none. */
  readonly target: string | null
  /** Null where there is none. */
  readonly edge: VisitEdge | null
}

/** What the functions are made of. */
interface Made extends Pick<VisitbookProps, 'settings' | 'buildFolder'> {
  readonly table: VisitTable
  readonly salts: SaltTable
  readonly trust: EdgeTrust | null
}

const placeOf = (table: VisitTable, salts: SaltTable) => ({
  tableName: table.tableName,
  saltTableName: salts.tableName,
  partition: Aws.PARTITION,
  urlSuffix: Aws.URL_SUFFIX,
})
