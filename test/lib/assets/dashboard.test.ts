import { gzipSync } from 'node:zlib'
import { dashboardPage } from '../../../lib/assets/dashboard'

const page = dashboardPage()

test('the dashboard weighs 60 KB gzipped at most', () => {
  expect(gzipSync(page).length).toBeLessThanOrEqual(60_000)
})

test('the dashboard is one page that loads nothing else', () => {
  const markup = page.replace(/<script>.*<\/script>/s, '<script/>')
  expect(markup.match(/<(script|style|link)\b/g)).toEqual(['<link', '<style', '<script'])
  expect(markup).toContain('<link rel="icon" href="data:')
  expect(markup).not.toMatch(/@import|url\(/)
  expect(page).toContain('<title>Visitbook</title>')
})

test('the same sources make the same page', () => {
  expect(dashboardPage()).toBe(page)
})
