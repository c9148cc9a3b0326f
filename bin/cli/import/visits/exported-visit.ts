import * as v from 'valibot'
import { byteLength, clean } from '../../../../lambda/domain/text'
import { instantOf } from '../../../../lambda/domain/time/day'
import { type Engagement, linksIn, sectionsIn } from '../../../../lambda/domain/visit/engagement'
import { canonicalHost } from '../../../../lambda/domain/visit/host'
import { pageBytes } from '../../../../lambda/domain/visit/page'
import { isRecipientCode } from '../../../../lambda/domain/visit/recipient-code'
import { referrerBytes } from '../../../../lambda/domain/visit/referrer'
import { parseSite } from '../../../../lambda/domain/visit/site-list'
import { spell } from '../../../../lambda/domain/visit/spelling'
import { userAgentBytes, type Visit } from '../../../../lambda/domain/visit/visit'
import { isVisitId, timeOfId } from '../../../../lambda/domain/visit/visit-id'

/** A visit of an export: what is stored of it, but for the three facts that no export has. */
export type ExportedVisit = Omit<Visit, 'holder' | 'webdriver' | 'assets'>

/** A text that is kept as it is, unless it has what no visit has. The end of one that was cut may be a blank. */
const harmless = (text: string): string => (clean(text) === text.trim() ? text : clean(text))

const optional = <T extends v.GenericSchema<string, string>>(schema: T) => v.nullish(schema, null)
const line = (bytes: number) =>
  optional(
    v.pipe(
      v.string(),
      v.check((text) => byteLength(text) <= bytes),
      v.transform(harmless),
    ),
  )
const pattern = (form: RegExp) => optional(v.pipe(v.string(), v.regex(form)))
const size = pattern(/^\d{1,5}x\d{1,5}$/)
const campaign = line(64)

/** True stays: what made it the owner's own may not be where it is imported. CSV has it as text. */
const mine = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((said) => said === true || said === 'true' || null),
  ),
  null,
)

/** What an export has of a visit, apart from what is derived from it. Columns that are not there are null: earlier versions had fewer. */
const stored = v.object({
  id: v.pipe(v.string(), v.check(isVisitId)),
  site: v.pipe(
    v.string(),
    v.check((site) => parseSite(site) === site),
  ),
  host: optional(
    v.pipe(
      v.string(),
      v.check((host) => canonicalHost(host) === host),
    ),
  ),
  page: v.pipe(
    v.string(),
    v.startsWith('/'),
    v.transform((page) => spell(page, pageBytes)),
  ),
  title: line(100),
  referrer: line(referrerBytes),
  referrerPath: optional(
    v.pipe(
      v.string(),
      v.transform((path) => spell(path, referrerBytes)),
    ),
  ),
  utmSource: campaign,
  utmMedium: campaign,
  utmCampaign: campaign,
  utmTerm: campaign,
  utmContent: campaign,
  language: line(35),
  timeZone: line(40),
  screen: size,
  viewport: size,
  userAgent: line(userAgentBytes),
  asn: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295)), null),
  reverseDomain: line(253),
  country: pattern(/^[A-Z]{2}$/),
  region: pattern(/^[A-Z\d]{1,3}$/),
  city: line(100),
  httpVersion: pattern(/^\d(?:\.\d)?$/),
  ip: pattern(/^[\da-f.:]{2,39}(?:\/\d{1,3})?$/),
  visitor: pattern(/^[\da-f]{24}$/),
  mine,
  recipientCode: optional(v.pipe(v.string(), v.check(isRecipientCode))),
  scanned: v.nullish(v.boolean(), false),
  fetched: v.nullish(v.boolean(), false),
})

/** A list, or the text that a cell has of it. */
const listed = <T extends v.GenericSchema>(one: T, within: (text: string) => v.InferInput<T>[]) =>
  v.nullish(
    v.pipe(
      v.union([v.array(v.any()), v.pipe(v.string(), v.transform(within))]),
      v.array(one),
      v.maxLength(20),
    ),
    [],
  )
const named = (bytes: number) =>
  v.pipe(
    v.string(),
    v.check((text) => byteLength(text) <= bytes && !text.includes('|')),
    v.transform(harmless),
  )
const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))

/** What was read of it; what is wrong of that makes the row no visit, as any other field does. */
const reading = v.object({
  seconds: v.nullish(whole(99_999), null),
  reach: v.nullish(whole(100), 0),
  acted: v.nullish(v.boolean(), false),
  sections: listed(v.object({ name: named(40), seconds: whole(99_999) }), sectionsIn),
  links: listed(named(100), linksIn),
})

function engagementOf({ seconds, ...read }: v.InferOutput<typeof reading>): Engagement | null {
  return seconds === null ? null : { seconds, ...read }
}

/** The visit in a row of an export; null where it is none, or has a time that is not its id's. */
export function exportedVisit(row: Readonly<Record<string, unknown>>): ExportedVisit | null {
  const { success, output } = v.safeParse(stored, row, { abortEarly: true })
  const read = v.safeParse(reading, row, { abortEarly: true })
  if (!success || !read.success) return null
  const time = instantOf(timeOfId(output.id))
  if (row.time !== undefined && row.time !== time) return null
  const { recipientCode: recipient, ...visit } = output
  const { site, host } = visit
  if (host !== null && !(site.startsWith('*.') && host.endsWith(site.slice(1)))) return null
  return { ...visit, recipient, time, engagement: engagementOf(read.output) }
}
