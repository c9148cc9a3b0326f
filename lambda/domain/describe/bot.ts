import { isbotMatch } from 'isbot'
import { memoize } from '../cache'
import { cut } from '../text'
import type { Instant } from '../time/day'
import { oldFrom } from './browser-age'
import { type BotPurpose, type Crawler, crawlers } from './crawler'
import { type BotNetwork, crawlerNetworkOf } from './crawler-network'
import { type Suspect, suspicionOf } from './suspicion'

/** What distinguishes a bot from a person. */
export interface Traits extends Suspect {
  /** `navigator.webdriver`. */
  readonly webdriver: boolean
}

/** Whether a visit counts as a bot's, and if so, whose. */
export interface Verdict {
  /** Why, in a few words for a list; null for a person's. */
  readonly bot: string | null
  /** Who runs it; null if that is not known for certain. */
  readonly botOperator: string | null
  readonly botPurpose: BotPurpose | null
}

const person: Verdict = { bot: null, botOperator: null, botPurpose: null }

/** Returns the verdict on a bot of which nobody knows whose it is. */
const nobodys = (bot: string): Verdict => ({ bot, botOperator: null, botPurpose: null })
const [agentless, driven] = [nobodys('no user agent'), nobodys('webdriver')]

/** Begins the reason for a visit that only circumstances speak against. */
const suspected = 'suspected: '

/**
 * Returns whether a visit counts as a bot's, and why.
 *
 * What the user agent claims comes first (a well-known crawler, unless its network contradicts it; then a name that `isbot`
 * knows; then a form that only bots use). What gives it away comes next, and last what only makes it suspect.
 *
 * @param network null if it is not known
 */
export function botOf(traits: Traits, network: BotNetwork | null): Verdict {
  const { userAgent, webdriver } = traits
  if (userAgent === null || nothing.test(userAgent)) return agentless
  const { crawler, bot, oldFrom } = claimOf(userAgent)
  if (crawler !== null) return checked(crawler, traits.asn, network)
  if (bot !== null) return bot
  if (webdriver) return driven
  if (network?.kind === 'crawler') return fromCrawlers(network)
  const suspicion = suspicionOf(traits, { kind: network?.kind ?? null, oldFrom })
  return suspicion === null ? person : nobodys(suspected + suspicion)
}

/** Access logs write `-` for no user agent. */
const nothing = /^[\s-]*$/

/** A range that is labelled as its operator's confirms a crawler, whatever network carries it. */
function checked({ crawler, confirmed }: Known, asn: number | null, network: BotNetwork | null): Verdict {
  const { name, from, operator } = crawler
  if (from === undefined || asn === null || from.includes(asn)) return confirmed
  if (crawlerNetworkOf(network)?.operator === operator) return confirmed
  return nobodys(`claims to be ${name}, but comes from AS${asn}`)
}

function fromCrawlers(network: BotNetwork): Verdict {
  const { operator = null, purpose = null } = crawlerNetworkOf(network) ?? {}
  return { bot: `crawler network: ${network.name}`, botOperator: operator, botPurpose: purpose }
}

/** A well-known crawler, and the verdict on one that does not lie. */
interface Known {
  readonly crawler: Crawler
  readonly confirmed: Verdict
}

/** What a user agent claims to be. */
interface Claim {
  readonly crawler: Known | null
  /** The verdict on a bot that is not well-known. */
  readonly bot: Verdict | null
  /** When a browser of its version is ten years old. */
  readonly oldFrom: Instant | null
}

/** Takes 4 µs for a new user agent and 0.04 for one seen before. A list of visits has few different ones. */
const claimOf = memoize((userAgent): Claim => {
  const crawler = crawlerIn(userAgent)
  const bot = crawler === null ? unknownBot(userAgent) : null
  return { crawler, bot: bot === null ? null : nobodys(bot), oldFrom: oldFrom(userAgent) }
}, 1000)

/** `… AppleWebKit/537.36 (KHTML, like Gecko; compatible; Name/1.0)`: no browser calls itself compatible with Gecko. */
const likeGecko = /\(KHTML, like Gecko\)?; ?compatible; ?[\w.!-]/i

function unknownBot(userAgent: string): string | null {
  const match = isbotMatch(userAgent)
  if (match !== null) return `isbot: ${nameOf(userAgent, match)}`
  return likeGecko.test(userAgent) ? `compatible: ${nameOf(userAgent, 'like Gecko')}` : null
}

const known = (crawler: Crawler): Known => {
  const { name, operator, purpose = null } = crawler
  return { crawler, confirmed: { bot: name, botOperator: operator, botPurpose: purpose } }
}
const bySign = new Map(
  crawlers.flatMap((crawler) => {
    const one = known(crawler)
    return (crawler.signs ?? [crawler.name]).map((sign) => [sign.toLowerCase(), one] as const)
  }),
)
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
/** Has only literal texts and no repetition, so its time is linear in the length of the user agent. */
const anySign = new RegExp(`(?<![\\w-])(?:${[...bySign.keys()].map(escaped).join('|')})(?!\\w)`, 'i')

function crawlerIn(userAgent: string): Known | null {
  const sign = anySign.exec(userAgent)?.[0]
  return sign === undefined ? null : (bySign.get(sign.toLowerCase()) ?? null)
}

/** Bytes of UTF-8 kept of a bot's name if it is not a well-known crawler. */
const nameBytes = 40

const compatible = /compatible; ?(?!MSIE|Windows|Linux|Android|Konqueror)([\w.!-][\w .!-]{0,39})/i
const product = /^(?!Mozilla|Opera)[^/;:,()[\]]{1,40}/iu
const telling = /bot|crawl|spider|scan|fetch|headless|preview|monitor/i

/** Returns a name for a bot: after `compatible;`, before the first slash, the word that gave it away, or what isbot found. */
function nameOf(userAgent: string, match: string): string {
  const named = compatible.exec(userAgent)?.[1] ?? product.exec(userAgent)?.[0]
  const word = userAgent.match(/[\w.-]+/g)?.find((one) => telling.test(one))
  return cut((named?.trim() || word || match.trim()).toWellFormed(), nameBytes)
}
