import type { FormatName } from '../../../../bin/cli/import/import-choices'
import type { Tally } from '../../../../bin/cli/import/import-tally'
import { type ReadOptions, readLog } from '../read-log'
import { firefox } from './sample-lines'

/** What most of the lines below tell of; a row has what is different. */
export const view = {
  address: '203.0.113.7',
  time: '2015-05-17T10:05:03.000Z',
  page: '/cv.html?lang=de',
  referrer: 'https://a.example/list',
  userAgent: firefox,
  optsOut: false,
  assets: null,
}
export type Row = readonly [
  about: string,
  line: string,
  becomes: Partial<Record<keyof typeof view, unknown>> | string,
]

/** The format that a log is told to be in and the view that its line tells of, or why it tells of none. */
export async function becomes(line: string, header: readonly string[] = [], options?: ReadOptions) {
  const { views, tally } = await readLog([...header, line], options)
  const [found] = views
  if (found === undefined) return reasonsIn(tally.skipped).at(header.length > 0 ? 1 : 0)
  const { key, occurrence, time, ...rest } = found
  return { format: [...tally.formats][0], ...rest, time: new Date(time).toISOString() }
}

/** The reasons that were counted, comments first. */
const reasonsIn = (skipped: Tally['skipped']): string[] =>
  Object.entries(skipped)
    .filter(([, count]) => count > 0)
    .map(([reason]) => reason)
    .sort((a, b) => Number(b === 'comment') - Number(a === 'comment'))

/** Tests what lines become, told by themselves and with `--format`. */
export function describeFormat(
  format: FormatName,
  rows: readonly Row[],
  header: readonly string[] = [],
): void {
  describe(`in format ${format}`, () => {
    beforeEach(() => {
      jest.spyOn(console, 'error').mockImplementation(() => {}) // complaints
    })
    afterEach(() => jest.restoreAllMocks())

    test.each(rows)('%s', async (_, line, expected) => {
      const found = typeof expected === 'string' ? expected : { format, ...view, ...expected }
      expect(await becomes(line, header)).toEqual(found)
      if (typeof expected !== 'string') expect(await becomes(line, header, { format })).toEqual(found)
    })
  })
}

/** Tests which address is the visitor’s where proxies forwarded some. */
export function describeForwarded(rows: readonly Row[], header: readonly string[] = []): void {
  test.each(rows)('--address forwarded: %s', async (_, line, expected) => {
    const found = { ...view, ...(expected as Partial<typeof view>) }
    expect(await becomes(line, header, { address: 'forwarded' })).toMatchObject(found)
  })
}
