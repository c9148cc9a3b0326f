import type { HostName } from './host-name'
import { hexOf } from './reverse-name'

/** Words that access networks use for customers' lines. A word counts if it stands alone between digits, dots and hyphens. */
const lineWords = new Set(
  [
    'pool pools ippool dynpool dslpool ppppool dhcppool',
    'dyn dynamic dynamicip dynip dynadsl adsldyn dyncust dinamico dinamica dinamic dynamisch dhcp dyndsl',
    'static statics staticip staticline statico statica estatico fixip fixedip leased leasedline',
    'dsl adsl vdsl sdsl xdsl hdsl shdsl dslb dslam adslplus dslbras ipdsl bras bng isdn',
    'ppp pppoe dial dialin dialup dip lns ipngn ipbf ipbfp ipoe',
    'cable cablemodem cabo kabel catv cpe hfc docsis modem cbl hsd hsi',
    'fiber fibre fibra ftth fttb fttc fttp fttx fios gpon epon pon',
    'broadband bb bband bbcust',
    'mobile movil movel gprs umts lte cellular fwa wimax wireless wifi wlan hotspot roaming cgn cgnat',
    'cust custs customer customers client clients cliente clientes klient klienti kunde kunden',
    'subs subscriber subscribers abo abonent abonne user users usuario res resi residential home surfer',
    'unassigned unallocated unused noptr norev norevdns nordns',
  ].flatMap((line) => line.split(' ')),
)

/** Suffixes under which only schools and public bodies may register: `edu`, `ac.uk`, `edu.au`, `gov.br`, `gouv.fr`. */
const institutionSuffix = /^(edu|gov|mil|(ac|edu|gov|gob|gouv|mil)\.[a-z]{2})$/

/** Domains of universities in countries without such a suffix: `uni-x.de`, `univ-x.fr`, `tu-x.de`, `hs-x.de`. */
const institutionDomain = /^(uni|univ|tu|fh|hs)-/

/**
 * Whether a name says only that the address is a line of some access network, because it spells the address or has one
 * of the words above. A name under the domain of a school or public body never counts as one:
 * `dhcp-113-77.wlan.uni-x.de` is the university's all the same.
 *
 * @param address canonical, the one that has the name
 */
export function isSubscriberLine({ subdomain, domain, suffix }: HostName, address: string): boolean {
  if (institutionSuffix.test(suffix) || institutionDomain.test(domain)) return false
  return hasLineWord(subdomain) || hasNumbers(subdomain) || spells(subdomain, address)
}

function hasLineWord(subdomain: string): boolean {
  return subdomain.split(/[^a-z]+/).some((word) => lineWords.has(word))
}

/** Whether the name has numbers no person would give a host: four octets, nine digits in a row, a MAC address's 12 digits. */
function hasNumbers(subdomain: string): boolean {
  return (
    /(?<!\d)\d{1,3}([-.x])\d{1,3}\1\d{1,3}\1\d{1,3}(?!\d)/.test(subdomain) ||
    /\d{9}/.test(subdomain) ||
    /(?<![a-z0-9])[a-z]{0,3}(?=[a-f]*\d)[0-9a-f]{12}/.test(subdomain)
  )
}

function spells(subdomain: string, address: string): boolean {
  return (
    spellsHex(subdomain, address) || (address.includes(':') ? spellsGroups : spellsOctets)(subdomain, address)
  )
}

/** Whether the name has at least three of the octets in any order, or the last two next to each other. */
function spellsOctets(subdomain: string, address: string): boolean {
  const octets = address.split('.')
  const [third, last] = octets.slice(2)
  const numbers = (subdomain.match(/\d+/g) ?? []).map((digits) => String(Number(digits)))
  return (
    inCommon(octets, numbers) >= 3 ||
    new RegExp(`(?<!\\d)0*(${third}[-.]0*${last}|${last}[-.]0*${third})(?!\\d)`).test(subdomain)
  )
}

/** Returns how many of `words` are among `others`, each of which is matched once. */
function inCommon(words: readonly string[], others: readonly string[]): number {
  const left = [...others]
  return words.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
}

/** Whether the name has at least three groups of an IPv6 address, as in `2001-db8--4d`. */
function spellsGroups(subdomain: string, address: string): boolean {
  const groups = address.split(':').filter((group) => group !== '' && group !== '0')
  const words = subdomain.split(/[^0-9a-f]+/).map((word) => word.replace(/^0+/, ''))
  return inCommon(groups, words) >= 3
}

/** Whether the name has the address's hexadecimal digits, in order or reversed: three octets of IPv4, twelve digits of IPv6. */
function spellsHex(subdomain: string, address: string): boolean {
  const hex = hexOf(address)
  const ipv6 = address.includes(':')
  const backwards = ipv6 ? [...hex].toReversed().join('') : (hex.match(/../g) ?? []).toReversed().join('')
  const size = ipv6 ? 12 : 6
  const text = subdomain.replace(/[-.]/g, '')
  return [hex, backwards].some((digits) =>
    Array.from({ length: digits.length - size + 1 }, (_, at) => digits.slice(at, at + size)).some(
      (part) => !/^0+$/.test(part) && text.includes(part),
    ),
  )
}
