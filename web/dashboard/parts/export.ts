import type { Client } from '../api/client'
import { isTransient } from '../api/problem'
import type { Path } from '../api/request-list'

export type ExportFormat = 'csv' | 'excel' | 'ndjson'

export interface Export {
  readonly client: Client
  /** The path of the first page, with the format. */
  readonly path: Path
  readonly format: ExportFormat
  readonly signal: AbortSignal
  /** Called with the number of visits so far. */
  readonly onProgress: (visits: number) => void
}

/** Says to a spreadsheet that the file is UTF-8. Reading an answer as text takes it off. */
const byteOrderMark = '\ufeff'

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  excel: 'text/csv',
  ndjson: 'application/x-ndjson',
}

/** Fetches every page of a list as one file. Pages become blobs as they arrive, which browsers may keep on disk. */
export async function exportVisits({ client, path, format, signal, onProgress }: Export): Promise<Blob> {
  const parts: Blob[] = format === 'ndjson' ? [] : [new Blob([byteOrderMark])]
  let next: Path | null = path
  let visits = 0
  while (next !== null) {
    const response: Response = await withRetries(() => client.open(next as Path, signal), signal)
    const text = await response.text()
    const [body, count] = pageOf(text, format, next === path)
    parts.push(new Blob([body]))
    visits += count
    onProgress(visits)
    next = nextOf(response.headers.get('link'))
  }
  return new Blob(parts, { type: types[format] })
}

/** What a page adds to the file, and its number of visits. Every page of CSV begins with the column names. */
export function pageOf(text: string, format: ExportFormat, isFirst: boolean): readonly [string, number] {
  const lines = text.split('\n').length - 1
  if (format === 'ndjson') return [text, lines]
  return [isFirst ? text : text.slice(text.indexOf('\n') + 1), lines - 1]
}

/** The next page in a Link header: `</visits?cursor=…>; rel="next"`. */
export const nextOf = (link: string | null): Path | null =>
  /^<(\/[^>]*)>; rel="next"$/.exec(link ?? '')?.[1] ?? null

const maxTries = 5

async function withRetries<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act()
    } catch (error) {
      if (signal.aborted || attempt === maxTries || !isTransient(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 300 * 2 ** attempt))
    }
  }
}

/** Saves a file on the reader's machine. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
