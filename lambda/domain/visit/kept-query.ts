import { spell } from './spelling'

/** Bytes of UTF-8 read of one field. The page it becomes part of is cut further. */
const fieldBytes = 256

/**
 * Returns the part of a page's query string that belongs to the page, such as `?id=7`, in one spelling: the named fields in
 * the order of `names`, the first of each name, without empty ones. Returns an empty text if there are none.
 */
export function keptQuery(page: string, names: readonly string[]): string {
  const given = fieldsIn(page, names)
  const kept = names.flatMap((name) => {
    const value = given.get(name)
    return value === undefined ? [] : [`${name}=${value}`]
  })
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}

function fieldsIn(page: string, names: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>()
  for (const field of queryOf(page).split('&')) {
    const end = field.indexOf('=')
    const name = spellField(end < 0 ? field : field.slice(0, end))
    const value = end < 0 ? '' : spellField(field.slice(end + 1))
    if (value !== '' && names.includes(name) && !given.has(name)) given.set(name, value)
  }
  return given
}

function queryOf(page: string): string {
  const [beforeHash = ''] = page.split('#', 1)
  const at = beforeHash.indexOf('?')
  return at < 0 ? '' : beforeHash.slice(at + 1)
}

/** In a field, a plus is a blank, and `#`, `%`, `&` and `+` are the only delimiters that mean something else when written out. */
const spellField = (text: string): string =>
  spell(text.replaceAll('+', '%20'), fieldBytes).replace(harmless, decodeURIComponent)
const harmless = /%(?:2[1478-9ACF]|3[ABDF]|40|5[BD])/g
