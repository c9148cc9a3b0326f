import * as words from '#words'

/**
 * How numbers and dates are written: in the language of the page, as the reader's region writes it, with Latin digits and
 * the Gregorian calendar, so that no sentence is in two languages.
 *
 * @param readers language tags, the one that is liked best first; a browser may report some that are none
 */
export function localeFor(readers: readonly string[], language: string = words.language): string {
  const known = readers.flatMap((tag) => localeOf(tag) ?? [])
  const first = known[0]
  const region =
    first?.region ??
    known.find((one) => one.language === language && one.region)?.region ??
    first?.maximize().region
  return new Intl.Locale(language, {
    ...(region !== undefined && { region }),
    numberingSystem: 'latn',
    calendar: 'gregory',
  }).toString()
}

function localeOf(tag: string): Intl.Locale | null {
  try {
    return new Intl.Locale(tag)
  } catch {
    return null
  }
}

export const locale = localeFor(globalThis.navigator?.languages ?? [])
