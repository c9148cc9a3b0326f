/** Letters that Unicode does not take apart into a plain one and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/** The most characters of a key. Of 80,000 names, 200 are longer. */
export const longestKey = 80

/**
 * Returns the key of an organisation by its name: `Universität Zürich` has `universitat-zurich`. A name of digits alone is
 * marked as one, because an AS number may stand in the same places.
 */
export function keyOfName(name: string): string {
  const key = [...name.replaceAll('&', ' and ').toLowerCase().normalize('NFKD')]
    .map((letter) => plainLetters[letter] ?? letter)
    .join('')
    .replace(/[\p{M}'’.]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-/, '')
    .slice(0, longestKey)
    .replace(/-$/, '')
  if (key === '') return 'nameless'
  return /^(as)?\d+$/.test(key) ? `name-${key}` : key
}

/** Returns the key of a network whose registered name nobody has labelled. Other countries have firms of the same name. */
export const keyInCountry = (name: string, country: string | null): string =>
  country === null ? keyOfName(name) : `${keyOfName(name)}-${country.toLowerCase()}`
