import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, type CfnElement, Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { AwsSolutionsChecks } from 'cdk-nag'
import { alarmsOfMessages, alarmsOfSetting } from '../../bench/cost/of-settings'
import { routes } from '../../lambda/api/routes'
import { networkColumns } from '../../lambda/archive/network-columns'
import { visitColumns } from '../../lambda/archive/visit-columns'
import { defaults, outputs, sparkProgram } from '../../lambda/contract'
import { Refusal, Unavailable } from '../../lambda/domain/errors'
import { settlingTime } from '../../lambda/domain/rollup/day-plan'
import { logError } from '../../lambda/http/log'
import { hashOf } from '../../lambda/http/token-secret'
import { streamPatterns } from '../../lambda/store/items/stream-filter'
import { acknowledgements, edgeAcknowledgements } from '../../lib/acknowledgements'
import { inlineBeaconCode } from '../../lib/assets/beacon-code'
import { inlineBeaconHash } from '../../lib/assets/beacon-snippet'
import { bundleFunctions } from '../../lib/assets/bundle'
import { answeredByHeaders, viewerHeaders } from '../../lib/edge-headers'
import { InvalidSettings, Visitbook, type VisitbookProps } from '../../lib/visitbook'
import { VisitbookApp } from '../../lib/visitbook-app'

/** The only test file that imports aws-cdk-lib, which costs many seconds. */

process.env.CDK_VALIDATION = 'false' // CDK's own check of a template, 7 s of CPU for each; `.ci/run` synthesises with it

const root = join(__dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'visitbook-'))
const bundles = bundleFunctions(join(folder, 'build')) // once, for all apps
const appOf = (context: Record<string, unknown>) =>
  new VisitbookApp({
    ...{ context, bundles, outdir: mkdtempSync(join(folder, 'out-')) },
    secretFile: join(folder, 'no-secret.json'), // a developer may have one
  })

const app = appOf({
  sites: 'you.github.io,*.b.dev',
  visitbook: { throttle: { query: { rate: 5, burst: 9 } } },
})
const template = Template.fromStack(app.stack)

// biome-ignore lint/suspicious/noExplicitAny: a CloudFormation resource is whatever its type says
type Resource = Record<string, any>
const resources = (type: string): [string, Resource][] => Object.entries(template.findResources(type))
const properties = (type: string) => resources(type).map(([, { Properties }]) => Properties)
const idOf = (type: string, start: string) =>
  resources(type).find(([id]) => id.startsWith(start))?.[0] as string
const record = idOf('AWS::Lambda::Function', 'Record')
const query = idOf('AWS::Lambda::Function', 'Query')
const rollup = idOf('AWS::Lambda::Function', 'RollupFunction')

describe('the table', () => {
  const attribute = (name: string) => ({ AttributeName: name, AttributeType: 'S' })
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' },
    { AttributeName: range, KeyType: 'RANGE' },
  ]

  test('of visits is on demand, with its keys, its index, expiry and recovery; that of salts has none of these but keys', () => {
    expect(properties('AWS::DynamoDB::Table')).toEqual([
      {
        AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map(attribute),
        KeySchema: keys('pk', 'sk'),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'gsi1',
            KeySchema: keys('gsi1pk', 'gsi1sk'),
            Projection: { ProjectionType: 'ALL' },
            OnDemandThroughput: { MaxWriteRequestUnits: 800 },
          },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        OnDemandThroughput: { MaxWriteRequestUnits: 800 },
        TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
      {
        AttributeDefinitions: ['pk', 'sk'].map(attribute),
        KeySchema: keys('pk', 'sk'),
        BillingMode: 'PAY_PER_REQUEST',
      },
    ])
  })

  test('outlives the stack, but not a first deploy that failed', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    })
  })

  test('goes with the stack when retainData is false', () => {
    const { stack } = appOf({ sites: 'you.github.io', retainData: 'false' })
    Template.fromStack(stack).hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete' })
  })
})

/** CloudFormation takes a resource of another logical id for a new one, and deletes the old one, or makes an empty table. */
test('an upgrade keeps table, address and dashboard: their logical ids stay, and nothing that replaces them has a name of ours', () => {
  const ids = ['AWS::DynamoDB::Table', 'AWS::ApiGatewayV2::Api', 'AWS::ApiGatewayV2::Stage'].flatMap((type) =>
    resources(type).map(([id]) => id),
  )
  expect(ids).toEqual(['VisitsA586527A', 'Salts9906AE52', 'ApiHttp17514DA7', 'ApiStage4697DF29'])
  expect(properties('AWS::DynamoDB::Table').filter(({ TableName }) => TableName !== undefined)).toEqual([])
})

