import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { asnText, parseAsn } from './asn'
import { isRegistered } from './network-id'

export const wrongOrganisation =
  'must be the key of an organisation, such as apple, or an AS number, such as 714 or AS714'

/**
 * The key of an organisation, or the number of an AS. A key that is asked for has at most 300 characters, as people and JSON
 * Schema count them: a name has 100 at most, and `&` is written out in a key.
 */
export const organisationText = v.union(
  [asnText, v.pipe(v.string(), v.regex(/^(?!(?:[Aa][Ss])?[0-9]+$)[^\s/]{1,300}$/u, wrongOrganisation))],
  wrongOrganisation,
)

/** An AS by its number, or an organisation by its key. */
export type AskedOrganisation = number | string

/** @throws InvalidInput naming `field` */
export function parseOrganisation(text: string, field: string): AskedOrganisation {
  if (/^(?:as)?[0-9]+$/i.test(text)) return parseAsn(text, field)
  if (!v.is(organisationText, text)) throw new InvalidInput(`${field} ${wrongOrganisation}`, field)
  return isRegistered(text) ? text : text.toLowerCase()
}
