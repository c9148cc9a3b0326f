import { type ArchiveFiles, md5Of } from '../../../lambda/archive/archive-files'
import type { Call } from './calls'

/** A bucket: what was put is seen at once. */
export type Bucket = Map<string, Uint8Array>

/** The archive's files in a bucket, by calls that take their time and may fail. */
export const modelFiles = (bucket: Bucket, call: Call): ArchiveFiles => ({
  list: (prefix) =>
    call(() =>
      [...bucket]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, bytes]) => ({ name, md5: md5Of(bytes) }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ),
  get: (name) => call(() => bucket.get(name) ?? null),
  tail: (name, bytes) => call(() => bucket.get(name)?.slice(-bytes) ?? null),
  put: (name, bytes) => call(() => void bucket.set(name, bytes.slice())),
  remove: (names) =>
    call(() => {
      for (const name of names) bucket.delete(name)
    }),
})
