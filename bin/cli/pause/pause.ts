import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import type { FuseOrder } from '../../../lambda/contract'
import type { FuseAnswer } from '../../../lambda/fuse/fuse'
import { awsFailure } from '../api/aws-failure'
import { fuseFunctionOfStack } from '../api/stack-table'
import { Failure } from '../failure'
import type { PauseOptions } from './pause-command'

/** Gives the deployed fuse an order and says what it led to. @throws Failure saying what is missing */
export async function order({ stack }: PauseOptions, fuse: FuseOrder): Promise<void> {
  const { pause } = await invoke(await fuseFunctionOfStack(stack), fuse)
  if (pause === null) return console.error('not paused: the limits of the setting throttle hold')
  console.error(
    `paused until ${pause.until.slice(0, 16).replace('T', ' ')} UTC: each route answers one request a second; ` +
      `./visitbook resume${stack === 'Visitbook' ? '' : ` --stack ${stack}`} ends it`,
  )
}

async function invoke(FunctionName: string, fuse: FuseOrder): Promise<FuseAnswer> {
  const client = new LambdaClient()
  try {
    const call = new InvokeCommand({ FunctionName, Payload: JSON.stringify({ fuse }) })
    const { FunctionError, Payload } = await client.send(call)
    const answer = JSON.parse(Payload?.transformToString() || 'null')
    if (FunctionError === undefined) return answer
    throw new Failure(`the function failed: ${answer?.errorMessage ?? FunctionError}; run it again`)
  } catch (error) {
    throw awsFailure(error)
  } finally {
    client.destroy()
  }
}
