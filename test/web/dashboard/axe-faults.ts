import { source } from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe-core finds against WCAG 2.2 AA and good practice. It runs in the page by way of the debugger, so that the page's policy holds. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(`${source}; undefined`)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, any, all }) =>
          `${id}: ${html.slice(0, 160)} ${[...any, ...all].map((one) => one.message).join(' ')}`,
      ),
    )
  })
}