describe('the functions', () => {
  test.each([
    ['record', record, 256, 10],
    ['query', query, 512, 29],
    ['rollup', rollup, 768, 900],
  ])('%s runs Node 24 on ARM64 with JSON logs and no reserved concurrency', (name, id, memory, seconds) => {
    const { Properties } = template.findResources('AWS::Lambda::Function')[id] as Resource
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: memory,
      Timeout: seconds,
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' },
    })
    expect(Properties.Environment.Variables.NODE_OPTIONS).toBe(
      name === 'record' ? undefined : '--enable-source-maps',
    )
    if (name !== 'rollup') expect(Properties.Environment.Variables.SITES).toBe('you.github.io,*.b.dev')
    expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions')
  })

  test('record learns from CloudFormation which AWS it is in', () => {
    const { Properties } = template.findResources('AWS::Lambda::Function')[record] as Resource
    expect(Properties.Environment.Variables).toMatchObject({
      PARTITION: { Ref: 'AWS::Partition' },
      URL_SUFFIX: { Ref: 'AWS::URLSuffix' },
    })
  })

  /** The stage's name begins with a sign that a path may write in two ways. */
  const stageArn = (name: string) => ({
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':apigateway:',
        { Ref: 'AWS::Region' },
        '::/apis/',
        { Ref: idOf('AWS::ApiGatewayV2::Api', 'Api') },
        `/stages/${name}`,
      ],
    ],
  })
  const ofFuse = [
    { Effect: 'Allow', Action: 'apigateway:PATCH', Resource: [stageArn('$default'), stageArn('%24default')] },
    { Effect: 'Allow', Action: 'cloudwatch:GetMetricStatistics', Resource: '*' }, // CloudWatch knows no narrower grant
  ]

  const ofReports = { Effect: 'Allow', Action: 'dynamodb:UpdateItem' } // and none on the salt

  test.each([
    ['Record', ['dynamodb:GetItem', 'dynamodb:PutItem'], null],
    [
      'Query',
      [
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
      ],
      'dynamodb:Query',
    ],
    [
      'RollupRole',
      [
        'dynamodb:BatchWriteItem',
        'dynamodb:DeleteItem',
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
      ],
      null,
    ],
  ])(
    '%s may do %j on the table and %s on its index, write its own log, and nothing else',
    (name, actions, onIndex) => {
      const { Properties } = template.findResources('AWS::IAM::Role')[
        idOf('AWS::IAM::Role', name)
      ] as Resource
      const arn = (type: string, start: string) => ({ 'Fn::GetAtt': [idOf(type, start), 'Arn'] })
      const index = { 'Fn::Join': ['', [arn('AWS::DynamoDB::Table', 'Visits'), '/index/gsi1']] }
      expect(Properties.ManagedPolicyArns).toBeUndefined()
      expect(Properties.Policies).toHaveLength(1)
      expect(Properties.Policies[0].PolicyDocument.Statement).toEqual([
        {
          Effect: 'Allow',
          Action: actions,
          Resource:
            name === 'Record'
              ? ['Salts', 'Visits'].map((one) => arn('AWS::DynamoDB::Table', one))
              : arn('AWS::DynamoDB::Table', 'Visits'),
        },
        ...(name === 'Query'
          ? [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn('AWS::DynamoDB::Table', 'Salts') }]
          : []),
        ...(onIndex === null ? [] : [{ Effect: 'Allow', Action: onIndex, Resource: index }]),
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: arn('AWS::Logs::LogGroup', `${name.replace('Role', '')}Logs`),
        },
        ...(name === 'Record' ? [{ ...ofReports, Resource: arn('AWS::DynamoDB::Table', 'Visits') }] : []),
        ...(name === 'RollupRole' ? ofFuse : []),
      ])
    },
  )

  test('record may not change what is there with the setting engagement off, and no snippet reports', () => {
    const { stack } = appOf({ sites: 'you.github.io', engagement: 'false' })
    const own = Template.fromStack(stack)
    expect(JSON.stringify(own.findResources('AWS::IAM::Role'))).not.toContain('UpdateItem')
    expect(JSON.stringify(template.findResources('AWS::IAM::Role'))).toContain('UpdateItem')
    const { Outputs } = own.toJSON() as { Outputs: Record<string, { Value: unknown }> }
    for (const name of ['BeaconSnippet', 'BeaconSnippetPinned', 'BeaconSnippetInline'])
      expect(JSON.stringify(Outputs[name]?.Value)).toMatch(/ data-engagement=\\"off\\">/)
    expect(JSON.stringify(template.toJSON().Outputs.BeaconSnippet)).not.toContain('data-engagement')
  })

  /** The actions that code asks for, by the SDK's commands or by our own client. */
  function actionsIn(code: string): string[] {
    const commands = [...code.matchAll(/new (\w+)Command\(/g)].map(([, command]) => command as string)
    const calls = [...code.matchAll(/'(\w+Item)'/g)].map(([, action]) => action as string)
    return [...commands, ...calls].map(
      (action) => `dynamodb:${action.replace(/^(Put|Get|Delete|Update|BatchWrite)$/, '$&Item')}`,
    )
  }

  /** Nothing on this machine checks IAM, so a command without its grant would be found by the first visitor. */
  test.each([
    ['Record', ['light/item-table']],
    [
      'Query',
      [
        'dynamo/item-reader',
        'dynamo/single-visit',
        'dynamo/recorded-sites',
        'dynamo/query-pages',
        'dynamo/correction-store',
        'dynamo/mine-store',
        'dynamo/site-removal',
        'dynamo/wildcard-place',
        'dynamo/batch-write',
        'dynamo/refusal-query-store',
        'dynamo/rollup-reader',
        'dynamo/rollup-store',
        'dynamo/rollup-erasure',
      ],
    ],
  ])('%s may do what %j ask of DynamoDB, no less and no more', (name, stores) => {
    const code = stores.map((store) => readFileSync(join(root, `lambda/store/${store}.ts`), 'utf8')).join()
    const used = new Set(actionsIn(code))
    const { Properties } = template.findResources('AWS::IAM::Role')[idOf('AWS::IAM::Role', name)] as Resource
    const statements = Properties.Policies[0].PolicyDocument.Statement as { Action: string | string[] }[]
    const allowed = statements.flatMap(({ Action }) => Action).filter((action) => /^dynamodb:/.test(action))
    expect(new Set(allowed)).toEqual(used)
  })

  test('their roles are all the IAM there is, without a wildcard but for reading metrics', () => {
    const types = Object.values(template.toJSON().Resources as Record<string, Resource>).map(
      ({ Type }) => Type,
    )
    expect(types.filter((type) => type.startsWith('AWS::IAM::'))).toEqual([
      'AWS::IAM::Role',
      'AWS::IAM::Role',
      'AWS::IAM::Role',
      'AWS::IAM::Role',
    ])
    const text = JSON.stringify(properties('AWS::IAM::Role'))
    expect(
      text.replace('"cloudwatch:GetMetricStatistics","Effect":"Allow","Resource":"*"', ''),
    ).not.toContain('*')
  })

  test('where a site has several shards, the rollup function may call itself, and nothing else is added', () => {
    const templateOf = (visitbook: object) =>
      Template.fromStack(appOf({ sites: 'you.github.io', visitbook }).stack)
    const sharded = templateOf({ shards: { 'you.github.io': 2 } })
    const function_ = sharded.findResources('AWS::Lambda::Function')[rollup] as Resource
    expect(function_.Properties.Environment.Variables.CALLS_ITSELF).toBe('true')
    expect(
      Object.values(sharded.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties),
    ).toEqual([
      expect.objectContaining({
        PolicyDocument: expect.objectContaining({
          Statement: [
            { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': [rollup, 'Arn'] } },
          ],
        }),
        Roles: [{ Ref: idOf('AWS::IAM::Role', 'RollupRole') }],
      }),
    ])
    for (const settings of [{}, { shards: { 'you.github.io': 1 } }]) {
      const single = templateOf(settings)
      expect(single.findResources('AWS::IAM::Policy')).toEqual({})
      expect(JSON.stringify(single.toJSON())).not.toContain('CALLS_ITSELF')
    }
  })

  test('every log is kept for 30 days and goes with the stack', () => {
    const logs = resources('AWS::Logs::LogGroup').map(([, log]) => log)
    expect(logs).toHaveLength(4)
    for (const log of logs)
      expect(log).toMatchObject({ DeletionPolicy: 'Delete', Properties: { RetentionInDays: 30 } })
  })

  test('only the log of all requests is of the class for infrequent access, which can have no metrics', () => {
    const rare = resources('AWS::Logs::LogGroup').filter(
      ([, { Properties }]) => Properties.LogGroupClass === 'INFREQUENT_ACCESS',
    )
    expect(rare.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['ApiRequests'])
  })

  test('only the log of all requests has a name of ours, for which the account’s policy of logs need not grow', () => {
    const names = properties('AWS::Logs::LogGroup').map(({ LogGroupName }) => LogGroupName)
    expect(names.filter((name) => name !== undefined)).toEqual(['/aws/vendedlogs/Visitbook/requests'])
  })
})

test('an hour is counted within a quarter of an hour of its end, once it is closed', () => {
  const [{ ScheduleExpression }] = properties('AWS::Scheduler::Schedule') as [{ ScheduleExpression: string }]
  const minute = Number(/^cron\((\d+) \* \* \* \? \*\)$/.exec(ScheduleExpression)?.[1])
  expect([minute > settlingTime / 60_000, minute < 15]).toEqual([true, true])
})

test('a run that fails or does not get through goes on twice before the next hour’s', () => {
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: rollup },
    MaximumRetryAttempts: 2,
    MaximumEventAgeInSeconds: 2700,
  })
})

test('closed hours are counted every hour, by a schedule that may invoke that one function and nothing else', () => {
  const role = idOf('AWS::IAM::Role', 'RollupScheduleRole')
  const function_ = { 'Fn::GetAtt': [rollup, 'Arn'] }
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    State: 'ENABLED',
    ScheduleExpressionTimezone: 'Etc/UTC',
    Target: Match.exact({
      Arn: function_,
      RoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
      RetryPolicy: { MaximumEventAgeInSeconds: 1800, MaximumRetryAttempts: 0 },
    }),
  })
  const { Properties } = template.findResources('AWS::IAM::Role')[role] as Resource
  expect(Properties.Policies[0].PolicyDocument.Statement).toEqual([
    { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: function_ },
  ])
  expect(Properties.AssumeRolePolicyDocument.Statement[0].Condition).toEqual({
    StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
  })
})

