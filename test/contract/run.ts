import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Book, everyVisit, openBook, page } from '../local/book'
import { installSchemathesis, runSchemathesis } from './schemathesis'

/**
 * `npm run test:contract`: schemathesis makes calls of what /openapi.json describes, valid and invalid ones, and holds
 * each answer against it; with the token from a page of a listed site, and then as a stranger.
 */
async function main(): Promise<void> {
  let program: string
  try {
    program = installSchemathesis()
  } catch (error) {
    console.log(`Contract test skipped, schemathesis needs Python 3.10 and PyPI: ${firstLine(error)}`)
    return
  }
  console.info = () => {} // the server logs each refusal, of which there are thousands
  const book = await openBook()
  try {
    const calls = { program, ...(await prepared(book)) }
    const owner = [`Authorization: Bearer ${book.token}`, `Origin: ${page.origin}`]
    const codes = [
      await runSchemathesis({ ...calls, headers: owner }),
      await runSchemathesis({ ...calls, headers: [] }),
    ]
    process.exitCode = Math.max(...codes)
  } finally {
    await book.close()
  }
}

const firstLine = (error: unknown): string => String((error as Error).message).split('\n', 1)[0] ?? ''

const examples = Number(process.env.VISITBOOK_CONTRACT_EXAMPLES) || 25
const seed = process.env.VISITBOOK_CONTRACT_SEED

const seededVisits = 200

async function prepared(book: Book) {
  for (let count = 0; count < seededVisits; count++)
    await book.ask('POST /visits', { headers: page, body: { page: `/${count % 20}` }, token: null })
  const description = join(book.folder, 'openapi.json')
  writeFileSync(description, (await book.ask('GET /openapi.json')).text)
  const ids = (await everyVisit(book.ask)).map(({ id }) => id)
  return { description, url: book.url, examples, seed, ids, folder: book.folder }
}

main()
