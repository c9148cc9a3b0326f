import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { type Check, failed, passed, skipped } from '../check'
import { clientSettings, deployedStack, withClient } from './stack'

/** New accounts have 10. One page with a rush of readers needs more than that; AWS raises it to 1,000 when asked. */
const least = 100

export const concurrency: Check = {
  name: 'concurrency',
  async run(examined) {
    await deployedStack(examined)
    const { AccountLimit } = await withClient(new LambdaClient(clientSettings), (client) =>
      client.send(new GetAccountSettingsCommand({})),
    )
    const limit = AccountLimit?.UnreservedConcurrentExecutions
    if (limit === undefined) return skipped('Lambda does not say the limit of this account')
    if (limit >= least) return passed(`${limit} functions may run at once`)
    return failed(
      `only ${limit} functions of this account may run at once, so a rush of readers is refused`,
      'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1000',
    )
  },
}
