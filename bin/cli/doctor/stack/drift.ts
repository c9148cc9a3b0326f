import { setTimeout as pause } from 'node:timers/promises'
import {
  type CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceDriftsCommand,
  DetectStackDriftCommand,
} from '@aws-sdk/client-cloudformation'
import { type Check, failed, passed, skipped } from '../check'
import { nothing } from '../examined'
import { deployedStack, withStacks } from './stack'

/** CloudFormation takes about half a minute for a stack of this size. */
const [longestMs, pauseMs] = [90_000, 3_000]

export const drift: Check = {
  name: 'drift',
  async run(examined) {
    const { StackName = '' } = await deployedStack(examined)
    return withStacks(async (client) => {
      const { StackDriftDetectionId: id } = await client.send(new DetectStackDriftCommand({ StackName }))
      const found = await detected(client, id ?? nothing('CloudFormation began no detection'))
      if (found === null) return skipped(`CloudFormation needs longer than ${longestMs / 1000} s`)
      if (found === 'IN_SYNC') return passed('all is as it was deployed')
      if (found !== 'DRIFTED') return skipped(`CloudFormation says ${found}`)
      return failed(
        `changed by hand since the deploy: ${(await driftedOf(client, StackName)).join(', ')}`,
        'undo it, or see the difference with npx cdk diff and run npm run deploy',
      )
    })
  },
}

/** Returns the status of the stack, or null after waiting for too long. */
async function detected(client: CloudFormationClient, id: string): Promise<string | null> {
  for (const until = Date.now() + longestMs; Date.now() < until; await pause(pauseMs)) {
    const status = await client.send(
      new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId: id }),
    )
    if (status.DetectionStatus !== 'DETECTION_IN_PROGRESS')
      return status.StackDriftStatus ?? status.DetectionStatus ?? 'UNKNOWN'
  }
  return null
}

async function driftedOf(client: CloudFormationClient, StackName: string): Promise<readonly string[]> {
  const { StackResourceDrifts = [] } = await client.send(
    new DescribeStackResourceDriftsCommand({
      StackName,
      StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
    }),
  )
  return StackResourceDrifts.map(({ LogicalResourceId }) => String(LogicalResourceId))
}
