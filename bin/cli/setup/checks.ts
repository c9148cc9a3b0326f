import { engines } from '../../../package.json'
import { type Account, currentAccount, stackStatus } from '../aws/account'
import { Failure } from '../failure'

/** Says what is well, one line each, and fails at the first thing that is not. @throws Failure with the next command */
export async function checkAccount(): Promise<Account> {
  requireNode(process.versions.node)
  said(`Node.js ${process.versions.node}`)
  const account = await currentAccount()
  said(`AWS account ${account.id}, as ${account.caller}`)
  said(`region ${account.region}`)
  if ((await stackStatus('CDKToolkit')) === null)
    throw new Failure(
      `the CDK has not been prepared in this account and region. Run: npx cdk bootstrap aws://${account.id}/${account.region}`,
    )
  said('CDK bootstrap')
  return account
}

const said = (what: string) => console.error(`✓ ${what}`)

/** @throws Failure when this Node.js is older than package.json wants */
export function requireNode(version: string): void {
  const least = engines.node.replace('>=', '')
  const isOlder = least.localeCompare(version, 'en', { numeric: true }) > 0
  if (isOlder)
    throw new Failure(`Node.js ${version} is too old. Install ${least} or newer: https://nodejs.org`)
}
