import type { Grant } from '../../../lambda/domain/token/grant'

/** A token, and what it may see. */
export interface Signed {
  readonly token: string
  readonly grant: Grant
}

/** What tabs of one browser tell each other. None of it is kept anywhere. */
type TabMessage =
  | { readonly kind: 'ask' }
  | ({ readonly kind: 'in' } & Signed)
  | { readonly kind: 'out'; readonly token: string; readonly message: string | null }

const channel = new BroadcastChannel('visitbook')
const post = (message: TabMessage): void => channel.postMessage(message)

/** Asks the other tabs for the token that one of them is signed in with. */
export const askTabs = (): void => post({ kind: 'ask' })

export const tellSignIn = ({ token, grant }: Signed): void => post({ kind: 'in', token, grant })

export const tellSignOut = (token: string, message: string | null): void =>
  post({ kind: 'out', token, message })

interface TabListener {
  /** Called when another tab asks for a token. */
  onAsk(): void
  /** Called when another tab is signed in. */
  onSignIn(signed: Signed): void
  onSignOut(token: string, message: string | null): void
}

export function listenToTabs({ onAsk, onSignIn, onSignOut }: TabListener): void {
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'ask') onAsk()
    else if (data.kind === 'in') onSignIn(data)
    else onSignOut(data.token, data.message)
  }
}
