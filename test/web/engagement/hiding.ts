/**
 * Hides a page from itself, and shows it: `hide()` and `show()`. The headless shell that comes from npm shows each page,
 * and what it calls a tab in the background is none.
 */
export const hiding = (isHidden: boolean): string => `
  let isHidden = ${isHidden}
  Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden })
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => isHidden ? 'hidden' : 'visible' })
  const become = (hidden) => () => {
    isHidden = hidden
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }
  window.hide = become(true)
  window.show = become(false)`
