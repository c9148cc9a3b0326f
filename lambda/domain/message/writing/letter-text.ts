import type { Letter, Part, Words } from './letter'
import { linesOf } from './lines'

/** Returns a letter as plain text. Only addresses of the service are longer than a line. */
export const letterText = ({ title, parts, url, link }: Letter): string =>
  [linesOf(lineOf(title)), ...parts.map(partLines), linkLines(link, url)]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .concat('\n')

function partLines(part: Part): string[] {
  switch (part.is) {
    case 'heading':
      return linesOf(part.text.toUpperCase())
    case 'list':
      return part.items.flatMap((words) => linesOf(plain(words), '- '))
    case 'link':
      return linkLines(part.text, part.url)
    case 'note':
      return linesOf(part.text)
    case 'paragraph':
      return linesOf(plain(part.words))
  }
}

const linkLines = (text: string, url: string): string[] => [...linesOf(`${text}:`), url]

const plain = (words: Words): string =>
  words
    .map((one) => (typeof one !== 'string' && one.as === 'title' ? `*${one.theirs}*` : lineOf([one])))
    .join('')

/** Returns words as a line in which nothing is set apart. */
export const lineOf = (words: Words): string =>
  words.map((one) => (typeof one === 'string' ? one : one.theirs)).join('')
