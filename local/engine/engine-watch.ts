import { diskTrouble } from './disk'
import { answers, type EngineAddress } from './engine-address'

/** Milliseconds between two checks. */
const interval = 500

export interface WatchParts {
  readonly engine: EngineAddress
  /** The data folder. */
  readonly folder: string
  /** Starts the engine where it listened before. */
  restart(): Promise<unknown>
}

/** Watches an engine: restarts it when it dies, and prints on the terminal what keeps it from storing visits. */
export interface EngineWatch {
  trouble(): string | null
  stop(): Promise<void>
}

export function watchEngine({ engine, folder, restart }: WatchParts): EngineWatch {
  let trouble: string | null = null
  let looking: Promise<void> | null = null

  function tell(found: string | null): void {
    if (found === trouble) return
    trouble = found
    console.error(found === null ? 'Visits are stored again.' : `Visits are not stored: ${found}.`)
  }

  async function look(): Promise<void> {
    if (!(await answers(engine))) {
      tell('the database engine has ended and is being started again')
      await restart()
    }
    tell(diskTrouble(folder))
  }

  /** A failure is tried again at the next check. */
  function failed(error: Error): void {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'the disk is full' : null
    tell(full ?? `the database engine has ended and cannot be started: ${error.message}`)
  }

  const timer = setInterval(() => {
    looking ??= look()
      .catch(failed)
      .finally(() => (looking = null))
  }, interval).unref()
  return {
    trouble: () => trouble,
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