describe('the API', () => {
  const lambdaOf = ({ Target }: Resource) => {
    const integration = Target['Fn::Join'][1][1].Ref
    return template.findResources('AWS::ApiGatewayV2::Integration')[integration]?.Properties.IntegrationUri[
      'Fn::GetAtt'
    ][0]
  }

  test('has each route of the contract, answered by its function without an authorizer', () => {
    const made = properties('AWS::ApiGatewayV2::Route').map((route) => [route.RouteKey, lambdaOf(route)])
    const expected = [
      ...routes.record.map((key) => [key, record]),
      ...routes.query.map((key) => [key, query]),
    ]
    expect(made.sort()).toEqual(expected.sort())
  })

  test('leaves CORS to the record function', () => {
    expect(properties('AWS::ApiGatewayV2::Api')).toEqual([{ Name: 'Visitbook', ProtocolType: 'HTTP' }])
  })

  test('may call a function by every route that leads to it', () => {
    const sources = (id: string) =>
      properties('AWS::Lambda::Permission')
        .filter(({ FunctionName }) => FunctionName['Fn::GetAtt'][0] === id)
        .map(({ SourceArn }) => SourceArn['Fn::Join'][1].at(-1))
    const path = (key: string) => `/*/*${key.split(' ')[1] ?? ''}` // $default: every ARN, its own has two segments
    expect(sources(record)).toEqual(routes.record.map(path))
    expect(sources(query)).toEqual(routes.query.map(path))
  })

  test('has limits of their own for recording, for querying with a token and for what is open', () => {
    const limit = { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9 }
    const open = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 }
    const openRoutes = [
      ...['GET /openapi.json', 'GET /health', 'HEAD /health'],
      ...['GET /', 'GET /shared/{id}', '$default'],
    ]
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: limit,
      RouteSettings: Match.exact(
        Object.fromEntries([
          ...routes.record.map((key) => [key, { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 }]),
          ...openRoutes.map((key) => [key, open]),
        ]),
      ),
    })
  })

  test('makes the stage after the routes that its limits name', () => {
    const [[, stage]] = resources('AWS::ApiGatewayV2::Stage') as [[string, Resource]]
    expect(stage.DependsOn).toEqual(
      expect.arrayContaining(resources('AWS::ApiGatewayV2::Route').map(([id]) => id)),
    )
  })

  test('logs neither address nor user agent nor path', () => {
    const [{ AccessLogSettings }] = properties('AWS::ApiGatewayV2::Stage') as [Resource]
    expect(AccessLogSettings.Format.split(' ')).toEqual([
      '$context.status',
      '$context.responseLatency',
      '$context.requestId',
      '$context.routeKey',
      '$context.integrationErrorMessage',
    ])
  })
})

describe('the metrics', () => {
  const filters = (start: string) =>
    resources('AWS::Logs::MetricFilter')
      .filter(([id]) => id.startsWith(start))
      .map(([, { Properties }]) => ({
        pattern: Properties.FilterPattern,
        ...Properties.MetricTransformations[0],
      }))

  const metric = (field: string, MetricName: string) => ({
    pattern: `{ $.message.${field} = "*" }`,
    MetricNamespace: 'Visitbook',
    MetricName,
    MetricValue: '1',
  })

  test('count refusals, and what is unavailable, by the field of the log line', () => {
    expect(filters('Record')).toEqual([metric('unavailable', 'Unavailable'), metric('refusal', 'Refusals')])
    expect(filters('Query')).toEqual([metric('unavailable', 'Unavailable')])
    expect(filters('Rollup')).toEqual([metric('unavailable', 'Unavailable')])
  })

  test.each([
    ['info', 'refusal', new Refusal('site not listed', 'no')],
    ['warn', 'unavailable', new Unavailable('DynamoDB: TimeoutError')],
  ] as const)('the functions log at %s a line with the field %s', (level, field, error) => {
    const line = jest.spyOn(console, level).mockImplementation()
    logError(error, 'POST /visits')
    expect(line).toHaveBeenCalledWith(expect.objectContaining({ [field]: expect.any(String) }))
    line.mockRestore()
  })
})

test('an update of this stack has the fuse checked, so that a deploy keeps a pause', () => {
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.cloudformation'],
      'detail-type': ['CloudFormation Stack Status Change'],
      detail: {
        'stack-id': [{ Ref: 'AWS::StackId' }],
        'status-details': { status: ['UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'] },
      },
    },
    Targets: [Match.objectLike({ Arn: { 'Fn::GetAtt': [rollup, 'Arn'] }, Input: '{"fuse":"check"}' })],
  })
})

test('the fuse knows the limits that the stage has', () => {
  const [{ DefaultRouteSettings, RouteSettings }] = properties('AWS::ApiGatewayV2::Stage') as [Resource]
  const { Properties } = template.findResources('AWS::Lambda::Function')[rollup] as Resource
  const { limits } = JSON.parse(
    Properties.Environment.Variables.FUSE['Fn::Join'][1]
      .map((part: unknown) => (typeof part === 'string' ? part : 'x'))
      .join(''),
  )
  const setting = ({ rate, burst }: Resource) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst })
  expect(setting(limits.others)).toEqual(DefaultRouteSettings)
  expect(Object.entries<Resource>(limits.routes).map(([key, limit]) => [key, setting(limit)])).toEqual(
    Object.entries(RouteSettings),
  )
})

test('a stack of one’s own may set what any stack may, and its name is on the bill', () => {
  const { stack } = new VisitbookApp({
    context: { sites: 'you.github.io' },
    bundles,
    stackProps: { terminationProtection: true, tags: { owner: 'me' } },
  })
  expect(stack.terminationProtection).toBe(true)
  expect(stack.tags.tagValues()).toEqual({ visitbook: 'Visitbook', owner: 'me' })
})

test('the outputs are ready to use', () => {
  const url = { 'Fn::GetAtt': [idOf('AWS::ApiGatewayV2::Api', 'Api'), 'ApiEndpoint'] }
  const joined = (...parts: unknown[]) => ({ Value: { 'Fn::Join': ['', parts] } })
  const pinned = expect.stringMatching(
    /^\/visitbook\.[0-9a-f]{16}\.js" integrity="sha384-.{64}" crossorigin="anonymous"><\/script>$/,
  )
  const inline = inlineBeaconCode()
  expect(template.toJSON().Outputs).toEqual({
    ApiUrl: { Value: url },
    DashboardUrl: joined(url, '/'),
    BeaconSnippet: joined('<script defer src="', url, '/visitbook.js"></script>'),
    BeaconSnippetPinned: joined('<script defer src="', url, pinned),
    BeaconSnippetInline: joined('<script data-service="', url, `">${inline}</script>`),
    BeaconSnippetInlineHash: { Value: inlineBeaconHash(inline) },
    TableName: { Value: { Ref: idOf('AWS::DynamoDB::Table', 'Visits') } },
    FuseFunction: { Value: { Ref: rollup } },
  })
})

