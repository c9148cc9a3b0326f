import { Failure } from '../failure'

/** Aborted by Ctrl-C, so that what is open gets closed, the local engine above all. A second Ctrl-C ends at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort(new Failure('interrupted')))
  }
  return controller.signal
}
