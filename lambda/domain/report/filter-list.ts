/**
 * How the values of a filter are written: `DE,AT` is one or the other, `!DE` is not that one, `none` is not known,
 * `/projects/*` is a folder and `Firefox *` any version. A backslash takes its meaning from a mark.
 */

/** One value of a list. */
export interface ListedValue {
  /** Without its marks. */
  readonly text: string
  /** A value as it is, all of a folder or family, or no value. */
  readonly as: 'value' | 'group' | 'none'
  /** Whether visits that have it are left out. */
  readonly isNot: boolean
}

/** The most values of one filter. */
export const mostValues = 50

/** The end of what stands for a folder or a family. */
const groupMarks: Readonly<Record<string, string>> = { page: '/*', browser: ' *', os: ' *' }

/** Commas within pages and within registered names (`Example,_Ltd`) separate nothing, so that old links hold. */
const separators: Readonly<Record<string, RegExp>> = { page: /,(?=!?\/)/, organisation: /,(?!_)/ }

/** Filters that have one value, as it is. */
const isSingle = (name: string): boolean => name === 'network' || name === 'visitor'

/** A page is always known. */
const mayBeUnknown = (name: string): boolean => name !== 'page'

/** Reads the values of a filter, each once. */
export function listedValues(name: string, list: string): readonly ListedValue[] {
  if (isSingle(name)) return [{ text: list, as: 'value', isNot: false }]
  const items = hidden(list).split(separators[name] ?? ',')
  const given = items.length > 1 ? items.filter((item) => item.trim() !== '') : items
  const values = new Map(given.map((item) => [item.trim(), listedValue(name, item.trim())]))
  return [...values.values()]
}

function listedValue(name: string, item: string): ListedValue {
  const isNot = item.startsWith('!')
  const text = isNot ? item.slice(1) : item
  if (text === none && mayBeUnknown(name)) return { text: '', as: 'none', isNot }
  const mark = groupMarks[name]
  if (mark !== undefined && text.endsWith(mark))
    return { text: seen(text.slice(0, -mark.length)), as: 'group', isNot }
  return { text: seen(text === `\\${none}` ? none : text), as: 'value', isNot }
}

/** Writes values as `listedValues` reads them. */
export const listText = (name: string, values: readonly ListedValue[]): string =>
  values.map((one) => itemText(name, one)).join(',')

function itemText(name: string, { text, as, isNot }: ListedValue): string {
  if (isSingle(name)) return text
  const not = isNot ? '!' : ''
  if (as === 'none') return not + none
  const plain = text
    .replaceAll('\\', '\\\\')
    .replace(new RegExp(separators[name] ?? ',', 'g'), '\\,')
    .replace(/^!/, '\\!')
  if (as === 'group') return not + plain + groupMarks[name]
  if (plain === none && mayBeUnknown(name)) return `${not}\\${none}`
  return not + (plain.endsWith(groupMarks[name] ?? '\n') ? plain.replace(/\*$/, '\\*') : plain)
}

const none = 'none'

/** Lone surrogates, which no address has, stand for marks that mean nothing. */
const hidden = (text: string): string =>
  text.replace(/\\([\\,!*])/g, (_, mark: string) => String.fromCharCode(0xdc00 + mark.charCodeAt(0)))
const seen = (text: string): string =>
  text.replace(/(?<![\ud800-\udbff])[\udc21\udc2a\udc2c\udc5c]/g, (mark) =>
    String.fromCharCode(mark.charCodeAt(0) - 0xdc00),
  )