describe('with an edge', () => {
  const secrets = { current: 'c'.repeat(43), previous: 'p'.repeat(43) }
  const secretFile = join(folder, 'edge-secret.json')
  writeFileSync(secretFile, JSON.stringify(secrets))
  const made = (settings: object) =>
    new VisitbookApp({
      context: { visitbook: { sites: ['you.github.io'], edge: true, ...settings } },
      bundles,
      outdir: mkdtempSync(join(folder, 'out-')),
      secretFile,
    })
  const app = made({})
  const own = Template.fromStack(app.stack)
  const one = (type: string, start = '') =>
    Object.entries(own.findResources(type)).find(([id]) => id.startsWith(start)) as [string, Resource]
  const [, { Properties, DependsOn }] = one('AWS::CloudFront::Distribution')
  const { DistributionConfig: config } = Properties
  const policy = (kind: string, { [`${kind}Id`]: { Ref: id } }: Resource) =>
    own.findResources(`AWS::CloudFront::${kind}`)[id]?.Properties[`${kind}Config`]

  test('it asks the API alone, over TLS, and says by a header who it is', () => {
    const apiUrl = { 'Fn::GetAtt': ['ApiHttp17514DA7', 'ApiEndpoint'] }
    expect(config.Origins).toEqual([
      expect.objectContaining({
        DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', apiUrl] }] },
        OriginCustomHeaders: [{ HeaderName: 'x-visitbook-edge', HeaderValue: secrets.current }],
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] },
      }),
    ])
    expect(config).toMatchObject({ HttpVersion: 'http2and3', IPV6Enabled: true })
  })

  test('the secret stands where CloudFront sends it and nowhere else, and the functions have hashes of both', () => {
    const { Resources, Outputs } = structuredClone(own.toJSON())
    for (const id of Object.keys(own.findResources('AWS::CloudFront::Distribution'))) delete Resources[id]
    expect(JSON.stringify({ Resources, Outputs })).not.toMatch(/ccccc|ppppp/)
    const known = [secrets.current, secrets.previous].map((one) => hashOf(one).toString('hex'))
    for (const start of ['Record', 'Query']) {
      const [, { Properties }] = one('AWS::Lambda::Function', start)
      expect(JSON.parse(Properties.Environment.Variables.EDGE)).toEqual({
        secrets: known,
        only: false,
        url: null,
      })
    }
  })

  test('the functions know a new secret before the edge sends it', () => {
    const functions = ['Record', 'Query'].map((start) => one('AWS::Lambda::Function', start)[0])
    expect(DependsOn).toEqual(expect.arrayContaining(functions))
  })

  test('all that decides an answer is handed on, in two policies of ten headers at most, and never the host', () => {
    const { DefaultCacheBehavior: behaviour } = config
    const asked = policy('OriginRequestPolicy', behaviour)
    const kept = policy('CachePolicy', behaviour).ParametersInCacheKeyAndForwardedToOrigin
    expect(asked.HeadersConfig.Headers).toEqual(viewerHeaders)
    expect(kept.HeadersConfig.Headers).toEqual(answeredByHeaders)
    for (const { length } of [viewerHeaders, answeredByHeaders]) expect(length).toBeLessThanOrEqual(10)
    expect([...viewerHeaders, ...answeredByHeaders]).not.toContain('Host')
    expect(asked.HeadersConfig.Headers).not.toContain('Authorization') // CloudFront refuses it there
    expect([asked, kept].map((one) => one.QueryStringsConfig.QueryStringBehavior)).toEqual(['all', 'all'])
    expect(behaviour.AllowedMethods).toEqual(expect.arrayContaining(['POST', 'DELETE', 'PATCH', 'OPTIONS']))
  })

  test('an answer is kept for as long as it says, and an error never', () => {
    const policies = Object.values(own.findResources('AWS::CloudFront::CachePolicy'))
    expect(policies.map(({ Properties }) => Properties.CachePolicyConfig)).toEqual(
      Array(2).fill(expect.objectContaining({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 31_536_000 })),
    )
    expect(config.CacheBehaviors).toEqual([expect.objectContaining({ PathPattern: '*.js' })])
    expect(config.CustomErrorResponses).toEqual(
      expect.arrayContaining([404, 503].map((ErrorCode) => ({ ErrorCode, ErrorCachingMinTTL: 0 }))),
    )
  })

  test('the outputs name it, and the API’s own address too while that is open', () => {
    const [id] = one('AWS::CloudFront::Distribution')
    const url = { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [id, 'DomainName'] }]] }
    expect(own.toJSON().Outputs).toMatchObject({ ApiUrl: { Value: url }, DirectUrl: {} })
    const closed = Template.fromStack(made({ edge: 'only' }).stack).toJSON()
    expect(closed.Outputs).not.toHaveProperty('DirectUrl')
    expect(JSON.stringify(closed)).toContain('\\"only\\":true')
  })

  test('a host of the owner’s leads to it', () => {
    const certificate = 'arn:aws:acm:us-east-1:123456789012:certificate/0-1'
    const domain = 'visits.you.dev'
    const named = Template.fromStack(made({ domain, certificate, hostedZone: 'Z0123' }).stack)
    named.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: [domain],
        ViewerCertificate: { AcmCertificateArn: certificate, MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    })
    named.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0)
    const records = named.findResources('AWS::Route53::RecordSet')
    expect(Object.values(records).map(({ Properties }) => Properties.Type)).toEqual(['A', 'AAAA'])
    const before = Template.fromStack(
      appOf({ visitbook: { sites: ['a.dev'], domain, hostedZone: 'Z0123' } }).stack,
    )
    const [[id]] = Object.entries(before.findResources('AWS::Route53::RecordSet')) as [[string, unknown]]
    expect(Object.keys(records)).toContain(id) // it is changed, and not made beside the old one
    expect(named.toJSON().Outputs.ApiUrl.Value).toBe(`https://${domain}`)
  })

  test('nothing that an upgrade must keep is made anew by it', () => {
    const kept = Object.keys(template.toJSON().Resources)
    expect(Object.keys(own.toJSON().Resources)).toEqual(expect.arrayContaining(kept))
  })

  test('cdk-nag finds what is acknowledged, and nothing else', () => {
    const found = (checks: AwsSolutionsChecks) =>
      checks.validateScope(app.stack).violations.map(({ ruleName }) => ruleName)
    expect(found(new AwsSolutionsChecks())).toEqual([])
    const deaf = Object.defineProperty(new AwsSolutionsChecks(), 'isAcknowledged', { value: () => false })
    const acknowledged = edgeAcknowledgements.map(({ id }) => id)
    expect(found(deaf)).toEqual(expect.arrayContaining(acknowledged))
  })

  test('is not deployed without a secret', () => {
    const { stack } = appOf({ visitbook: { sites: ['you.github.io'], edge: true } })
    expect(() => Template.fromStack(stack)).toThrow(/\.\/visitbook rotate edge/)
  })
})

