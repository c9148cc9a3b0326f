import * as v from 'valibot'
import { tokenScopes } from '../contract'
import { shortText, visible } from '../domain/short-text'
import { clean } from '../domain/text'
import { isZone } from '../domain/time/zone'
import type { Token } from '../domain/token/token'
import { hostOf, parseUrl } from '../domain/visit/host'
import { parseSite } from '../domain/visit/site-list'
import { grantFields } from './grant'
import { type Described, known, moment, text } from './schema'

const tokenFields = {
  id: text('Names the token; it says nothing about its secret'),
  name: text('What its owner calls it'),
  created: moment('When it was made'),
  ...grantFields,
  zone: text('Time zone by whose clock it sees days and hours, an IANA name'),
  embed: known('The only origin whose pages may frame what its link shows; null for none'),
}

export const tokenListAnswer = v.object({ tokens: v.array(v.object(tokenFields)) })

export const madeTokenAnswer = v.object({
  ...tokenFields,
  token: text('The token itself, this once: only its SHA-256 is kept'),
  link: known(
    'Where a browser shows what it sees; null for a token that sees everything; of scope feed, the whole address of the feed',
  ),
})

type TokenAnswer = Described<typeof tokenListAnswer>['tokens'][number]

/** A token as the API says it, without its hash. */
export const tokenAnswerOf = ({ sha256: _, ...token }: Token): TokenAnswer => token

/** A page's origin, `https://you.dev`: what a browser calls the pages that may frame, and nothing that ends the policy. */
function originOf(address: string): string {
  const url = hostOf(address) === null ? null : parseUrl(address)
  return url !== null && url.href === `${url.origin}/` ? url.origin : ''
}

const nameLength = 64

/** A new token. One schema validates it and describes it in /openapi.json. */
export const tokenMessage = v.strictObject(
  {
    name: v.optional(
      v.pipe(
        shortText(nameLength),
        v.regex(visible, 'must not be empty'),
        v.description('What to call it; the day when left out.'),
        v.transform(clean),
      ),
    ),
    scope: v.optional(
      v.pipe(
        v.picklist(tokenScopes, `must be one of ${tokenScopes.join(', ')}`),
        v.description('Everything, totals of one site, or the feed of messages.'),
      ),
      'stats',
    ),
    site: v.optional(
      v.pipe(
        v.string('must be text'),
        v.metadata({ format: 'host' }),
        v.description('The only site that it may ask for; scope stats needs one.'),
        v.transform((site) => parseSite(site) ?? ''),
        v.minLength(1, 'must be a host such as you.github.io'),
      ),
    ),
    pages: v.optional(
      v.pipe(
        v.boolean('must be true or false'),
        v.description('Whether totals name the pages that are read most.'),
      ),
      false,
    ),
    embed: v.optional(
      v.pipe(
        v.string('must be text'),
        v.metadata({ format: 'origin' }),
        v.description('The only origin whose pages may frame what its link shows, https://you.dev.'),
        v.transform(originOf),
        v.minLength(1, 'must be an origin such as https://you.dev'),
      ),
    ),
    zone: v.optional(
      v.pipe(
        v.string('must be text'),
        v.metadata({ format: 'time-zone' }),
        v.check(isZone, 'must be the name of a time zone such as Europe/Berlin'),
        v.description('Time zone by whose clock it sees days and hours.'),
      ),
      'UTC',
    ),
  },
  'is not a field here; there are name, scope, site, pages, embed, zone',
)

export type TokenMessage = v.InferOutput<typeof tokenMessage>
