/**
 * Chromium without a locale reports `en-US@posix` as its language. uPlot reads that when it loads, and would throw, so
 * this module must be imported first.
 */
try {
  new Intl.NumberFormat(navigator.language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' })
}
