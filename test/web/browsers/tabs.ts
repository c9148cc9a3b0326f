/** A tab of a browser of either make, as far as the tables need one. Playwright's `Page` is one as it is. */
export interface Tab {
  goto(url: string): Promise<unknown>
  click(selector: string): Promise<void>
  /** @param code an expression, or a function that uses nothing from outside itself */
  evaluate<T>(code: string | (() => T | Promise<T>)): Promise<T>
}

/** A browser whose tabs know nothing of each other: each has a profile that has never been anywhere. */
export interface Tabs<T extends Tab, Options> {
  /** @param before code that runs before the page's own */
  open(url: string, before: string, options?: Options): Promise<T>
  closeAll(): Promise<void>
  quit(): Promise<void>
}

/** Is told what was thrown into a page. */
export type Complain = (message: string) => void

/** Under this symbol a page's window keeps `fetch` as it was before the page could take its name. */
export const ownFetch = "Symbol.for('fetch before the page')"

/** What runs before each page; it calls a function `complain` that the browser's driver provides. */
export const preparation = (before: string) => `
  window[${ownFetch}] = fetch.bind(window)
  addEventListener('error', ({ message }) => complain(location.pathname + ': ' + message))
  addEventListener('unhandledrejection', ({ reason }) => complain(location.pathname + ': ' + reason))
  ${before}`
