import { terminalWidth } from '../../../bin/cli/terminal/terminal-width'

const { isTTY, columns } = process.stdout
afterEach(() => Object.assign(process.stdout, { isTTY, columns }))

test.each([
  [true, 80, 80],
  [true, 0, null],
  [true, undefined, null],
  [false, 80, null],
])('of a terminal (%s) of %s columns is %s', (isTerminal, wide, width) => {
  Object.assign(process.stdout, { isTTY: isTerminal, columns: wide })
  expect(terminalWidth()).toBe(width)
})
