import type { Page, Route } from 'playwright-core'
import { until } from '../until'

/** Holds the page's requests of a path back. @returns what waits for the first of them, and what lets all go on */
export async function held(page: Page, method: string, path: string) {
  const waiting: Route[] = []
  let isHeld = true
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      if (isHeld && route.request().method() === method) waiting.push(route)
      else await route.fallback()
    },
  )
  return {
    isWaiting: () => until(() => waiting.length > 0),
    async release() {
      isHeld = false
      for (const route of waiting.splice(0)) await route.fallback()
    },
  }
}
