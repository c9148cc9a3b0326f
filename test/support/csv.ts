/** Lines and cells of CSV as RFC 4180 §2 has it, read without the library that writes it. */
export function parseCsv(text: string, separator = ','): string[][] {
  const lines: string[][] = [[]]
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n)`, 'g')
  for (const [, quoted, bare = '', end] of text.matchAll(cell)) {
    lines.at(-1)?.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
    if (end === '\r\n') lines.push([])
  }
  return lines.slice(0, -1)
}
