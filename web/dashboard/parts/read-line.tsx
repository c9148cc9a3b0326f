import type { JSX } from 'preact'
import { readText } from '../text/reading'

interface Reading {
  readonly seconds: number
  readonly sections: readonly { readonly name: string }[]
  readonly links: readonly { readonly link: string }[]
}

/** What an organisation read, in one line; nothing where none of its visits was reported on. */
export function ReadLine({ of: { seconds, sections, links } }: { of: Reading }): JSX.Element | null {
  const text = readText({ seconds, sections, links: links.map(({ link }) => link) })
  return text === null ? null : <p>{text}.</p>
}