describe('with a host of the owner’s', () => {
  const domain = 'visits.you.dev'
  const made = (settings: object) => appOf({ visitbook: { sites: ['you.github.io'], domain, ...settings } })
  const certificate = `arn:aws:acm:eu-west-1:123456789012:certificate/0-1`

  test('the API is called by it, and whatever names the API names it', () => {
    const own = Template.fromStack(made({}).stack)
    const [certificateId = ''] = Object.keys(own.findResources('AWS::CertificateManager::Certificate'))
    own.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: domain,
      ValidationMethod: 'DNS',
      DomainValidationOptions: Match.absent(),
    })
    own.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: domain,
      DomainNameConfigurations: [{ CertificateArn: { Ref: certificateId }, EndpointType: 'REGIONAL' }],
    })
    own.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', {
      ApiId: { Ref: 'ApiHttp17514DA7' },
      Stage: '$default',
    })
    const { Outputs } = own.toJSON()
    expect(Outputs).toMatchObject({
      ApiUrl: { Value: `https://${domain}` },
      DashboardUrl: { Value: `https://${domain}/` },
      BeaconSnippet: { Value: `<script defer src="https://${domain}/visitbook.js"></script>` },
      DomainTarget: { Value: { 'Fn::GetAtt': [expect.stringMatching(/^DomainName/), 'RegionalDomainName'] } },
    })
    own.resourceCountIs('AWS::Route53::RecordSet', 0)
  })

  test('nothing that an upgrade must keep is made anew by it', () => {
    const { Resources } = Template.fromStack(made({}).stack).toJSON()
    expect(Object.keys(Resources)).toEqual(expect.arrayContaining(Object.keys(template.toJSON().Resources)))
  })

  test('in a zone of Route 53, CloudFormation proves it and points it at the API', () => {
    const own = Template.fromStack(made({ hostedZone: 'Z0123' }).stack)
    own.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainValidationOptions: [{ DomainName: domain, HostedZoneId: 'Z0123' }],
    })
    const name = (attribute: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp('^DomainName'), attribute] })
    own.hasResourceProperties('AWS::Route53::RecordSet', {
      Name: domain,
      Type: 'A',
      HostedZoneId: 'Z0123',
      AliasTarget: { DNSName: name('RegionalDomainName'), HostedZoneId: name('RegionalHostedZoneId') },
    })
  })

  test('a certificate that there is already is used', () => {
    const own = Template.fromStack(made({ certificate }).stack)
    own.resourceCountIs('AWS::CertificateManager::Certificate', 0)
    own.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainNameConfigurations: [{ CertificateArn: certificate }],
    })
  })

  test('cdk-nag finds nothing beyond what is acknowledged', () => {
    const { violations } = new AwsSolutionsChecks().validateScope(made({ hostedZone: 'Z0123' }).stack)
    expect(violations.map(({ ruleName }) => ruleName)).toEqual([])
  })
})

test('the shards of sites are an output, for imports', () => {
  const { stack } = appOf({ sites: 'you.github.io', visitbook: { shards: { 'you.github.io': 4 } } })
  expect(Template.fromStack(stack).toJSON().Outputs.Shards).toEqual({ Value: '{"you.github.io":4}' })
})

describe('the setting archive', () => {
  const made = (settings: object) =>
    appOf({ visitbook: { sites: ['you.github.io'], archive: true, ...settings } })
  const archived = Template.fromStack(made({ archiveDays: 400 }).stack)

  test('when it is left out, nothing is there of it', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/S3::Bucket|s3:|ArchiveBucket|ARCHIVE/)
  })

  test('makes a bucket that is private, encrypted, without versions, and outlives the stack', () => {
    const [[, bucket] = ['', {} as Resource], ...others] = Object.entries(
      archived.findResources('AWS::S3::Bucket'),
    )
    expect(others).toEqual([])
    expect(bucket).toMatchObject({ UpdateReplacePolicy: 'Retain', DeletionPolicy: 'RetainExceptOnCreate' })
    expect(bucket.Properties).toEqual({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      LifecycleConfiguration: {
        Rules: [
          { ExpirationInDays: 402, Prefix: 'visits/', Status: 'Enabled' },
          { ExpirationInDays: 7, Prefix: 'results/', Status: 'Enabled' },
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' },
        ],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    })
    archived.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ],
      },
    })
    archived.hasOutput('ArchiveBucket', {})
  })

  test('lets the function that counts write it, and nobody else', () => {
    const roles = Object.entries(archived.findResources('AWS::IAM::Role'))
    const allowed = roles.flatMap(([id, role]) =>
      (role.Properties.Policies ?? [])
        .flatMap((policy: Resource) => policy.PolicyDocument.Statement)
        .flatMap(({ Action }: Resource) => [Action].flat())
        .filter((action: string) => action.startsWith('s3:'))
        .map((action: string) => `${id.replace(/Role.*/, '')} ${action}`),
    )
    const actions = ['ListBucket', 'DeleteObject', 'GetObject', 'PutObject']
    expect(allowed).toEqual(actions.map((action) => `Rollup s3:${action}`))
  })

  test('leaves the record function as it is', () => {
    const recordOf = (one: Template) =>
      Object.entries(one.findResources('AWS::Lambda::Function')).find(([id]) => id.startsWith('Record'))
    expect(recordOf(archived)).toEqual(recordOf(Template.fromStack(made({ archive: false }).stack)))
  })

  test('makes nothing anew that an upgrade must keep', () => {
    const kept = Object.keys(template.toJSON().Resources)
    expect(Object.keys(archived.toJSON().Resources)).toEqual(expect.arrayContaining(kept))
  })
})

describe('the setting alarm', () => {
  const { stack } = appOf({ sites: 'you.github.io', alarm: 'you@example.com' })
  const alarmed = Template.fromStack(stack)

  test('when it is left out, there is no topic and no alarm', () => {
    for (const type of ['AWS::SNS::Topic', 'AWS::SNS::Subscription', 'AWS::CloudWatch::Alarm'])
      expect(resources(type)).toEqual([])
  })

  test('makes one topic for one e-mail address, which takes TLS alone', () => {
    alarmed.resourceCountIs('AWS::SNS::Topic', 1)
    alarmed.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'you@example.com',
    })
    const [policy] = Object.values(alarmed.findResources('AWS::SNS::TopicPolicy')) as [Resource]
    expect(policy.Properties.PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' }, Action: 'sns:Publish' },
    ])
  })

  test('makes as many alarms as the cost sheet has, each with a description of at most 1,024 characters', () => {
    const alarms = Object.values(alarmed.findResources('AWS::CloudWatch::Alarm')) as Resource[]
    expect(alarms).toHaveLength(alarmsOfSetting)
    for (const { Properties } of alarms) {
      expect(JSON.stringify(Properties.AlarmDescription).length).toBeLessThan(1024)
      expect(JSON.stringify(Properties.AlarmDescription)).toMatch(/\.\/visitbook|aws service-quotas/)
      expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Messages/) }])
    }
  })

  test('asks for an e-mail where nothing was counted for three hours, data or none', () => {
    alarmed.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Invocations',
      Period: 10_800,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    })
  })

  test('bounds the requests of an hour by a tenth of what a recording route may take', () => {
    alarmed.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'Count', Threshold: 36_000 })
  })

  test('lets the fuse write to the topic, and nothing else', () => {
    const roles = Object.entries(alarmed.findResources('AWS::IAM::Role')) as [string, Resource][]
    const writing = roles.filter(([, role]) => JSON.stringify(role).includes('sns:Publish'))
    expect(writing.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['RollupRole'])
  })

  test('leaves cdk-nag nothing to find', () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([])
  })
})

