import { InvalidInput } from '../../lambda/domain/errors'

/** The exit codes that scripts may rely on. */
export const exitCodes = { done: 0, failed: 1, usage: 2, unauthorised: 3 } as const

/** An error that a person can fix: its message is one line that says what was wrong and what to do. */
export class Failure extends Error {
  override readonly name = 'Failure'

  constructor(
    message: string,
    readonly code: number = exitCodes.failed,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The failure of a command that makes no sense as it was typed. */
export const wrongUsage = (message: string): Failure => new Failure(message, exitCodes.usage)

/** Prints what went wrong on stderr, with stack and cause only when DEBUG is set. @returns the exit code */
export function report(error: unknown): number {
  const { message } = error instanceof Error ? error : new Error(String(error))
  console.error(`visitbook: ${message.replaceAll('\n', ' ')}`)
  if (process.env.DEBUG) console.error(error)
  if (error instanceof Failure) return error.code
  return error instanceof InvalidInput ? exitCodes.usage : exitCodes.failed
}
