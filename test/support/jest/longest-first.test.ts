const LongestFirst = require('./longest-first')

const root = require('node:path').join(__dirname, '../../..')

/** As jest hands over a suite; the larger file comes first where nothing is known of its time. */
const suite = (project: string, path: string, duration?: number) => ({
  path: `${root}/test/${path}`,
  duration,
  context: {
    config: { id: project, rootDir: root, displayName: { name: project }, cacheDirectory: '/nonexistent' },
    hasteFS: { getSize: () => 1 },
  },
})
const many = (project: string, count: number) =>
  Array.from({ length: count }, (_, at) => suite(project, `${project}/${at}.test.ts`))
const named = ({ path }: { path: string }) => path.slice(`${root}/test/`.length)

test('in a fresh clone README begins, each part of a run has some of each project, and none is left out', () => {
  const suites = [...many('unit', 40), ...many('browser', 20), suite('engine', 'readme.test.ts')]
  const order = new LongestFirst({ globalConfig: {} }).sort(suites).map(named) as string[]
  expect(order[0]).toBe('readme.test.ts')
  expect(order.toSorted()).toEqual(suites.map(named).toSorted())
  const browsers = [0, 15, 30, 45].map(
    (from) => order.slice(from, from + 15).filter((path) => path.startsWith('browser')).length,
  )
  expect(browsers).toEqual([5, 6, 5, 4])
  expect(order.slice(-4).every((path) => path.startsWith('unit'))).toBe(true)
})
