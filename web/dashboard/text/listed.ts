import type { ComponentChildren } from 'preact'
import { locale } from './locale'

const list = new Intl.ListFormat(locale)

/** Puts what the language has between the parts of a list. */
export const listed = (parts: readonly ComponentChildren[]): ComponentChildren[] =>
  list
    .formatToParts(parts.map((_, at) => String(at)))
    .map(({ type, value }) => (type === 'element' ? parts[Number(value)] : value))
