import { storeOf } from '../state/store'
import { type Client, clientOf } from './client'
import { noteContact } from './connection'
import { Problem, sentence, Unreachable } from './problem'
import { sitesPath } from './request-list'

/** A signed-in reader. */
export interface Session {
  readonly client: Client
  /** `stats` is a token that may see totals only. */
  readonly scope: 'all' | 'stats'
  readonly token: string
  /** Whether the token came with a shared link. Such a session stores nothing in the browser. */
  readonly isShared: boolean
}

export const session = storeOf<Session | null>(null)

/** The message above the sign-in form. */
export const signInMessage = storeOf<string | null>(null)

const name = 'visitbook.token'

/** The browser's storages; none if the browser forbids them. */
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
  if (onDevice) ofTab?.removeItem(name) // the tab's token would win
  const place = onDevice ? ofDevice : ofTab
  place?.setItem(name, token)
}

/** Removes this session's token only: any page may open a shared link here, which must not sign the owner out. */
function forget(token: string): void {
  for (const storage of storages()) if (storage.getItem(name) === token) storage.removeItem(name)
}

const revoked = 'You are signed out: this token is unknown or was revoked.'

function clientFor(token: string, isShared = false): Client {
  const client = clientOf({
    token,
    onContact: noteContact,
    onRefused() {
      if (session.get()?.client !== client) return // signing in, where the form reports it, or already signed out
      signOut(isShared ? 'This link is no longer valid.' : revoked)
    },
  })
  return client
}

/** Restores the session of a shared link or of the browser's storage, if there is one. */
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

/** Whether a header can carry the text. */
const isToken = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

interface SignIn {
  readonly token: string
  readonly onDevice: boolean
  /** Called before the token is known to be good, so that the first view's data arrive along with that answer. */
  readonly prefetch: (client: Client) => void
}

/** Signs in. @returns what went wrong, or null */
export async function signIn({ token, onDevice, prefetch }: SignIn): Promise<string | null> {
  const trimmed = token.trim()
  if (trimmed === '') return 'Enter your token.'
  if (!isToken(trimmed)) return 'This is not a token: it has a space or a character that no token has.'
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

/** Narrows the session's scope: a stored token may turn out to see totals only. */
export function limitToTotals(): void {
  const now = session.get()
  if (now !== null && now.scope === 'all') session.set({ ...now, scope: 'stats' })
}

/** Signs out here when the reader signs out in another window. */
export function watchOtherWindows(): void {
  addEventListener('storage', ({ key, newValue }) => {
    const now = session.get()
    if (key === name && newValue === null && now !== null && !now.isShared && !isKept(now.token))
      session.set(null)
  })
}
