/**
 * A Chromium without a locale calls its language `en-US@posix`, on which uPlot, which asks for it when it is loaded,
 * would fail. Imported before everything else.
 */
try {
  new Intl.NumberFormat(navigator.language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en' })
}
