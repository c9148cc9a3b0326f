import { storeOf } from '../state/store'
import { type Client, clientOf } from './client'
import { noteContact } from './connection'
import { Problem, sentence, Unreachable } from './problem'
import { sitesPath } from './request-list'

/** Who reads: somebody with a token. */
export interface Session {
  readonly client: Client
  /** `stats`: a token that may only see totals. */
  readonly scope: 'all' | 'stats'
  readonly token: string
  /** Whether it came with a link that was shared: then nothing that the browser keeps is its own. */
  readonly isShared: boolean
}

export const session = storeOf<Session | null>(null)

/** What to tell the reader at the sign-in. */
export const signInMessage = storeOf<string | null>(null)

const name = 'visitbook.token'

/** A browser may forbid storage; then nothing is kept. */
function storages(): Storage[] {
  try {
    return [sessionStorage, localStorage]
  } catch {
    return []
  }
}

const keptToken = (): string | null =>
  storages()
    .map((storage) => storage.getItem(name))
    .find((token) => token !== null) ?? null

const isKept = (token: string): boolean => storages().some((storage) => storage.getItem(name) === token)

function keep(token: string, onDevice: boolean): void {
  const [ofTab, ofDevice] = storages()
  if (onDevice) ofTab?.removeItem(name) // which would come before it
  const place = onDevice ? ofDevice : ofTab
  place?.setItem(name, token)
}

/** Any page can open a link here, so a session takes away what it kept itself and never what another did. */
function forget(token: string): void {
  for (const storage of storages()) if (storage.getItem(name) === token) storage.removeItem(name)
}

const revoked = 'You are signed out: this token is unknown or was revoked.'

function clientFor(token: string, isShared = false): Client {
  const client = clientOf({
    token,
    onContact: noteContact,
    onRefused() {
      if (session.get()?.client !== client) return // still signing in, which tells it itself, or gone by now
      signOut(isShared ? 'This link is no longer valid.' : revoked)
    },
  })
  return client
}

/** The session that a shared link or the browser's storage holds, if any. */
export function resume(hash: string): Session | null {
  const shared = new URLSearchParams(hash.slice(1)).get('share')
  const token = shared ?? keptToken()
  if (token === null || !isToken(token)) return null
  return {
    token,
    client: clientFor(token, shared !== null),
    scope: shared === null ? 'all' : 'stats',
    isShared: shared !== null,
  }
}

/** What a header can carry. */
const isToken = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

interface SignIn {
  readonly token: string
  readonly onDevice: boolean
  /** Asks for what will be shown first, so that it comes with the answer to whether the token is good. */
  readonly prefetch: (client: Client) => void
}

/** @returns what is wrong, or null */
export async function signIn({ token, onDevice, prefetch }: SignIn): Promise<string | null> {
  const trimmed = token.trim()
  if (trimmed === '') return 'Enter your token.'
  if (!isToken(trimmed)) return 'This is not a token: it has a space or a letter that no token has.'
  const client = clientFor(trimmed)
  prefetch(client)
  const scope = await client.get(sitesPath).then(
    () => 'all' as const,
    (error: unknown) => (error instanceof Problem && error.status === 403 ? ('stats' as const) : error),
  )
  if (scope !== 'all' && scope !== 'stats') return signInProblem(scope)
  keep(trimmed, onDevice)
  signInMessage.set(null)
  session.set({ token: trimmed, client, scope, isShared: false })
  return null
}

function signInProblem(error: unknown): string {
  if (error instanceof Unreachable) return 'Visitbook cannot be reached. Are you offline?'
  return error instanceof Problem ? sentence(error.detail) : 'Something went wrong on this page.'
}

export function signOut(message: string | null = null): void {
  const now = session.get()
  if (now !== null && !now.isShared) forget(now.token)
  signInMessage.set(message)
  session.set(null)
}

/** A token that was kept may turn out to see totals only. */
export function limitToTotals(): void {
  const now = session.get()
  if (now !== null && now.scope === 'all') session.set({ ...now, scope: 'stats' })
}

/** Who signs out in one window is signed out in all. */
export function watchOtherWindows(): void {
  addEventListener('storage', ({ key, newValue }) => {
    const now = session.get()
    if (key === name && newValue === null && now !== null && !now.isShared && !isKept(now.token))
      session.set(null)
  })
}
