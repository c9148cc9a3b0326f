import { until } from '../until'
import type { BidiSession } from './bidi'
import { type Firefox, launchFirefox } from './firefox'
import { type Complain, preparation, type Tab, type Tabs } from './tabs'

/** How a tab is opened; Playwright's other options are not for Firefox. */
export interface FirefoxOptions {
  /** Behind the one that is shown, as by a middle click. */
  readonly background?: boolean
}

export interface FirefoxTab extends Tab {
  bringToFront(): Promise<void>
}

export async function firefoxTabs(
  firefox: Firefox,
  complain: Complain,
): Promise<Tabs<FirefoxTab, FirefoxOptions>> {
  const session = await launchFirefox(firefox)
  const profiles: string[] = []
  session.onEvent('script.message', ({ data }: { data: { value: string } }) => complain(data.value))
  await session.send('session.subscribe', { events: ['script.message'] })
  return {
    open: async (url, before, options = {}) => {
      const { userContext } = await session.send<{ userContext: string }>('browser.createUserContext')
      profiles.push(userContext)
      await session.send('script.addPreloadScript', {
        functionDeclaration: `(complain) => { ${preparation(before)} }`,
        arguments: [{ type: 'channel', value: { channel: 'complaints' } }],
        userContexts: [userContext],
      })
      const { context } = await session.send<{ context: string }>('browsingContext.create', {
        type: 'tab',
        userContext,
        ...options,
      })
      const tab = tabOf(session, context)
      if (!options.background) await until(() => tab.evaluate<boolean>('!document.hidden')) // a busy machine takes its time
      await tab.goto(url)
      return tab
    },
    closeAll: async () => {
      for (const userContext of profiles.splice(0)) {
        await session.send('browser.removeUserContext', { userContext })
      }
    },
    quit: session.quit,
  }
}

const tabOf = (session: BidiSession, context: string): FirefoxTab => ({
  goto: (url) => session.send('browsingContext.navigate', { context, url, wait: 'complete' }),
  click: (selector) => click(session, context, selector),
  evaluate: <T>(code: string | (() => T | Promise<T>)) =>
    evaluate<T>(session, context, typeof code === 'string' ? code : `(${code})()`),
  bringToFront: async () => {
    await session.send('browsingContext.activate', { context })
  },
})

/** Clicks an element as soon as it is there. */
async function click(session: BidiSession, context: string, selector: string): Promise<void> {
  const locator = { type: 'css', value: selector }
  const element = await until(async () => {
    const found = await session.send<{ nodes: { sharedId: string }[] }>('browsingContext.locateNodes', {
      context,
      locator,
    })
    return found.nodes[0]
  })
  await session.send('input.performActions', {
    context,
    actions: [{ type: 'pointer', id: 'mouse', actions: clickOn(element.sharedId) }],
  })
}

const clickOn = (sharedId: string) => [
  { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: { sharedId } } },
  { type: 'pointerDown', button: 0 },
  { type: 'pointerUp', button: 0 },
]

interface Evaluated {
  readonly result?: { readonly value?: string }
  readonly exceptionDetails?: { readonly text: string }
}

/** By way of JSON, as a table compares plain values. */
async function evaluate<T>(session: BidiSession, context: string, expression: string): Promise<T> {
  const { result, exceptionDetails } = await session.send<Evaluated>('script.evaluate', {
    expression: `(async () => JSON.stringify(await (${expression})))()`,
    target: { context },
    awaitPromise: true,
  })
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
  return (result?.value === undefined ? undefined : JSON.parse(result.value)) as T
}
