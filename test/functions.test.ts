import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FunctionLength, functionLengths } from './support/source/function-length'

const root = join(__dirname, '..')

/** More than fit on a screen. */
const mostLines = 45

const files = ['bench', 'bin', 'lambda', 'lib', 'local', 'web']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, String(path))),
  )
  .filter((path) => /\.tsx?$/.test(path))

const lengths: ReadonlyMap<string, readonly FunctionLength[]> = new Map(
  files.map((file) => [
    file,
    functionLengths(readFileSync(join(root, file), 'utf8'), { tsx: file.endsWith('.tsx') }),
  ]),
)

const tooLongIn = (file: string): string[] =>
  (lengths.get(file) ?? [])
    .filter(({ length }) => length > mostLines)
    .map(({ line, length }) => `${file}:${line} has ${length} lines`)

describe('functions outside tests', () => {
  it(`have at most ${mostLines} lines`, () => {
    expect(files.flatMap(tooLongIn)).toEqual([])
  })

  it('have fewer than 20 lines in nine of ten cases, one-liners not counted', () => {
    const sorted = [...lengths.values()]
      .flat()
      .map(({ length }) => length)
      .filter((length) => length > 1)
      .toSorted((a, b) => a - b)
    expect(sorted.length).toBeGreaterThan(1000)
    expect(sorted[Math.floor(sorted.length * 0.9)]).toBeLessThan(20)
  })
})

describe('the measure', () => {
  it.each([
    ['a function', 'function f() {\n  return 1\n}', [{ line: 1, length: 3 }]],
    ['a blank line', 'const f = () => {\n\n  g()\n}', [{ line: 1, length: 3 }]],
    ['what stands before it', '// “é”\n\nconst a = 1\nconst f = () =>\n  a', [{ line: 4, length: 2 }]],
    [
      'one in another, and a method',
      'const f = () => ({\n  m() {\n    return 1\n  },\n})',
      [
        { line: 1, length: 5 },
        { line: 2, length: 3 },
      ],
    ],
    ['a script', '#!/usr/bin/env tsx\nfunction f() {}', [{ line: 2, length: 1 }]],
    ['a type', 'type F = () => void\ninterface G {\n  m(): void\n}', []],
  ])('counts %s', (_, code, expected) => {
    expect(functionLengths(code)).toEqual(expected)
  })
})
