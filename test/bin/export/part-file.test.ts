import { readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { openPart } from '../../../bin/cli/export/part-file'
import { temporaryFolder } from '../../store/fixtures'

const asked = { url: 'http://127.0.0.1:3000' } as unknown as Parameters<typeof openPart>[1]['asked']
const query = { from: '2026-11-01', to: '2026-11-02' }

test.each([
  ['as it was left', 12, 'first', 'first second'],
  ['with half a page more than was noted', 20, 'first', 'first second'],
  ['shorter than was noted', 3, 'first', ''],
  ['empty', 0, 'first', ''],
  ['with the columns of another version', 12, 'other', ''],
])('an unfinished export that is found %s goes on after what is whole', async (_, length, head, kept) => {
  const { folder, remove } = temporaryFolder()
  const says = jest.spyOn(console, 'error').mockImplementation(() => {})
  const file = join(folder, 'visits.csv')
  const first = await openPart(file, { asked, head: 'first', fresh: () => query })
  await first.append('first ', { visits: 1, cursor: 'a' })
  await first.append('second', { visits: 2, cursor: 'b' })
  await first.close()
  truncateSync(`${file}.part`, length)

  const second = await openPart(file, { asked, head, fresh: () => ({ from: 'later', to: 'later' }) })
  const isWhole = kept !== ''
  expect(second.stage()).toEqual({
    asked,
    query,
    ...(isWhole
      ? { pages: 2, visits: 2, bytes: 12, cursor: 'b' }
      : { pages: 0, visits: 0, bytes: 0, cursor: null }),
  })
  await second.append('more', { visits: 3, cursor: null })
  await second.finish()
  await second.close()
  expect(readFileSync(file, 'utf8')).toBe(`${kept}more`)
  expect(says.mock.calls.length).toBe(isWhole ? 0 : 1)
  says.mockRestore()
  remove()
})
