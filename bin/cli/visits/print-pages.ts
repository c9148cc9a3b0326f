import { write } from '../terminal/output'

/** A page of a list as the API answers it. */
interface Page {
  readonly cursor: string | null
}

/** Follows the cursor until `limit` things are there. */
export async function* pagesUpTo<P extends Page>(
  limit: number,
  fetchPage: (cursor: string | null, limit: number) => Promise<P>,
  thingsOf: (page: P) => readonly unknown[],
): AsyncGenerator<P> {
  let remaining = limit
  let cursor: string | null = null
  do {
    const page: P = await fetchPage(cursor, remaining)
    yield page
    remaining -= thingsOf(page).length
    cursor = page.cursor
  } while (cursor !== null && remaining > 0)
}

export interface Printer<P> {
  page(page: P): string
  end?(): string
}

/** Prints each page as it comes. @returns whether there are more */
export async function printPages<P extends Page>(
  pages: AsyncIterable<P>,
  printer: Printer<P>,
): Promise<boolean> {
  let isCut = false
  for await (const page of pages) {
    await write(process.stdout, printer.page(page))
    isCut = page.cursor !== null
  }
  await write(process.stdout, printer.end?.() ?? '')
  return isCut
}
