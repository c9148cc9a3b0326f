import { type Check, failed, passed, skipped } from '../check'
import { askedStack, deployedStack } from './stack'

const regionIn = (host: string): string | null =>
  /\.execute-api\.([\w-]+)\.amazonaws\.com/.exec(host)?.[1] ?? null

export const stackStatus: Check = {
  name: 'stack',
  async run(examined) {
    const found = await askedStack(examined)
    const [here, there] = [process.env.AWS_REGION ?? 'of your profile', regionIn(examined.url.host)]
    if (found === null)
      return failed(
        `there is no stack ${examined.stack} in the region ${here}`,
        there === null || there === here
          ? 'npm run deploy makes it; for one elsewhere set AWS_REGION and AWS_PROFILE'
          : `the service is in ${there}: AWS_REGION=${there} ./visitbook doctor --stack ${examined.stack}`,
      )
    const { StackStatus: status = '', StackStatusReason: reason } = found
    if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)) return passed(status)
    if (/_IN_PROGRESS$/.test(status)) return skipped(`${status}: wait until it is done`)
    return failed(
      `${status}${reason === undefined ? '' : ` (${reason})`}`,
      /ROLLBACK_COMPLETE$/.test(status) && status.startsWith('UPDATE')
        ? 'the last deploy was undone: see its first failure with aws cloudformation describe-stack-events, and run npm run deploy'
        : `./visitbook destroy, then npm run deploy; first see why with aws cloudformation describe-stack-events --stack-name ${examined.stack}`,
    )
  },
}

export const stackAddress: Check = {
  name: 'address of the stack',
  async run(examined) {
    const { Outputs } = await deployedStack(examined)
    const address = Outputs?.find(({ OutputKey }) => OutputKey === 'ApiUrl')?.OutputValue?.replace(/\/$/, '')
    if (address === undefined)
      return failed(`stack ${examined.stack} has no output ApiUrl`, 'name a Visitbook with --stack')
    if (address === examined.base) return passed(address)
    return failed(
      `${examined.base} was asked, and the stack’s service is at ${address}`,
      `VISITBOOK_URL=${address} ./visitbook doctor --stack ${examined.stack}`,
    )
  },
}
