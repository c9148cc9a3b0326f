import { Failure } from '../failure'

/** A signal that Ctrl-C aborts, so that open things get closed, above all the local engine. A second Ctrl-C ends at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort(new Failure('interrupted')))
  }
  return controller.signal
}
