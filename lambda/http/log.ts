import { Refusal, Unavailable } from '../domain/errors'

/** Logs one line for what went wrong. Never an address, a token or a whole event. */
export function logError(error: unknown, route: string): void {
  if (error instanceof Refusal) console.info({ refusal: error.reason, host: error.host, route })
  else if (error instanceof Unavailable) console.warn({ unavailable: error.message, route })
  else
    console.error({ error: error instanceof Error ? (error.stack ?? error.message) : String(error), route })
}