describe('the setting notify', () => {
  const made = (notify: object, settings: object = {}) =>
    appOf({ visitbook: { sites: ['you.github.io'], notify, ...settings } })
  const plain = made({ digest: 'daily', zone: 'Asia/Tokyo' })
  const inPlain = Template.fromStack(plain.stack)
  const mailed = made({ email: 'you@example.com' })
  const inMailed = Template.fromStack(mailed.stack)
  const sent = made(
    { kinds: [], email: 'you@example.com', from: 'book@visits.you.dev' },
    { alarm: 'ops@example.com' },
  )
  const inSent = Template.fromStack(sent.stack)
  const one = (own: Template, type: string, start = '') =>
    Object.entries(own.findResources(type)).find(([id]) => id.startsWith(start)) as [string, Resource]
  const [notify, { Properties: function_ }] = one(inPlain, 'AWS::Lambda::Function', 'Notify')
  const [group, { DeletionPolicy: ofGroup }] = one(inPlain, 'AWS::Scheduler::ScheduleGroup')
  const [queue, { Properties: queueProperties }] = one(inPlain, 'AWS::SQS::Queue')
  const [caller] = one(inPlain, 'AWS::IAM::Role', 'NotifySchedules')
  const stream = { 'Fn::GetAtt': ['VisitsA586527A', 'StreamArn'] }
  const statementsOf = (own: Template, start: string): Resource[] =>
    one(own, 'AWS::IAM::Role', start)[1].Properties.Policies[0].PolicyDocument.Statement
  const grantsOf = (own: Template, start: string, service: RegExp) =>
    statementsOf(own, start).filter(({ Action }) => [Action].flat().some((action) => service.test(action)))

  test('when it is left out, nothing is there of it', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(
      /StreamSpecification|EventSourceMapping|SQS::|SNS::|SES::|ScheduleGroup|NOTIFY|MESSAGES|MAIL/,
    )
  })

  test('makes nothing anew that an upgrade must keep, and leaves the record function as it is', () => {
    for (const own of [inPlain, inMailed, inSent]) {
      expect(Object.keys(own.toJSON().Resources)).toEqual(
        expect.arrayContaining(Object.keys(template.toJSON().Resources)),
      )
      const { SITES: _, ...variables } = one(own, 'AWS::Lambda::Function', 'Record')[1].Properties.Environment
        .Variables
      const { SITES: __, ...before } = one(template, 'AWS::Lambda::Function', 'Record')[1].Properties
        .Environment.Variables
      expect(variables).toEqual(before)
      expect(statementsOf(own, 'RecordRole')).toEqual(statementsOf(template, 'RecordRole'))
    }
  })

  test('the table tells what it held before and holds now, and nothing else of it changes', () => {
    const [before, after] = [template, inPlain].map((own) => one(own, 'AWS::DynamoDB::Table', 'Visits')[1])
    expect(after?.Properties).toEqual({
      ...before?.Properties,
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    })
  })

  test('the function is called with batches of ten seconds, halved where they fail, for an hour at most', () => {
    const mapping = {
      FunctionName: { Ref: notify },
      EventSourceArn: stream,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 10,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 3600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queue, 'Arn'] } } },
    }
    const [, { Properties }] = one(inPlain, 'AWS::Lambda::EventSourceMapping')
    const { FilterCriteria, ...rest } = Properties
    expect(rest).toEqual(mapping)
    const wanted = { kinds: ['business'], recipients: true }
    const filters = (patterns: readonly object[]) => ({
      Filters: patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })),
    })
    expect(FilterCriteria).toEqual(filters(streamPatterns(wanted)))
    const [, { Properties: ofNone }] = one(inSent, 'AWS::Lambda::EventSourceMapping')
    expect(ofNone.FilterCriteria).toEqual(filters(streamPatterns({ ...wanted, kinds: [] })))
  })

  test('what it cannot read is kept for 14 days, in a queue that is encrypted and takes TLS alone', () => {
    expect(queueProperties).toEqual({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true })
    inPlain.hasResourceProperties('AWS::SQS::QueuePolicy', {
      Queues: [{ Ref: queue }],
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ],
      },
    })
  })

  test('it is called each hour of its zone, in a group that goes with the stack and all schedules in it', () => {
    const name = inPlain.findResources('AWS::Scheduler::ScheduleGroup')[group]?.Properties.Name
    expect([ofGroup, name]).toEqual(['Delete', expect.stringMatching(/^[\w.-]{1,64}$/)])
    const schedules = inPlain.findResources('AWS::Scheduler::Schedule', { Properties: { GroupName: name } })
    expect(Object.values(schedules)).toEqual([
      expect.objectContaining({
        DependsOn: expect.arrayContaining([group]),
        Properties: expect.objectContaining({
          ScheduleExpression: 'cron(2 * * * ? *)',
          ScheduleExpressionTimezone: 'Asia/Tokyo',
          Target: expect.objectContaining({
            Arn: { 'Fn::GetAtt': [notify, 'Arn'] },
            Input: '{"hourly":true}',
            RoleArn: { 'Fn::GetAtt': [caller, 'Arn'] },
          }),
        }),
      }),
    ])
    inPlain.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: caller }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'lambda:InvokeFunction',
            Resource: { 'Fn::GetAtt': [notify, 'Arn'] },
          },
        ],
      },
    })
  })

  test('it may read the stream, write the table, keep what fails, and make schedules in its group: single actions', () => {
    const actions = statementsOf(inPlain, 'NotifyRole').map(({ Action }) => [Action].flat())
    expect(actions).toEqual([
      ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map((name) => `dynamodb:${name}`),
      ['dynamodb:Query'],
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((name) => `dynamodb:${name}`),
      ['sqs:SendMessage'],
      ['scheduler:CreateSchedule'],
      ['iam:PassRole'],
    ])
    const [streams, keep, make, pass] = statementsOf(inPlain, 'NotifyRole').slice(3)
    expect([streams?.Resource, keep?.Resource]).toEqual([stream, { 'Fn::GetAtt': [queue, 'Arn'] }])
    expect(JSON.stringify(make?.Resource)).toMatch(/:schedule\/Visitbook-Notify-Schedules-\w+\/\*"/)
    expect(pass).toMatchObject({
      Resource: { 'Fn::GetAtt': [caller, 'Arn'] },
      Condition: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    })
  })

  test('its environment has the settings with their zone, and where it works', () => {
    const { NOTIFY, NOTIFY_PLACE } = function_.Environment.Variables
    expect(JSON.parse(NOTIFY)).toMatchObject({ digest: 'daily', hour: 8, zone: 'Asia/Tokyo' })
    const place = NOTIFY_PLACE['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'x'))
    expect(JSON.parse(place.join(''))).toEqual({
      dashboard: 'x/',
      mail: null,
      schedules: { group: expect.stringMatching(/^Visitbook-Notify-/), role: 'x' },
    })
  })

  test('without an address there is no topic and no alarm; with one, or with alarm, both alarms go where they are read', () => {
    inPlain.resourceCountIs('AWS::SNS::Topic', 0)
    inPlain.resourceCountIs('AWS::CloudWatch::Alarm', 0)
    for (const [own, topic, count] of [
      [inMailed, /^MailTopic/, alarmsOfMessages],
      [inSent, /^Messages/, alarmsOfMessages + alarmsOfSetting],
    ] as const) {
      const alarms = Object.values(own.findResources('AWS::CloudWatch::Alarm')) as Resource[]
      expect(alarms).toHaveLength(count)
      for (const { Properties } of alarms) {
        expect(Properties.AlarmActions).toEqual([{ Ref: expect.stringMatching(topic) }])
        expect(JSON.stringify(Properties.AlarmDescription).length).toBeLessThan(1024)
      }
    }
    const texts = Object.values(inMailed.findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => Properties.AlarmDescription,
    )
    expect(texts).toEqual([
      expect.stringMatching(/\.\/visitbook messages --resend ID$/),
      expect.stringMatching(/approximateArrivalOfFirstRecord.*\.\/visitbook visits --from TIME/),
    ])
  })

  test('e-mail goes by a topic that takes TLS alone, which the function may write to and the query function ask about', () => {
    const [topic] = one(inMailed, 'AWS::SNS::Topic')
    inMailed.hasResourceProperties('AWS::SNS::Subscription', {
      ...{ Protocol: 'email', Endpoint: 'you@example.com', TopicArn: { Ref: topic } },
    })
    const allowed = (Action: string) => [{ Effect: 'Allow', Action, Resource: { Ref: topic } }]
    expect(grantsOf(inMailed, 'NotifyRole', /^(sns|ses):/)).toEqual(allowed('sns:Publish'))
    expect(grantsOf(inMailed, 'QueryRole', /^(sns|ses):/)).toEqual(allowed('sns:GetTopicAttributes'))
    inMailed.resourceCountIs('AWS::SES::EmailIdentity', 0)
  })

  test('with from it goes by SES, from that address alone, and the outputs have the records of its domain', () => {
    inSent.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'visits.you.dev' })
    const [sending, ...others] = grantsOf(inSent, 'NotifyRole', /^(sns|ses):/)
    expect(others).toEqual([])
    expect(sending).toMatchObject({
      Action: 'ses:SendEmail',
      Condition: { StringEquals: { 'ses:FromAddress': 'book@visits.you.dev' } },
    })
    const ends = sending?.Resource.map((arn: Resource) => arn['Fn::Join'][1].at(-1))
    expect(ends).toEqual([':identity/visits.you.dev', ':identity/you@example.com'])
    expect(grantsOf(inSent, 'QueryRole', /^(sns|ses):/).map(({ Action }) => Action)).toEqual([
      'ses:GetEmailIdentity',
      ['ses:GetAccount', 'ses:GetSuppressedDestination'],
    ])
    const { Outputs } = inSent.toJSON()
    const [identity] = one(inSent, 'AWS::SES::EmailIdentity')
    const attribute = (name: string) => ({ 'Fn::GetAtt': [identity, name] })
    for (const at of [1, 2, 3])
      expect(Outputs[`MailRecord${at}`]).toEqual({
        Value: {
          'Fn::Join': [
            '',
            [attribute(`DkimDNSTokenName${at}`), ' CNAME ', attribute(`DkimDNSTokenValue${at}`)],
          ],
        },
      })
    expect(inPlain.toJSON().Outputs).toMatchObject({
      [outputs.notify]: { Value: { Ref: notify } },
      [outputs.unread]: { Value: { Ref: queue } },
    })
    expect(inPlain.toJSON().Outputs).not.toHaveProperty('MailRecord1')
  })

  test.each([
    ['with no way', plain],
    ['with a topic', mailed],
    ['with SES', sent],
  ])('cdk-nag finds what is acknowledged %s, and nothing else', (_, { stack }) => {
    const found = (checks: AwsSolutionsChecks) =>
      checks.validateScope(stack).violations.map(({ ruleName }) => ruleName)
    expect(found(new AwsSolutionsChecks())).toEqual([])
    const deaf = Object.defineProperty(new AwsSolutionsChecks(), 'isAcknowledged', { value: () => false })
    expect(found(deaf)).toEqual(
      expect.arrayContaining([
        'AwsSolutions-SQS3',
        expect.stringMatching(/^AwsSolutions-IAM5\[.*:schedule\/Visitbook-Notify-Schedules-\w+\/\*\]$/),
      ]),
    )
  })
})

