const name = 'visitbook.keys'

/** Whether the page lets single keys act: who speaks to the browser, or has keys of their own, turns them off. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(name) !== 'off'
  } catch {
    return true
  }
}

/** Keeps that in this browser, where it keeps anything. */
export function setKeysOn(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(name)
    else localStorage.setItem(name, 'off')
  } catch {}
}
