import { createRequire } from 'node:module'
import { runInThisContext } from 'node:vm'
import { buildSync } from 'esbuild'
import { createInstrumenter } from 'istanbul-lib-instrument'
import type { Target } from './target'

export interface Instrumented {
  readonly target: Target
  /** A counter for each branch, function and statement that was reached; whoever reads them sets them back. */
  readonly hits: Uint8Array
  /** Words of the source, which a parser may be waiting for. */
  readonly words: readonly string[]
}

/** Bundles a target with all that it needs, has each branch counted, and loads it. */
export function instrumented(file: string): Instrumented {
  const { outputFiles } = buildSync({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    target: 'node20',
    logLevel: 'error',
  })
  const source = outputFiles[0]?.text ?? ''
  const counted = createInstrumenter({ compact: false, coverageVariable: 'reached' }).instrumentSync(
    source,
    file,
  )
  const { code, count } = withPlainCounters(counted)
  const hits = new Uint8Array(Math.ceil(count / 4) * 4)
  const module = { exports: {} as Target }
  runInThisContext(`(function (module, exports, require, hits) {${code}\n})`, { filename: file })(
    module,
    module.exports,
    createRequire(file),
    hits,
  )
  return { target: module.exports, hits, words: wordsIn(source) }
}

/** Istanbul's counters are properties of objects, too slow to be read after each text: a number in an array takes the place of each. */
function withPlainCounters(code: string): { code: string; count: number } {
  let count = 0
  const plain = code.replace(/\bcov_\w+\(\)\.[sfb]\[\d+\](?:\[\d+\])?\+\+/g, () => `hits[${count++}]++`)
  return { code: plain, count }
}

/** Short texts between quotes, and the words of regular expressions. */
function wordsIn(source: string): string[] {
  const quoted = [...source.matchAll(/(["'`])((?:(?!\1)[^\\\n$]){1,24})\1/g)].map(([, , text = '']) => text)
  return [...new Set(quoted)].filter((word) => !/[{};]\s/.test(word))
}