describe('with an archive', () => {
  const made = (settings: object = {}) =>
    appOf({ visitbook: { sites: ['you.github.io'], archive: true, ...settings } })
  const own = made()
  const inOwn = Template.fromStack(own.stack)
  const one = (type: string) => Object.values(inOwn.findResources(type))[0]?.Properties as Resource
  const [bucket = ''] = Object.keys(inOwn.findResources('AWS::S3::Bucket'))

  test('Glue knows its tables: each column of the files, sites by the query, days by themselves', () => {
    expect(one('AWS::Glue::Database').DatabaseInput.Name).toBe('visitbook')
    const tables = Object.values(inOwn.findResources('AWS::Glue::Table')).map(
      ({ Properties }) => Properties.TableInput,
    )
    const columnsOf = ({ StorageDescriptor }: Resource) =>
      StorageDescriptor.Columns.map(({ Name, Type }: Resource) => `${Name} ${Type}`)
    const [visits, networks] = tables as [Resource, Resource]
    expect(tables.map(({ Name }) => Name)).toEqual(['visits', 'networks'])
    const typed = { text: 'string', integer: 'bigint', truth: 'boolean', time: 'timestamp' }
    expect(columnsOf(visits)).toEqual(visitColumns.map(({ name, type }) => `${name} ${typed[type]}`))
    expect(columnsOf(networks)).toEqual(networkColumns.map(({ name, type }) => `${name} ${typed[type]}`))
    expect(visits.PartitionKeys).toEqual(['site', 'day'].map((Name) => ({ Name, Type: 'string' })))
    expect(visits.Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.site.type': 'injected',
      'projection.day.range': '2020-01-01,NOW',
      'storage.location.template': {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: Glue fills it in
        'Fn::Join': ['', ['s3://', { Ref: bucket }, '/visits/site=${site}/day=${day}']],
      },
    })
  })

  test('Athena stops a query that reads 10 GB, and its results go after a week', () => {
    const { Name, RecursiveDeleteOption, WorkGroupConfiguration } = one('AWS::Athena::WorkGroup')
    expect([Name, RecursiveDeleteOption]).toEqual(['Visitbook', true])
    expect(WorkGroupConfiguration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 10_000_000_000,
      ResultConfiguration: {
        EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
        OutputLocation: { 'Fn::Join': ['', ['s3://', { Ref: bucket }, '/results/']] },
      },
    })
    expect(one('AWS::S3::Bucket').LifecycleConfiguration.Rules).toContainEqual({
      ...{ Prefix: 'results/', ExpirationInDays: 7, Status: 'Enabled' },
    })
  })

  test('the outputs say where to ask', () => {
    expect(inOwn.toJSON().Outputs).toMatchObject({
      ArchiveBucket: { Value: { Ref: bucket } },
      ArchiveDatabase: { Value: { Ref: expect.stringMatching(/^TablesDatabase/) } },
      ArchiveWorkgroup: { Value: { Ref: 'Workgroup' } },
    })
  })

  test('a stack’s name makes one that Glue takes', () => {
    const named = Template.fromStack(
      appOf({ stackName: 'My-Visitbook', visitbook: { sites: ['a.dev'], archive: true } }).stack,
    )
    named.hasResourceProperties('AWS::Glue::Database', { DatabaseInput: { Name: 'my_visitbook' } })
    named.hasResourceProperties('AWS::Athena::WorkGroup', { Name: 'My-Visitbook' })
  })

  test.each([
    ['kept', {}],
    ['not kept', { retainData: false }],
  ])('cdk-nag finds what is acknowledged where it is %s, and nothing else', (_, settings) => {
    const { stack } = made(settings)
    const found = (checks: AwsSolutionsChecks) =>
      checks.validateScope(stack).violations.map(({ ruleName }) => ruleName)
    expect(found(new AwsSolutionsChecks())).toEqual([])
    const deaf = Object.defineProperty(new AwsSolutionsChecks(), 'isAcknowledged', { value: () => false })
    const written = ['visits', 'networks'].map(
      (folder) => `AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${folder}/*]`,
    )
    expect(found(deaf)).toEqual(expect.arrayContaining(['AwsSolutions-S1', ...written]))
  })

  test('with spark there is an application that keeps nothing ready and stops by itself, and a role that reads', () => {
    const { stack } = made({ spark: true })
    const sparked = Template.fromStack(stack)
    sparked.hasResourceProperties('AWS::EMRServerless::Application', {
      ...{ Name: 'Visitbook', Type: 'SPARK', InitialCapacity: Match.absent() },
      ...{ AutoStopConfiguration: { Enabled: true, IdleTimeoutMinutes: 5 } },
      MaximumCapacity: { Cpu: '16 vCPU', Memory: '64 GB', Disk: '400 GB' },
      RuntimeConfiguration: [
        {
          Classification: 'spark-defaults',
          Properties: {
            'spark.visitbook.table': { Ref: Match.stringLikeRegexp('^Visits') },
            'spark.visitbook.pages': JSON.stringify(defaults.pages),
            'spark.visitbook.region': { Ref: 'AWS::Region' },
            'spark.visitbook.program': sparkProgram,
          },
        },
      ],
    })
    const [[, role]] = Object.entries(sparked.findResources('AWS::IAM::Role')).filter(([id]) =>
      id.startsWith('SparkRole'),
    ) as [[string, Resource]]
    const statements = role.Properties.Policies[0].PolicyDocument.Statement as Resource[]
    expect(statements.map(({ Action }) => Action)).toEqual([
      's3:ListBucket',
      's3:GetObject',
      ['s3:DeleteObject', 's3:PutObject'],
      ['BatchWriteItem', 'DeleteItem', 'PutItem', 'Query'].map((name) => `dynamodb:${name}`),
    ])
    expect(JSON.stringify(statements.at(-2))).toContain('/results/*')
    expect(statements.at(-1)).toMatchObject({
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Visits/), 'Arn'] },
    })
    expect(sparked.toJSON().Outputs).toMatchObject({ SparkApplication: {}, SparkRole: {} })
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([])
    inOwn.resourceCountIs('AWS::EMRServerless::Application', 0)
    expect(inOwn.toJSON().Outputs).not.toHaveProperty('SparkApplication')
  })

  test('nothing that an upgrade must keep is made anew by it, and without it nothing of it is there', () => {
    const { Resources, Outputs } = template.toJSON()
    expect(Object.keys(inOwn.toJSON().Resources)).toEqual(expect.arrayContaining(Object.keys(Resources)))
    const types = Object.values(Resources as Record<string, Resource>).map(({ Type }) => Type)
    expect(types.filter((type) => /^AWS::(S3|Glue|Athena)::/.test(type))).toEqual([])
    expect(Object.keys(Outputs).filter((name) => name.startsWith('Archive'))).toEqual([])
    expect(JSON.stringify(Resources)).not.toMatch(/s3:|glue:|athena:/)
  })
})

describe('cdk-nag', () => {
  const found = (checks: AwsSolutionsChecks) =>
    checks.validateScope(app.stack).violations.map(({ ruleName }) => ruleName)

  test('finds nothing beyond what is acknowledged', () => {
    expect(found(new AwsSolutionsChecks())).toEqual([])
  })

  test('finds each thing that is acknowledged, so none of them is stale', () => {
    const deaf = Object.defineProperty(new AwsSolutionsChecks(), 'isAcknowledged', { value: () => false })
    expect(found(deaf)).toEqual(['AwsSolutions-DDB3', ...acknowledgements.map(({ id }) => id)])
  })
})

describe('in an app of one’s own', () => {
  const foreign = new Stack(new App({ context: { 'aws:cdk:disable-asset-staging': true } }), 'Web-Site')
  const visitbookIn = (id: string, props: VisitbookProps) => new Visitbook(foreign, id, { bundles, ...props })
  const blog = visitbookIn('Blog', { sites: ['blog.example'], throttle: { open: { rate: 7 } } })
  const shop = visitbookIn('My shop', { sites: ['shop.example'], shards: { 'shop.example': 2 } })
  const reader = new Role(foreign, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
  blog.grantRead(reader)
  const made = Template.fromStack(foreign)
  const madeProperties = (type: string): Resource[] =>
    Object.values(made.findResources(type)).map(({ Properties }) => Properties)

  test('two of one stack have names and outputs of their own', () => {
    const names = ['Web-Site-Blog-54DE0130', 'Web-Site-Myshop-D68BCFCE']
    expect(madeProperties('AWS::ApiGatewayV2::Api').map(({ Name }) => Name)).toEqual(names)
    expect(madeProperties('AWS::Logs::LogGroup').flatMap(({ LogGroupName = [] }) => LogGroupName)).toEqual(
      names.map((name) => `/aws/vendedlogs/${name}/requests`),
    )
    const spaces = madeProperties('AWS::Logs::MetricFilter').map(
      ({ MetricTransformations: [{ MetricNamespace }] }) => MetricNamespace,
    )
    expect(new Set(spaces)).toEqual(new Set(names))
    const outputs = [
      ...['ApiUrl', 'DashboardUrl', 'BeaconSnippet', 'BeaconSnippetPinned'],
      ...['BeaconSnippetInline', 'BeaconSnippetInlineHash', 'TableName', 'FuseFunction'],
    ]
    expect(Object.keys(made.toJSON().Outputs)).toEqual([
      ...outputs.map((name) => `Blog${name}`),
      ...[...outputs, 'Shards'].map((name) => `Myshop${name}`),
    ])
  })

  test('what is left out has its default, in parts of a setting too', () => {
    const [stage] = madeProperties('AWS::ApiGatewayV2::Stage') as [Resource]
    expect(stage.RouteSettings['GET /health']).toEqual({ ThrottlingRateLimit: 7, ThrottlingBurstLimit: 20 })
    expect(stage.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 60 })
  })

  test.each<[string, object, string]>([
    ['a value', { sites: ['a.dev'], ip: 'hash' }, 'setting ip: "hash" is not one of full, truncated, none'],
    ['a name', { sites: ['a.dev'], stackName: 'X' }, 'setting stackName: is not known; known here: sites,'],
  ])('%s that is wrong is an InvalidSettings', (_, props, message) => {
    const make = () => visitbookIn('Wrong', props as VisitbookProps)
    expect(make).toThrow(InvalidSettings)
    foreign.node.tryRemoveChild('Wrong')
    expect(make).toThrow(message)
    foreign.node.tryRemoveChild('Wrong')
  })

  test('whoever may read reads visits, and no salt', () => {
    const policies = madeProperties('AWS::IAM::Policy')
    const policy = policies.find((one) => JSON.stringify(one).includes('dynamodb:Query')) as Resource
    const [statement] = policy.PolicyDocument.Statement
    const table = foreign.getLogicalId(blog.table.node.defaultChild as CfnElement)
    expect(statement.Action).toEqual(expect.arrayContaining(['dynamodb:Query', 'dynamodb:GetItem']))
    expect(statement.Action.filter((action: string) => /Put|Update|Delete|Write/.test(action))).toEqual([])
    expect(statement.Resource).toEqual([
      { 'Fn::GetAtt': [table, 'Arn'] },
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': [table, 'Arn'] }, '/index/*']] },
    ])
  })

  test('its metrics are those that its functions, its table and its log lines have', () => {
    const metrics = [
      shop.metricVisits(),
      shop.metricRefusals(),
      shop.metricUnavailable(),
      shop.metricRollupErrors(),
    ]
    const rendered = metrics.map(({ namespace, metricName, dimensions, statistic }) => [
      namespace,
      metricName,
      foreign.resolve(dimensions),
      statistic,
    ])
    const own = 'Web-Site-Myshop-D68BCFCE'
    const puts = { TableName: foreign.resolve(shop.table.tableName), Operation: 'PutItem' }
    expect(rendered).toEqual([
      ['AWS/DynamoDB', 'SuccessfulRequestLatency', puts, 'SampleCount'],
      [own, 'Refusals', undefined, 'Sum'],
      [own, 'Unavailable', undefined, 'Sum'],
      ['AWS/Lambda', 'Errors', { FunctionName: foreign.resolve(shop.rollup.functionName) }, 'Sum'],
    ])
  })
})
