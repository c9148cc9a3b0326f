import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { shortText, visible } from '../short-text'
import { clean } from '../text'
import { validate } from '../validate'
import { canonicalHost } from '../visit/host'
import type { NetworkId } from './network-id'
import { type Correction, kinds } from './organisation'

/** Limits of a name and a domain, in characters. */
const nameLength = 100
const domainLength = 253 // RFC 1035 §2.3.4

/** The most characters of a note. */
export const noteLength = 280

const back = 'null takes it back'

/** What the owner may correct about an organisation. One schema validates it and describes it in /openapi.json. */
export const correctionMessage = v.pipe(
  v.strictObject(
    {
      name: v.optional(
        v.nullable(
          v.pipe(
            shortText(nameLength),
            v.regex(visible, 'must not be empty'),
            v.description(`Name of the organisation; ${back}.`),
            v.transform(clean),
          ),
        ),
      ),
      kind: v.optional(
        v.nullable(
          v.pipe(
            v.picklist(kinds, `must be one of ${kinds.join(', ')}`),
            v.description(`What the organisation is; ${back}.`),
          ),
        ),
      ),
      domain: v.optional(
        v.nullable(
          v.pipe(
            shortText(domainLength),
            v.metadata({ format: 'domain' }),
            v.description(`Its web domain, such as example.com; ${back}.`),
            v.transform((text) => (text.includes(':') ? '' : (canonicalHost(clean(text)) ?? ''))),
            v.regex(/^[\w-]+(\.[\w-]+)+$/, 'must be a domain such as example.com'),
          ),
        ),
      ),
      mine: v.optional(
        v.nullable(
          v.pipe(
            v.boolean('must be true or false'),
            v.description(`It is the owner’s own and left out of lists; ${back}.`),
          ),
        ),
      ),
      muted: v.optional(
        v.nullable(
          v.pipe(v.boolean('must be true or false'), v.description(`No message is sent about it; ${back}.`)),
        ),
      ),
      star: v.optional(
        v.nullable(
          v.pipe(
            v.boolean('must be true or false'),
            v.description(`The owner’s mark on the organisation; ${back}.`),
          ),
        ),
      ),
      note: v.optional(
        v.nullable(
          v.pipe(
            shortText(noteLength),
            v.regex(visible, 'must not be empty'),
            v.description(`The owner’s note on the organisation, such as “applied 3 Nov”; ${back}.`),
            v.transform(clean),
          ),
        ),
      ),
    },
    'is not a field here; there are name, kind, domain, mine, muted, star, note',
  ),
  v.minEntries(1, 'must have name, kind, domain, mine, muted, star or note'),
)

export type CorrectionMessage = v.InferOutput<typeof correctionMessage>

/** @throws InvalidInput naming the first field at fault */
export function parseCorrection(body: unknown): CorrectionMessage {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || Object.keys(body).length === 0) {
    throw new InvalidInput(
      'body must be a JSON object with name, kind, domain, mine, muted, star or note, such as {"kind": "business"}',
    )
  }
  return validate(correctionMessage, body)
}

/** Returns a correction changed by a message, or null if that leaves nothing to correct. */
export function amended(
  subject: NetworkId,
  before: Correction | null,
  message: CorrectionMessage,
): Correction | null {
  const {
    name = null,
    kind = null,
    domain = null,
    mine,
    muted,
    star,
    note = null,
  } = { ...before, ...message }
  return unlessEmpty({
    ...{ subject, name, kind, domain, note },
    ...{ mine: mine ?? false, muted: muted ?? false, star: star ?? false },
  })
}

/** Returns what is left once all that corrects is taken back: star and note, which correct nothing; null without them. */
export const withdrawn = ({ subject, star, note }: Correction): Correction | null =>
  unlessEmpty({ subject, name: null, kind: null, domain: null, mine: false, muted: false, star, note })

const unlessEmpty = (correction: Correction): Correction | null =>
  corrects(correction) || correction.star || correction.note !== null ? correction : null

/** Returns what corrects, without a star and a note. */
export const wordOf = ({ name, kind, domain, mine, muted }: Correction) => ({
  name,
  kind,
  domain,
  mine,
  muted,
})

/** Whether it says more than a star and a note do. */
export const corrects = ({ name, kind, domain, mine, muted }: Correction): boolean =>
  name !== null || kind !== null || domain !== null || mine || muted
