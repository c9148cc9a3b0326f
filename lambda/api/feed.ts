import * as v from 'valibot'
import { preferencesOf } from '../http/preference'

const feedFormats = ['atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/** Media type of each format. */
export const feedTypes = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json',
} as const satisfies Record<FeedFormat, string>

export const feedQuery = v.object({
  format: v.optional(
    v.pipe(
      v.picklist(feedFormats, 'must be atom or json'),
      v.description('Form of the answer; by Accept, or else Atom, when left out.'),
    ),
  ),
  token: v.optional(
    v.pipe(
      v.string(),
      v.description(
        'A token of scope feed, for readers that send no header. No other token may stand in an address.',
      ),
    ),
  ),
})

const formats = new Map<string, FeedFormat>([
  ['*/*', 'atom'],
  ['application/*', 'atom'],
  ['application/atom+xml', 'atom'],
  ['application/xml', 'atom'],
  ['text/xml', 'atom'],
  ['application/feed+json', 'json'],
  ['application/json', 'json'],
])

/** The format that `Accept` prefers, the first of equals; Atom where it names none of ours. */
export function feedFormatFor(accept = ''): FeedFormat {
  const [best] = preferencesOf(accept)
    .filter(({ name, weight }) => formats.has(name) && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return formats.get(best?.name ?? '') ?? 'atom'
}
