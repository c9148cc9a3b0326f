import { storeOf } from '../state/store'
import { useStore } from '../state/use-store'

/** What the reader looks for; empty for everything. It is kept nowhere. */
export const sought = storeOf('')

/** As people compare: without case, accents and the width of letters. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Whether any of the texts has each word that is sought. */
export type Finder = (...texts: readonly (string | null | undefined)[]) => boolean

function finderOf(text: string): Finder {
  const parts = plain(text).split(/\s+/).filter(Boolean)
  return (...texts) => {
    const all = plain(texts.filter(Boolean).join('\n'))
    return parts.every((part) => all.includes(part))
  }
}

/** Narrows a list to what the reader looks for. */
export const useFinder = (): Finder => finderOf(useStore(sought))
