import { dataLines } from './data-line'

/**
 * Keys of organisations whose label was renamed, and the keys that they have now: lines of data/former-keys.tsv. Links,
 * corrections and visits that were recorded under the old key go on working.
 *
 * @throws Error naming the file and the line that is not understood
 */
export function parseFormerKeys(file: string, text: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>()
  for (const { line, place } of dataLines(file, text)) {
    const [before = '', now = '', ...rest] = line.split('\t')
    if (before === '' || now === '' || rest.length > 0)
      throw new Error(`${place}: expected the former key and the key, with a tab between`)
    if (keys.has(before)) throw new Error(`${place}: ${before} is there already`)
    keys.set(before, now)
  }
  return keys
}
