import { awsFailure } from '../api/aws-failure'
import { Failure } from '../failure'

/** The failure of an import that ended early, which says how far it came. */
export function interrupted(error: unknown, { recorded }: { readonly recorded: number }): Failure {
  const failure = error instanceof Failure ? error : null
  if (failure !== null && recorded === 0) return failure
  const { message } = awsFailure(error) as Error
  return new Failure(`${message}; ${recorded} visits were recorded, and running it again is safe`, 1, {
    cause: error,
  })
}
