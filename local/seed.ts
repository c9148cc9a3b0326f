import { openDatabase } from './engine/database'
import { exampleBook } from './example/example-book'
import { fillSaying } from './example/example-progress'
import { localSettings } from './settings'

/** `npm run seed`: the invented visits of `npm start -- --example`, whether `npm start` runs or not. */
async function main(): Promise<void> {
  const database = await openDatabase(localSettings(process.env).data)
  try {
    await fillSaying(exampleBook(database, () => new Date()))
  } finally {
    await database.close()
  }
}

main().catch((error: Error) => {
  console.error(`Could not fill it: ${error.message}`)
  process.exitCode = 1
})
