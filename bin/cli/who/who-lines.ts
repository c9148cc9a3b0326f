import { printable, widthOf } from '../../../lambda/domain/printable'
import { inColumns } from '../terminal/terminal-text'
import type { WhoAnswer } from './who-answer'

/** One line of JSON for each answer. */
export const whoJson = (answers: readonly WhoAnswer[]): string =>
  answers
    .map(({ ip, asn, name, kind, country, confidence, evidence, key }) =>
      JSON.stringify({ ip, asn, name, key, kind, country, confidence, evidence }),
    )
    .map((line) => `${line}\n`)
    .join('')

const gap = '  '

/** Input that is no address may be a whole file, so it is cut. Even the longest address with a zone is shorter. */
const longestCell = 60

/** Lines that are aligned with each other and with those printed before. */
export function whoLines(): (answers: readonly WhoAnswer[]) => string {
  let widths: number[] = []
  return (answers) => {
    const rows = answers.map((answer) => cellsOf(answer).map(shown))
    widths = rows.reduce((most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, widthOf(cell))), widths)
    return rows.map((row) => lineOf(row, widths)).join('')
  }
}

function organisationOf({ name, domain }: WhoAnswer): string {
  if (name === null) return '-'
  return domain === null ? name : `${name} (${domain})`
}

function cellsOf(answer: WhoAnswer): string[] {
  const { ip, kind, confidence, evidence, asn, country } = answer
  return [
    ip,
    organisationOf(answer),
    `${confidence === null ? kind : `${kind}, ${confidence}`}: ${evidence}`,
    asn === null ? '-' : `AS${asn}`,
    country ?? '-',
  ]
}

function shown(cell: string): string {
  const text = printable(cell)
  return widthOf(text) > longestCell ? inColumns(text, longestCell) : text
}

const lineOf = (row: readonly string[], widths: readonly number[]): string =>
  `${`${row.map((cell, at) => inColumns(cell, widths[at] as number)).join(gap)}`.trimEnd()}\n`
