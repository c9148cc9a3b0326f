import * as words from '#words'
import type { Grant } from '../../../lambda/domain/token/grant'
import { storeOf } from '../state/store'
import { type Client, clientOf } from './client'
import { noteContact } from './connection'
import { forgetToken, keepToken, keptToken } from './kept-token'
import { Problem, Unreachable } from './problem'
import { sitesPath } from './request-list'
import { askTabs, listenToTabs, type Signed, tellSignIn, tellSignOut } from './tabs'

/** A signed-in reader. */
export interface Session extends Signed {
  readonly client: Client
  /** Whether the token came with a shared link. Such a session stores nothing in the browser. */
  readonly isShared: boolean
}

export const session = storeOf<Session | null>(null)

/** The message above the sign-in form. */
export const signInMessage = storeOf<string | null>(null)

const everything: Grant = { scope: 'all', site: null, pages: true }

function sessionOf({ token, grant }: Signed, isShared = false): Session {
  const client = clientOf({
    token,
    onContact: noteContact,
    onRefused() {
      if (session.get()?.client !== client) return // signing in, where the form reports it, or already signed out
      signOut(isShared ? words.invalidLink : words.revoked)
    },
  })
  return { token, client, grant, isShared }
}

/** The shared link in the address, if it is one. */
function sharedLink(): Signed | null {
  const link = new URLSearchParams(location.hash.slice(1))
  const token = link.get('share')
  const pages = link.get('pages') !== 'none'
  return token === null ? null : { token, grant: { scope: 'stats', site: null, pages } }
}

/** Whether this is the page of a link that may be framed. The owner's own token must never be used there. */
export const isFrameable = (): boolean => location.pathname !== '/'

/** Keeps the token of the link that `npm start` prints, in a browser that has none yet. The address loses it at once. */
function takeLinkedToken(): void {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return
  history.replaceState(null, '', location.pathname + location.search)
  if (keptToken() === null && isToken(token)) keepToken(token, false)
}

/** Restores the session of a shared link, of the browser's storage or of a link with a token, if there is one. */
export function resume(): Session | null {
  const shared = sharedLink()
  if (shared === null && isFrameable()) signInMessage.set(words.invalidLink)
  if (!isFrameable()) takeLinkedToken()
  const kept = isFrameable() ? null : keptToken()
  const signed = shared ?? { token: kept ?? '', grant: everything }
  return isToken(signed.token) ? sessionOf(signed, shared !== null) : null
}

/** Whether a header can carry the text. */
const isToken = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

/** Takes off what is copied along with a token: a variable's name, a header's, an address, quotes. */
const bareToken = (text: string): string =>
  text.replace(/^.*(VISITBOOK_TOKEN\s*=|Bearer\s|#share=)/is, '').replace(/^[\s"'`“”‘’]+|[\s"'`“”‘’;]+$/g, '')

interface SignIn {
  readonly text: string
  readonly onDevice: boolean
  /** Called before the token is known to be good, so that the first view's data arrive along with that answer. */
  readonly prefetch: (client: Client) => void
}

/** Signs in. @returns what went wrong, or null */
export async function signIn({ text, onDevice, prefetch }: SignIn): Promise<Problem | string | null> {
  const token = bareToken(text)
  if (token === '') return words.enterToken
  if (!isToken(token)) return words.noToken
  const made = sessionOf({ token, grant: everything })
  prefetch(made.client)
  const grant = await made.client.get(sitesPath).then(
    () => everything,
    (error: unknown) => (error instanceof Problem && error.token) || signInProblem(error),
  )
  if (typeof grant === 'string' || grant instanceof Problem) return grant
  if (grant.scope === 'feed') return words.feedToken
  keepToken(token, onDevice)
  begin({ ...made, grant })
  tellSignIn({ token, grant })
  return null
}

function signInProblem(error: unknown): Problem | string {
  if (error instanceof Unreachable) return words.areYouOffline
  return error instanceof Problem ? error : words.broken
}

/** Shows the reader in. A shared link that is left behind would come back on reload. */
function begin(signedIn: Session): void {
  if (sharedLink() !== null) history.replaceState(null, '', location.pathname + location.search)
  signInMessage.set(null)
  session.set(signedIn)
}

export function signOut(message: string | null = null): void {
  const now = session.get()
  if (now !== null && !now.isShared) {
    forgetToken(now.token)
    tellSignOut(now.token, message)
  }
  signInMessage.set(message)
  session.set(null)
}

/** Notes what the service says this session's token may see. */
export function noteGrant(grant: Grant): void {
  const now = session.get()
  if (now !== null && JSON.stringify(now.grant) !== JSON.stringify(grant)) session.set({ ...now, grant })
}

const isOfLink = (): boolean => isFrameable() || sharedLink() !== null

/** Signs in and out along with the other tabs of this browser. A shared link takes no part in it. */
export function watchTabs(): void {
  listenToTabs({
    onAsk() {
      const now = session.get()
      if (now !== null && !now.isShared) tellSignIn(now)
    },
    onSignIn(signed) {
      if (session.get() !== null || isOfLink()) return
      keepToken(signed.token, false)
      begin(sessionOf(signed))
    },
    onSignOut(token, message) {
      const now = session.get()
      if (now === null || now.isShared || now.token !== token) return
      forgetToken(token)
      signInMessage.set(message)
      session.set(null)
    },
  })
  if (session.get() === null && !isOfLink()) askTabs()
}
