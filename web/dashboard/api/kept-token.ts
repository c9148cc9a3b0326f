const name = 'visitbook.token'

/** The storages of this tab and of this device; a browser may forbid them, and they may be full. */
const places = [() => sessionStorage, () => localStorage] as const

function attempt<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}

const readFrom = (place: () => Storage): string | null => attempt(() => place().getItem(name))

export const keptToken = (): string | null => places.map(readFrom).find((token) => token !== null) ?? null

/** Keeps a token for this tab or this device. Where that cannot be, it lasts as long as the page. */
export function keepToken(token: string, onDevice: boolean): void {
  const [ofTab, ofDevice] = places
  if (onDevice) attempt(() => ofTab().removeItem(name)) // the tab's token would win
  attempt(() => (onDevice ? ofDevice : ofTab)().setItem(name, token))
}

/** Forgets this token and no other: any page may open a shared link here, which must not sign the owner out. */
export function forgetToken(token: string): void {
  for (const place of places) if (readFrom(place) === token) attempt(() => place().removeItem(name))
}
