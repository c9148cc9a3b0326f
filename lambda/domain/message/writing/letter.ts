import type { Zone } from '../../time/zone'

/**
 * Words of a line: our own, and what others wrote, which never turns them round. A title that a page gave itself is set apart
 * from the words around it.
 */
export type Words = readonly (string | { readonly theirs: string; readonly as: 'name' | 'title' })[]

export const name = (theirs: string): Words[number] => ({ theirs, as: 'name' })
export const title = (theirs: string): Words[number] => ({ theirs, as: 'title' })

/** A part of a letter. */
export type Part =
  | { readonly is: 'paragraph'; readonly words: Words }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'list'; readonly items: readonly Words[] }
  | { readonly is: 'link'; readonly text: string; readonly url: string }
  | { readonly is: 'note'; readonly text: string }

/** A message in words, before it is plain text or HTML. Whatever a stranger wrote is in it as `strangersText`. */
export interface Letter {
  /** ASCII of one line, for a mail program's list. */
  readonly subject: string
  readonly title: Words
  readonly parts: readonly Part[]
  /** Where the dashboard shows what it is about, and what the link there says. */
  readonly url: string
  readonly link: string
}

/** What a letter is written for. */
export interface Setting {
  /** Address of the service, without a slash at its end. */
  readonly service: string
  readonly zone: Zone
}

export const paragraph = (...words: Words): Part => ({ is: 'paragraph', words })
export const heading = (text: string): Part => ({ is: 'heading', text })
export const list = (items: readonly Words[]): Part => ({ is: 'list', items })
export const note = (text: string): Part => ({ is: 'note', text })
export const link = (text: string, url: string): Part => ({ is: 'link', text, url })
