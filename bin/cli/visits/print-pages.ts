import { write } from '../terminal/output'

/** A page of a list as the API answers it. */
interface Page {
  readonly cursor: string | null
}

export interface Printer<P> {
  page(page: P): string
  end?(): string
}

/** Prints all pages as CSV, with the head once. */
export function csvPrinter<P>(
  textOf: (page: P, options: { readonly header: boolean }) => string,
): Printer<P> {
  let header = true
  return {
    page(page) {
      const text = textOf(page, { header })
      header = false
      return text
    },
  }
}

/** Prints all pages as one JSON object, whose cursor is that of the last page. @param name of the list in it */
export function jsonPrinter<P extends Page>(
  name: string,
  thingsOf: (page: P) => readonly unknown[],
): Printer<P> {
  const all: unknown[] = []
  let rest: string | null = null
  return {
    page(page) {
      all.push(...thingsOf(page))
      rest = page.cursor
      return ''
    },
    end: () => `${JSON.stringify({ [name]: all, cursor: rest })}\n`,
  }
}

export interface PrintedList<P extends Page> {
  readonly limit: number
  readonly fetchPage: (cursor: string | null, limit: number) => Promise<P>
  readonly thingsOf: (page: P) => readonly unknown[]
  readonly printer: Printer<P>
}

/** Follows the cursor until `limit` things are printed, each page as it comes. @returns how many were, and whether there are more */
export async function printPages<P extends Page>({
  limit,
  fetchPage,
  thingsOf,
  printer,
}: PrintedList<P>): Promise<{ readonly printed: number; readonly isCut: boolean }> {
  let printed = 0
  let cursor: string | null = null
  do {
    const page: P = await fetchPage(cursor, limit - printed)
    await write(process.stdout, printer.page(page))
    printed += thingsOf(page).length
    cursor = page.cursor
  } while (cursor !== null && printed < limit)
  await write(process.stdout, printer.end?.() ?? '')
  return { printed, isCut: cursor !== null }
}
