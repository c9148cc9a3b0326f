import { Problem, problemOf, Unreachable } from './problem'
import type { Path } from './request-list'

/** Asks the API with one token. */
export interface Client {
  /** What is asked for twice at once, or again within two seconds, is asked once. @throws Problem or Unreachable */
  get<T>(path: Path): Promise<T>
  /** The last answer, to be shown until the next is there. */
  remembered<T>(path: Path): T | undefined
  /** Changes something; everything remembered is forgotten and asked for again. @throws Problem or Unreachable */
  send<T>(method: 'PATCH' | 'DELETE', path: Path, body?: object): Promise<T | null>
  /** The answer as it is. @throws Problem or Unreachable */
  open(path: Path, signal?: AbortSignal): Promise<Response>
  /** Asks again for all that is shown. */
  refresh(): void
  onRefresh(listener: () => void): () => void
}

export interface ClientParts {
  readonly token: string
  /** Told of a token that is no longer known. */
  readonly refused: (detail: string) => void
  /** Told whether the service was reached, after each try, and when that began. */
  readonly reached: (isReached: boolean, began: number) => void
}

const freshFor = 2000 // milliseconds
const mostRemembered = 60

interface Remembered {
  readonly data: unknown
  readonly at: number
}

export function clientOf({ token, refused, reached }: ClientParts): Client {
  const asked = new Map<Path, Promise<unknown>>()
  const answers = new Map<Path, Remembered>()
  const listeners = new Set<() => void>()

  async function open(path: Path, init: RequestInit = {}): Promise<Response> {
    const began = Date.now()
    const response = await fetch(path, {
      ...init,
      headers: { authorization: `Bearer ${token}` },
      credentials: 'omit',
    }).catch((error) => {
      if (init.signal?.aborted) throw error
      reached(false, began)
      throw new Unreachable()
    })
    reached(true, began)
    if (response.ok) return response
    const problem = await problemOf(response)
    if (problem.status === 401) refused(problem.detail)
    throw problem
  }

  async function ask(path: Path): Promise<unknown> {
    try {
      const data: unknown = await (await open(path)).json()
      answers.delete(path)
      answers.set(path, { data, at: Date.now() })
      const [oldest] = answers.keys()
      if (answers.size > mostRemembered && oldest !== undefined) answers.delete(oldest)
      return data
    } catch (error) {
      throw error instanceof SyntaxError || error instanceof TypeError ? new Unreachable() : error // cut in the middle
    } finally {
      asked.delete(path)
    }
  }

  const refresh = () => {
    for (const listener of [...listeners]) listener()
  }

  return {
    get<T>(path: Path) {
      const known = answers.get(path)
      if (known !== undefined && Date.now() - known.at < freshFor) return Promise.resolve(known.data as T)
      const pending = asked.get(path) ?? ask(path)
      asked.set(path, pending)
      return pending as Promise<T>
    },
    remembered: <T>(path: Path) => answers.get(path)?.data as T | undefined,
    async send<T>(method: string, path: Path, body?: object) {
      const response = await open(path, { method, ...(body && { body: JSON.stringify(body) }) })
      const answer = response.status === 204 ? null : ((await response.json()) as T)
      answers.clear()
      asked.clear()
      refresh()
      return answer
    },
    open: (path, signal) => open(path, signal === undefined ? {} : { signal }),
    refresh,
    onRefresh(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Whether a try may be repeated in a moment. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Problem && [429, 502, 503, 504].includes(error.status))
