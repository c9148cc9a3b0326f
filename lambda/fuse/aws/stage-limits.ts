import { ApiGatewayV2Client, UpdateStageCommand } from '@aws-sdk/client-apigatewayv2'
import { type Limit, type StageLimits, stageName } from '../../contract'

const settingOf = ({ rate, burst }: Limit) => ({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst })

/** Sets the limits of the API's one stage. Nothing else of it changes. */
export function stageLimits(apiId: string): (limits: StageLimits) => Promise<void> {
  const client = new ApiGatewayV2Client()
  return async ({ others, routes }) => {
    const RouteSettings = Object.fromEntries(
      Object.entries(routes).map(([key, limit]) => [key, settingOf(limit)]),
    )
    await client.send(
      new UpdateStageCommand({
        ApiId: apiId,
        StageName: stageName,
        DefaultRouteSettings: settingOf(others),
        RouteSettings,
      }),
    )
  }
}
