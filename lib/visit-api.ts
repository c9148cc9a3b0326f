import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  type CfnStage,
  HttpApi,
  type HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroupClass } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { routes } from '../lambda/api/routes'
import { type Limit, type StageLimits, stageName } from '../lambda/contract'
import { VisitbookLogs } from './visitbook-logs'

export interface VisitApiProps {
  /** The Visitbook's name. */
  readonly name: string
  readonly record: IFunction
  readonly query: IFunction
  readonly limits: StageLimits
}

/**
 * Status, milliseconds, the request's id, the route, and what went wrong, which may contain spaces. Neither address nor
 * user agent nor path, which may contain a query. Every request pays for the bytes of its line: so fields have no
 * names, CloudWatch adds the time itself, and the id is there only because AWS demands it (AWS::ApiGatewayV2::Stage
 * AccessLogSettings, Format).
 */
const accessLog = AccessLogFormat.custom(
  ['status', 'responseLatency', 'requestId', 'routeKey', 'integrationErrorMessage']
    .map((name) => `$context.${name}`)
    .join(' '),
)

/** The HTTP API. It has no CORS configuration: API Gateway would answer preflight itself and drop the function's headers. */
export class VisitApi extends Construct {
  /** The API's address, without a slash at its end. */
  readonly url: string

  readonly api: HttpApi

  readonly stage: HttpStage

  constructor(scope: Construct, id: string, { name, record, query, limits }: VisitApiProps) {
    super(scope, id)
    this.api = new HttpApi(this, 'Http', { apiName: name, createDefaultStage: false })
    this.url = this.api.apiEndpoint
    const made = [
      ...this.routes('Record', routes.record, record),
      ...this.routes('Query', routes.query, query),
    ]
    this.stage = this.stageOf(name, limits)
    this.stage.node.addDependency(...made)
  }

  /**
   * Each route brings its own permission. CDK's single permission for all (`scopePermissionToRoute: false`) does not
   * match `$default`, whose ARN is one segment shorter:
   * https://github.com/aws/serverless-application-model/issues/1860
   */
  private routes(name: string, keys: readonly string[], handler: IFunction): HttpRoute[] {
    const integration = new HttpLambdaIntegration(name, handler)
    return keys.map(
      (key) => new HttpRoute(this, key, { httpApi: this.api, routeKey: routeKeyOf(key), integration }),
    )
  }

  /**
   * Each route has a budget of its own, even where its limit is the stage's, which is that of querying. API Gateway
   * counts a request before anybody has looked at its token, so it cannot tell strangers from the owner. Therefore
   * routes with a token get more than a person needs, the function turns strangers away at once (lambda/http/token.ts),
   * and a flood on an open route takes nothing from the others. Limits of single routes exist in CloudFormation only,
   * and deploying fails with "Unable to find Route by key" unless the stage waits for its routes. An update never takes
   * a route's own limit away, and then fails if the route is gone: so only routes that stay for good have one.
   */
  private stageOf(name: string, { others, routes: limited }: StageLimits): HttpStage {
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName,
      autoDeploy: true,
      throttle: { rateLimit: others.rate, burstLimit: others.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new VisitbookLogs(this, 'Requests', {
            logGroupClass: LogGroupClass.INFREQUENT_ACCESS,
            logGroupName: `/aws/vendedlogs/${name}/requests`,
          }),
        ),
        format: accessLog,
      },
    })
    const cfnStage = stage.node.defaultChild as CfnStage
    cfnStage.routeSettings = Object.fromEntries(
      Object.entries(limited).map(([key, limit]) => [key, settingOf(limit)]),
    )
    return stage
  }
}

function routeKeyOf(key: string): HttpRouteKey {
  const [method, path] = key.split(' ') as [HttpMethod, string | undefined]
  return path === undefined ? HttpRouteKey.DEFAULT : HttpRouteKey.with(path, method)
}

/** In capitals, because CloudFormation passes this object on as it is. */
const settingOf = ({ rate, burst }: Limit) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst })
