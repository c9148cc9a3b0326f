import type { AnswerOf, DescribedRoute } from '../../../lambda/api/routes'
import { visible } from '../text/visible'
import { Problem, problemOf, Unreachable } from './problem'
import type { Path } from './request-list'

/** An answer, and when it arrived in milliseconds since 1970. */
interface Known<T> {
  readonly data: T
  readonly at: number
}

/** Asks the API with one token. */
export interface Client {
  /** Shares one request among callers at the same time or within two seconds. @throws Problem or Unreachable */
  get<R extends DescribedRoute>(path: Path): Promise<AnswerOf<R>>
  /** The last answer, to show until the next one arrives. */
  lastAnswer<R extends DescribedRoute>(path: Path): Known<AnswerOf<R>> | undefined
  /** Changes something, drops all cached answers, refreshes, and returns the raw response. @throws Problem or Unreachable */
  send(method: 'PATCH' | 'POST' | 'DELETE', path: Path, body?: object): Promise<Response>
  /** Fetches a path and returns the raw response. @throws Problem or Unreachable */
  open(path: Path, signal?: AbortSignal): Promise<Response>
  /** Another object after each change, by which what was kept before it is told apart. */
  era(): object
  /** Asks again for everything on the page. */
  refresh(): void
  onRefresh(listener: () => void): () => void
}

export interface ClientDeps {
  readonly token: string
  /** Called when the token is no longer valid. */
  readonly onRefused: (detail: string) => void
  /** Called after each try with whether the service answered, and when the try began. */
  readonly onContact: (isReached: boolean, began: number) => void
}

export function clientOf(deps: ClientDeps): Client {
  const underWay = new Map<Path, Promise<unknown>>()
  const answers = answerCache()
  const refreshes = refreshSignal()
  let era = {}

  async function ask(path: Path): Promise<unknown> {
    try {
      const data: unknown = JSON.parse(visible(await (await request(deps, path)).text()))
      answers.set(path, data)
      return data
    } catch (error) {
      throw error instanceof Problem ? error : new Unreachable() // it broke off, took too long or is no JSON
    } finally {
      underWay.delete(path)
    }
  }

  return {
    get<R extends DescribedRoute>(path: Path) {
      const fresh = answers.fresh(path)
      if (fresh !== undefined) return Promise.resolve(fresh as AnswerOf<R>)
      const pending = underWay.get(path) ?? ask(path)
      underWay.set(path, pending)
      return pending as Promise<AnswerOf<R>>
    },
    lastAnswer: <R extends DescribedRoute>(path: Path) =>
      answers.last(path) as Known<AnswerOf<R>> | undefined,
    async send(method, path, body) {
      const response = await request(deps, path, { method, ...(body && { body: JSON.stringify(body) }) })
      answers.clear()
      underWay.clear()
      era = {}
      refreshes.send()
      return response
    },
    open: (path, signal) => request(deps, path, signal === undefined ? {} : { signal }),
    era: () => era,
    refresh: refreshes.send,
    onRefresh: refreshes.subscribe,
  }
}

function refreshSignal() {
  const listeners = new Set<() => void>()
  return {
    send() {
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Longer than the service has for any answer. */
const patienceMs = 60_000

async function request(deps: ClientDeps, path: Path, init: RequestInit = {}): Promise<Response> {
  const { token, onContact, onRefused } = deps
  const began = Date.now()
  const late = AbortSignal.timeout(patienceMs)
  const response = await fetch(path, {
    ...init,
    signal: init.signal ? AbortSignal.any([init.signal, late]) : late,
    headers: { authorization: `Bearer ${token}` },
    credentials: 'omit',
  }).catch((error) => {
    if (init.signal?.aborted) throw error
    onContact(false, began)
    throw new Unreachable()
  })
  onContact(true, began)
  if (response.ok) return response
  const problem = await problemOf(response)
  if (problem.token === null) onRefused(problem.detail) // a proxy's own 401 says nothing about the token
  throw problem
}

const freshMs = 2000
const maxAnswers = 60

/** A cache of the last answers. The oldest is dropped when it is full. */
function answerCache() {
  const answers = new Map<Path, Known<unknown>>()
  return {
    last: (path: Path): Known<unknown> | undefined => answers.get(path),
    /** The answer, if it is recent enough not to ask again. */
    fresh(path: Path): unknown {
      const known = answers.get(path)
      return known !== undefined && Date.now() - known.at < freshMs ? known.data : undefined
    },
    set(path: Path, data: unknown): void {
      answers.delete(path)
      answers.set(path, { data, at: Date.now() })
      const [oldest] = answers.keys()
      if (answers.size > maxAnswers && oldest !== undefined) answers.delete(oldest)
    },
    clear: (): void => answers.clear(),
  }
}
