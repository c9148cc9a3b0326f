import * as v from 'valibot'
import { defaults, trailingSlashSettings } from '../../lambda/contract'
import { object, wrong } from './setting'

const longest = 64

/** Distinct names that percent-decoding does not change. */
function names(pattern: RegExp, expected: string, most: number) {
  const message = wrong(expected)
  return v.pipe(
    v.array(
      v.pipe(v.string(message), v.maxLength(longest, message), v.regex(pattern, message)),
      `is not a list, such as ["${expected.replace(/.* such as /, '')}"]`,
    ),
    v.maxLength(most, `has more than ${most} entries`),
    v.transform((given) => [...new Set(given)]),
  )
}

/** What makes one page of several addresses. */
export const pagesSetting = v.optional(
  object({
    trailingSlash: v.optional(
      v.picklist(trailingSlashSettings, wrong(`one of ${trailingSlashSettings.join(', ')}`)),
      defaults.pages.trailingSlash,
    ),
    index: v.optional(names(/^[\w.~-]*[\w~-]$/, 'the name of a file, such as index.html', 20), [
      ...defaults.pages.index,
    ]),
    query: v.optional(names(/^[\w.~-]+$/, 'the name of a field, such as id', 10), [...defaults.pages.query]),
  }),
  {},
)
