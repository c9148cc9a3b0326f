import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../../store/fixtures'
import { visitbookHere } from '../../visitbook'
import { zipOf } from '../rows/zip-of'

const { folder, remove } = temporaryFolder()
afterAll(remove)

/** As Plausible's export has it since 2024: a table a file, named by its days. */
const table = (name: string, ...lines: string[]) => ({
  name: `imported_${name}_20240101_20240331.csv`,
  content: `${lines.join('\n')}\n`,
})
const exported = zipOf([
  table(
    'browsers',
    '"date","browser","browser_version","visitors","visits"',
    '"2024-01-01","Chrome","120",2,2',
  ),
  table(
    'pages',
    '"date","hostname","page","visits","visitors","pageviews"',
    '"2024-01-01","you.github.io","/",2,2,3',
  ),
  table(
    'visitors',
    '"date","visitors","pageviews","bounces","visits","visit_duration"',
    '"2024-01-02",3,7,1,3,80',
    '"2024-01-01",2,3,1,2,60',
    '"2024-03-31",1,1,1,1,0',
  ),
])

async function ran(content: Buffer | string, ...more: string[]) {
  const file = join(folder, 'export.zip')
  writeFileSync(file, content)
  return visitbookHere(['import', 'plausible', file, ...more])
}

test('an export is refused, in words that say what is in it', async () => {
  const { code, stdout, stderr } = await ran(exported, '--site', 'you.github.io', '--dry-run')
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(
    /export\.zip has totals by day \(browsers, pages, visitors\), of 6 visitors and 11 page views from 2024-01-01 to 2024-03-31, and no single visits: nothing was recorded, because when and by whom a page was viewed would be invented\. .* visitbook import access-log brings them in\n$/,
  )
})

test('so is one of before 2024, and one without visitors', async () => {
  const old = zipOf([
    { name: 'visitors.csv', content: 'date,visitors\n2023-01-01,5\n' },
    { name: 'utm_mediums.csv', content: '' },
  ])
  expect((await ran(old)).stderr).toContain(
    'totals by day (visitors, utm mediums), of 5 visitors and 0 page views',
  )
  expect((await ran(zipOf([table('pages', 'date,page')]))).stderr).toContain(
    'has totals by day (pages), and no single',
  )
})

test.each([
  ['another zip', zipOf([{ name: 'website_event.csv', content: '' }]), 'is no export of Plausible'],
  ['no zip', 'date,visitors\n', 'is no export of Plausible'],
  ['a zip that is cut', exported.subarray(0, -50), 'damaged or cut short'],
])('%s is told', async (_, content, said) => {
  expect(await ran(content)).toMatchObject({ code: 1, stderr: expect.stringContaining(said) })
})

test('a file that is not there is told', async () => {
  const { code, stderr } = await visitbookHere(['import', 'plausible', 'missing.zip'])
  expect([code, stderr]).toEqual([1, expect.stringContaining('cannot read missing.zip')])
})
