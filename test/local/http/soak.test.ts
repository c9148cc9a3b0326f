import { inFull } from '../../support/size'
import { type Book, openBook, page } from '../book'

/** `VISITBOOK_SOAK_SECONDS=30 npx jest test/local/soak` for a long one. */
const seconds = Number(process.env.VISITBOOK_SOAK_SECONDS ?? inFull(3, 1))
const clients = 32

let book: Book
beforeAll(async () => {
  book = await openBook()
})
afterAll(() => book.close())

test(
  `${clients} clients record twice or more, for ${seconds} seconds: every visit that was answered is listed, once, and no other`,
  async () => {
    const end = Date.now() + seconds * 1000
    const recorded: string[] = []
    const client = async (name: number) => {
      for (let at = 0; at < 2 || Date.now() < end; at++) {
        const path = `/${name}/${at}`
        const { status } = await book.ask('POST /visits', {
          headers: page,
          body: { page: path },
          token: null,
        })
        expect(status).toBe(204)
        recorded.push(path)
      }
    }
    await Promise.all(Array.from({ length: clients }, (_, name) => client(name)))
    const listed = (await book.visits()).map((visit) => visit.page)
    expect(listed.toSorted()).toEqual(recorded.toSorted())
    console.info(
      `${recorded.length} visits in ${seconds} s: ${Math.round(recorded.length / seconds)} a second`,
    )
  },
  (seconds + 60) * 1000,
)
