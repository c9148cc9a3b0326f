import type { ExampleBook } from './example-book'

/** Fills the example and says how far it is: on one line of a terminal, and elsewhere once. */
export async function fillSaying(book: ExampleBook): Promise<void> {
  const { stderr } = process
  const visits = await book.fill((done, all) => {
    if (stderr.isTTY) stderr.write(`\rInventing the example: ${done} of ${all} visits`)
  })
  stderr.write(`${stderr.isTTY ? '\r\x1b[K' : ''}Invented the example: ${visits} visits of 60 days\n`)
}
