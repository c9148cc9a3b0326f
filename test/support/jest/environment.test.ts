import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../../store/fixtures'

/** Both are the same suite; whichever is second fails where the first one's storage has outlived it. */
const suite = `
const { AsyncLocalStorage, AsyncResource } = require('node:async_hooks')
test('a promise is told to the storages of its own suite alone', () => {
  new AsyncLocalStorage().run('of this suite', () => {
    const told = Object.getOwnPropertySymbols(new AsyncResource('any')).filter(({ description }) => description === 'kResourceStore')
    expect(told.length).toBeLessThanOrEqual(2) // this one, and the runner's
  })
})`

test('what a suite keeps along promises ends with it', () => {
  const { folder, remove } = temporaryFolder()
  for (const name of ['one', 'other']) writeFileSync(join(folder, `${name}.test.js`), suite)
  const jest = join(require.resolve('jest'), '../../bin/jest.js')
  const config = { rootDir: folder, testEnvironment: join(__dirname, 'environment.js') }
  const options = ['--config', JSON.stringify(config), '--runInBand', '--json']
  const { numPassedTests } = JSON.parse(
    execFileSync(process.execPath, [jest, ...options], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }),
  )
  remove()
  expect(numPassedTests).toBe(2)
})
