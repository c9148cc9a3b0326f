import { longestKey } from '../domain/organisation/key'
import { registryMark } from '../domain/organisation/network-id'
import { byteLength, clean, cut } from '../domain/text'
import { canonicalAddress } from './address'
import { hexOf } from './reverse-name'

/** The range of an answer and who holds it. */
export interface Registration {
  /** The first and the last address in hexadecimal digits. */
  readonly first: string
  readonly last: string
  /** Name of the organisation; null if there is none to be told. */
  readonly registrant: string | null
}

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A firm's part is at most this many addresses: what is wider is a provider's own. In bits of the address left open. */
const widest = { ipv4: 12, ipv6: 88 } as const

/** Names that name nobody, and words of those who carry others. */
const nobody =
  /private (customer|residence|address|person)|residential|undisclosed|redacted|not disclosed|\b(ripe|apnic|arin|afrinic|lacnic|nic)\b|telecom|telekom|telephone|communications?\b|broadband|\b(internet|network|hosting|data cent(er|re)|isp)\b|cable|wireless|cellular|mobile|fib(er|re|ra)/i

/**
 * Reads an answer about an address (RFC 9083, section 5.4). Returns null if it is none, or is about other addresses.
 *
 * @param address canonical
 */
export function registrationIn(body: unknown, address: string): Registration | null {
  const { startAddress, endAddress, entities } = fieldsOf(body)
  const [start, end] = [startAddress, endAddress].map((one) => canonicalAddress(textOf(one)))
  if (typeof start !== 'string' || typeof end !== 'string') return null
  const [first, last, asked] = [hexOf(start), hexOf(end), hexOf(address)]
  if (first.length !== asked.length || last.length !== asked.length) return null
  if (first > asked || asked > last) return null
  return { first, last, registrant: isNarrow(first, last) ? registrantIn(listOf(entities)) : null }
}

function isNarrow(first: string, last: string): boolean {
  const bits = first.length === 8 ? widest.ipv4 : widest.ipv6
  return BigInt(`0x${last}`) - BigInt(`0x${first}`) < 1n << BigInt(bits)
}

/** The name of the first registrant that calls itself an organisation. People's names are dropped, and those of roles. */
function registrantIn(entities: readonly unknown[]): string | null {
  for (const entity of entities) {
    const { roles, vcardArray } = fieldsOf(entity)
    if (!listOf(roles).includes('registrant')) continue
    const card = listOf(listOf(vcardArray)[1]).map(listOf)
    if (cardValue(card, 'kind') !== 'org') continue
    const name = nameIn(cardValue(card, 'fn') ?? cardValue(card, 'org') ?? '')
    if (name !== null) return name
  }
  return null
}

/** Reads a vCard in JSON (RFC 7095): `["vcard", [["fn", {}, "text", "Acme"], …]]`. */
function cardValue(card: readonly (readonly unknown[])[], property: string): string | null {
  const [, , , value] = card.find(([name]) => name === property) ?? []
  return typeof value === 'string' ? value : null
}

function nameIn(text: string): string | null {
  const name = cut(
    clean(text.slice(0, 200)).replaceAll(/[/_%#?\\\p{Cf}]/gu, ' '),
    longestKey - byteLength(registryMark),
  ).trim()
  return /\p{L}{2}/u.test(name) && !nobody.test(name) ? name.replaceAll(/\s+/g, ' ') : null
}
