import * as v from 'valibot'
import { outboxDays } from '../domain/message/outbox-entry'
import { organisationText } from '../domain/organisation/asked-organisation'
import { correctionMessage } from '../domain/organisation/correction'
import { subjectText } from '../domain/organisation/subject'
import { maxRecipients } from '../domain/recipient/recipient'
import { maxTokens } from '../domain/token/token'
import { beaconMessage } from '../domain/visit/beacon-message'
import { engagementReport } from '../domain/visit/engagement-report'
import { scriptName } from '../domain/visit/script-name'
import { visitIdPattern } from '../domain/visit/visit-id'
import { feedQuery, feedTypes } from './feed'
import { acceptedMessageAnswer, messageAnswer, messageListAnswer, messagesQuery } from './messages'
import {
  correctedOrganisationAnswer,
  organisationAnswer,
  organisationListAnswer,
  organisationQuery,
  organisationsQuery,
} from './organisations'
import {
  recipientAnswer,
  recipientChange,
  recipientListAnswer,
  recipientMessage,
  recipientsQuery,
} from './recipients'
import { refusalListAnswer, refusalsQuery } from './refusals'
import {
  type Answering,
  acceptedAnswer,
  emptyAnswer,
  jsonAnswer,
  otherAnswer,
  type QuerySchema,
  type Route,
  redirectAnswer,
  route,
} from './route'
import type { Described } from './schema'
import { healthAnswer, problemAnswer, recordedAnswer, statusAnswer, statusQuery } from './service'
import { siteListAnswer, siteRemovalAnswer } from './sites'
import { sittingListAnswer, sittingsQuery } from './sittings'
import { statsAnswer, statsQuery } from './stats'
import { csvType } from './table-format'
import { madeTokenAnswer, tokenListAnswer, tokenMessage } from './tokens'
import {
  erasureAnswer,
  erasureQuery,
  mineMessage,
  visitAnswer,
  visitFormats,
  visitListAnswer,
  visitQuery,
  visitsQuery,
} from './visits'

const nothing = v.object({})

const described = (schema: v.GenericSchema<string>, description: string) =>
  v.pipe(schema, v.description(description))

const inEitherCase = (pattern: RegExp): RegExp =>
  new RegExp(pattern.source.replaceAll('a-f', 'A-Fa-f').replaceAll('[89ab]', '[89ABab]'))

/** The parameters in paths. Handlers parse them; this describes them. */
const id = described(v.pipe(v.string(), v.regex(inEitherCase(visitIdPattern))), 'A UUIDv7.')
const organisationKey = described(
  organisationText,
  'Key of the organisation, such as apple, or the AS number of one of its networks, 714 or AS714.',
)
const subject = described(
  subjectText,
  'What to correct: an organisation by its key, one network by its AS number, or a range of addresses, 203.0.113.0-24. The narrowest correction wins.',
)
const site = described(
  v.pipe(v.string(), v.metadata({ format: 'host' })),
  'Host, or *.example.com for the hosts below it that have no site of their own.',
)
const tokenId = described(v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)), 'Id of the token.')
const aMessage = described(v.pipe(v.string(), v.regex(/^msg_[0-9a-f]{24}$/)), 'Id of the message.')
const linkCode = described(
  v.string(),
  'Code of the recipient, ten characters of Crockford’s base 32, in any case; q after them where it was scanned.',
)
const asset = described(v.pipe(v.string(), v.regex(scriptName)), 'File name of the script.')

const plainQuery = v.object({
  url: v.optional(
    v.pipe(
      v.string(),
      v.metadata({ format: 'http-url' }),
      v.description('Whole address of the page; the referer when left out.'),
    ),
  ),
  referrer: v.optional(v.pipe(v.string(), v.description('document.referrer'))),
})

/**
 * Every route of the API, one row each. The router, the guard, the check of parameters, the description and the types
 * of the answers all come from here. Routes of the record function are for pages, those of the query function for the
 * owner.
 */
export const apiRoutes = {
  record: {
    'POST /visits': route({
      tag: 'Recording',
      operation: 'recordVisit',
      summary: 'Record a visit',
      description: 'The body is JSON whatever its content type; text/plain needs no preflight.',
      token: null,
      query: nothing,
      body: beaconMessage,
      bodyTypes: ['text/plain', 'application/json'],
      answer: emptyAnswer('Recorded, now or by an earlier delivery.'),
      fails: [400, 403, 413],
    }),
    'POST /visits/{id}/engagement': route({
      tag: 'Recording',
      operation: 'reportEngagement',
      summary: 'Report what was read of a page',
      description:
        'Of a visit of the last 24 hours, by the id of its message. The body is JSON whatever its content type. Reports may come in any order and more than once.',
      token: null,
      params: v.object({ id }),
      query: nothing,
      body: engagementReport,
      bodyTypes: ['text/plain', 'application/json'],
      answer: emptyAnswer(
        'Kept; or not, where as much was known, the browser sent Sec-GPC or DNT, or the setting engagement is off.',
      ),
      fails: [400, 403, 404, 410, 413],
    }),
    'GET /record': route({
      tag: 'Recording',
      operation: 'recordPlain',
      summary: 'Record a visit by GET',
      description: 'Of the page named by ?url= or else by the referer.',
      token: null,
      query: plainQuery,
      answer: jsonAnswer(recordedAnswer, 'Recorded.'),
      fails: [400, 403],
    }),
    'GET /leaf.gif': route({
      tag: 'Recording',
      operation: 'recordLeaf',
      summary: 'Record a visit by an image',
      description: 'For pages without script.',
      token: null,
      query: plainQuery,
      answer: otherAnswer('Recorded; one transparent dot.', 'image/gif'),
      fails: [400, 403],
    }),
    'GET /l/{code}': route({
      tag: 'Recording',
      operation: 'followLink',
      summary: 'Follow a recipient’s link',
      description:
        'To the page or file that it was made for. That a file was asked for is recorded as a visit of it; of a page the beacon tells.',
      token: null,
      query: nothing,
      params: v.object({ code: linkCode }),
      answer: redirectAnswer('The page, with the code in its address, or the file.'),
      pages: [404],
    }),
    'HEAD /l/{code}': route({
      tag: 'Recording',
      operation: 'headLink',
      summary: 'Where a recipient’s link leads to',
      description: 'Keeps nothing.',
      token: null,
      query: nothing,
      params: v.object({ code: linkCode }),
      answer: redirectAnswer('The page, with the code in its address, or the file.'),
      pages: [404],
    }),
    'GET /visitbook.js': route({
      tag: 'Recording',
      operation: 'getBeacon',
      summary: 'The beacon',
      description: 'Cached one day, under this name or that of the setting script.',
      token: null,
      query: nothing,
      answer: otherAnswer('The beacon.', 'text/javascript'),
      isKept: true,
    }),
    'HEAD /visitbook.js': route({
      tag: 'Recording',
      operation: 'headBeacon', // an HTTP API does not answer HEAD by GET
      summary: 'The headers of the beacon',
      token: null,
      query: nothing,
      answer: otherAnswer('The headers.'),
      isKept: true,
    }),
    // visitbook.<hash>.js: an HTTP API has no parameter for part of a segment
    'GET /{asset}': route({
      tag: 'Recording',
      operation: 'getPinnedBeacon',
      summary: 'The beacon of a hash',
      description:
        'visitbook.<hash>.js: a beacon under a name that never changes, for pages that pin it with integrity. Those of the last five releases are kept; who asks for an older one gets the current one.',
      token: null,
      query: nothing,
      params: v.object({ asset }),
      answer: otherAnswer('The beacon.', 'text/javascript'),
      fails: [404],
      isKept: true,
    }),
    'HEAD /{asset}': route({
      tag: 'Recording',
      operation: 'headPinnedBeacon',
      summary: 'The headers of the beacon of a hash',
      token: null,
      query: nothing,
      params: v.object({ asset }),
      answer: otherAnswer('The headers.'),
      fails: [404, 405],
      isKept: true,
    }),
    'OPTIONS /{proxy+}': null, // preflight, which no tool calls by itself
  },
  query: {
    'GET /visits': route({
      tag: 'Visits',
      operation: 'listVisits',
      summary: 'List visits',
      description: 'Newest first, across days and sites.',
      token: 'all',
      query: visitsQuery,
      answer: jsonAnswer(visitListAnswer, 'A page of visits.', {
        types: [visitFormats.csv, visitFormats.ndjson],
        headers: { Link: 'rel="next" leads to the next page.' },
      }),
      isKept: true,
    }),
    'DELETE /visits': route({
      tag: 'Visits',
      operation: 'eraseVisits',
      summary: 'Erase visits',
      description:
        'Those of one visitor, site, page, organisation, network or recipient: at least one of these is required. 500 at most; where there is more to look at, a cursor says so.',
      token: 'all',
      query: erasureQuery,
      answer: jsonAnswer(erasureAnswer, 'Erased.'),
    }),
    'GET /sittings': route({
      tag: 'Visits',
      operation: 'listSittings',
      summary: 'List sittings',
      description:
        'A visitor’s views within 30 minutes of each other are one sitting; midnight in UTC ends it, and a view without a visitor is one of its own. By their last views, newest first, across days and sites. A filter is about views. Every view is in one sitting, whatever the pages; one of more than 100 that go on at the end of a page may be told in two parts.',
      token: 'all',
      query: sittingsQuery,
      answer: jsonAnswer(sittingListAnswer, 'A page of sittings.', {
        types: [visitFormats.csv, visitFormats.ndjson],
        headers: { Link: 'rel="next" leads to the next page.' },
      }),
      isKept: true,
    }),
    'GET /visits/{id}': route({
      tag: 'Visits',
      operation: 'getVisit',
      summary: 'One visit',
      token: 'all',
      params: v.object({ id }),
      query: visitQuery,
      answer: jsonAnswer(visitAnswer, 'The visit.'),
      fails: [404],
      isKept: true,
    }),
    'PATCH /visits/{id}': route({
      tag: 'Visits',
      operation: 'markVisit',
      summary: 'Say whose visit it is',
      description:
        'mine: true marks all visits of its visitor on that day as the owner’s own, false says that they are not, whatever else makes them so. A visit without visitor is marked by itself. The day is counted again within the hour.',
      token: 'all',
      params: v.object({ id }),
      query: visitQuery,
      body: mineMessage,
      answer: jsonAnswer(visitAnswer, 'The visit as it is now.'),
      fails: [404, 409, 413],
    }),
    'DELETE /visits/{id}': route({
      tag: 'Visits',
      operation: 'eraseVisit',
      summary: 'Erase one visit',
      token: 'all',
      params: v.object({ id }),
      query: visitQuery,
      answer: emptyAnswer(
        'Erased. With the setting archive, the header archive-until says until when its files may still have the visit.',
      ),
      fails: [404],
    }),
    'GET /organisations': route({
      tag: 'Organisations',
      operation: 'listOrganisations',
      summary: 'Who came',
      description:
        'One row each, whatever networks its people came through. Business, education and government first, after them those that are perhaps a firm (confidence low). Visits of bots are left out, and my own unless mine=include or only asks for them: these are counted from the visits of closed days too. Closed days are taken from rollups; of the rest 100,000 visits are counted at most, the newest.',
      token: 'all',
      query: organisationsQuery,
      answer: jsonAnswer(organisationListAnswer, 'Organisations.', { types: [csvType] }),
      isKept: true,
    }),
    'GET /organisations/{key}': route({
      tag: 'Organisations',
      operation: 'getOrganisation',
      summary: 'One organisation and what it read',
      token: 'all',
      params: v.object({ key: organisationKey }),
      query: organisationQuery,
      answer: jsonAnswer(organisationAnswer, 'The organisation.'),
      fails: [404],
      isKept: true,
    }),
    'PATCH /organisations/{key}': route({
      tag: 'Organisations',
      operation: 'correctOrganisation',
      summary: 'Correct an organisation',
      description:
        'For old visits too. What is left out stays as it is. A network, a domain or a range has no star and no note: 400.',
      token: 'all',
      params: v.object({ key: subject }),
      query: nothing,
      body: correctionMessage,
      answer: jsonAnswer(correctedOrganisationAnswer, 'As it is now.'),
      fails: [404],
    }),
    'DELETE /organisations/{key}': route({
      tag: 'Organisations',
      operation: 'takeBackCorrection',
      summary: 'Take a correction back',
      token: 'all',
      params: v.object({ key: subject }),
      query: nothing,
      answer: emptyAnswer('Taken back.'),
      fails: [404],
    }),
    'GET /recipients': route({
      tag: 'Recipients',
      operation: 'listRecipients',
      summary: 'Whom links were made for, and what came of them',
      description:
        'The newest first. What is fetched, loaded and read is never mixed; mail scanners, chat previews and bots read nothing. The newest 200 visits of each are looked at.',
      token: 'all',
      query: recipientsQuery,
      answer: jsonAnswer(recipientListAnswer, 'Recipients.'),
      isKept: true,
    }),
    'POST /recipients': route({
      tag: 'Recipients',
      operation: 'makeRecipient',
      summary: 'Make a link for somebody',
      description: `To a page or file of a listed site. It holds at once. There are ${maxRecipients} at most.`,
      token: 'all',
      query: nothing,
      body: recipientMessage,
      answer: jsonAnswer(recipientAnswer, 'Made.'),
    }),
    'PATCH /recipients/{code}': route({
      tag: 'Recipients',
      operation: 'changeRecipient',
      summary: 'Rename, withdraw or mute a recipient, or take that back',
      description: 'What is left out stays as it is. A withdrawn link still leads to its page.',
      token: 'all',
      params: v.object({ code: linkCode }),
      query: nothing,
      body: recipientChange,
      answer: jsonAnswer(recipientAnswer, 'As it is now.'),
      fails: [404],
    }),
    'DELETE /recipients/{code}': route({
      tag: 'Recipients',
      operation: 'deleteRecipient',
      summary: 'Forget a recipient',
      description:
        'Its name, its page and who asked for its link. Its visits stay, as those of an unknown code; DELETE /visits?recipient= erases them.',
      token: 'all',
      params: v.object({ code: linkCode }),
      query: nothing,
      answer: emptyAnswer('Forgotten.'),
      fails: [404],
    }),
    'GET /recipients/{code}/qr.svg': route({
      tag: 'Recipients',
      operation: 'getQrCode',
      summary: 'The link as a QR code',
      description: 'Marked, so that scans are told from clicks.',
      token: 'all',
      params: v.object({ code: linkCode }),
      query: nothing,
      answer: otherAnswer('The QR code.', 'image/svg+xml'),
      fails: [404],
      isKept: true,
    }),
    'GET /messages': route({
      tag: 'Messages',
      operation: 'listMessages',
      summary: 'What was sent to its owner',
      description: `The newest first: each with every try and what was answered. They are kept for ${outboxDays} days, and no longer than the visits that they tell of.`,
      token: 'all',
      query: messagesQuery,
      answer: jsonAnswer(messageListAnswer, 'Messages.'),
      isKept: true,
    }),
    'GET /messages/{id}': route({
      tag: 'Messages',
      operation: 'getMessage',
      summary: 'One message, with its text',
      token: 'all',
      params: v.object({ id: aMessage }),
      query: nothing,
      answer: jsonAnswer(messageAnswer, 'The message.'),
      fails: [404],
      isKept: true,
    }),
    'POST /messages/{id}/resend': route({
      tag: 'Messages',
      operation: 'resendMessage',
      summary: 'Send a message once more',
      description:
        'By every way, with the same id: whoever took it before may know it by that. One that a summary told is sent by itself.',
      token: 'all',
      params: v.object({ id: aMessage }),
      query: nothing,
      answer: acceptedAnswer(acceptedMessageAnswer, 'It is sent within seconds.'),
      fails: [404, 409],
    }),
    'POST /messages': route({
      tag: 'Messages',
      operation: 'testMessages',
      summary: 'Try whether messages arrive',
      description: 'Puts a test message into the outbox, which every way gets.',
      token: 'all',
      query: nothing,
      answer: acceptedAnswer(acceptedMessageAnswer, 'It is sent within seconds.'),
      fails: [409],
    }),
    'GET /feed': route({
      tag: 'Messages',
      operation: 'getFeed',
      summary: 'The messages as a feed',
      description:
        'The newest 50, for feed readers: Atom, or JSON Feed 1.1 by Accept or format. A token of scope feed may stand in the address, and sees nothing else.',
      token: 'feed',
      query: feedQuery,
      answer: otherAnswer('The feed.', feedTypes.atom, feedTypes.json),
      isKept: true,
    }),
    'GET /stats': route({
      tag: 'Reports',
      operation: 'getStats',
      summary: 'How many, by what',
      description:
        'Closed days are taken from rollups, at a cost that does not grow with the visits; what rollups cannot answer is counted from 50,000 visits at most.',
      token: 'stats',
      query: statsQuery,
      answer: jsonAnswer(statsAnswer, 'The report.', { types: [csvType] }),
      isKept: true,
    }),
    'GET /sites': route({
      tag: 'Service',
      operation: 'listSites',
      summary: 'The sites',
      description: 'The listed ones, and others that have visits, by name.',
      token: 'all',
      query: nothing,
      answer: jsonAnswer(siteListAnswer, 'Sites by name.'),
      isKept: true,
    }),
    'DELETE /sites/{site}': route({
      tag: 'Service',
      operation: 'removeSite',
      summary: 'Remove a site',
      description:
        'With its visits, reports and organisations, for 20 seconds at most. A listed site comes back with its next visit.',
      token: 'all',
      params: v.object({ site }),
      query: nothing,
      answer: jsonAnswer(siteRemovalAnswer, 'Removed.'),
      fails: [404],
    }),
    'GET /refusals': route({
      tag: 'Reports',
      operation: 'listRefusals',
      summary: 'What was turned away',
      description:
        'Beacons of the last 30 days, by reason and host, and what would let them in. Counts 25,000 at most, the newest of each day.',
      token: 'all',
      query: refusalsQuery,
      answer: jsonAnswer(refusalListAnswer, 'Refusals, the most frequent first.'),
      isKept: true,
    }),
    'GET /status': route({
      tag: 'Service',
      operation: 'getStatus',
      summary: 'How new the data are',
      description:
        'And what this month has cost so far. Asked by the dashboard, it marks the browser that asks as the owner’s own for today; no address is kept for that.',
      token: 'all',
      query: statusQuery,
      answer: jsonAnswer(statusAnswer, 'Status.'),
      isKept: true,
    }),
    'GET /tokens': route({
      tag: 'Service',
      operation: 'listTokens',
      summary: 'The tokens that were made here',
      description: 'The newest first. Those of the setting tokens are not among them.',
      token: 'all',
      query: nothing,
      answer: jsonAnswer(tokenListAnswer, 'Tokens, without their secrets.'),
      isKept: true,
    }),
    'POST /tokens': route({
      tag: 'Service',
      operation: 'makeToken',
      summary: 'Make a token',
      description: `Of scope stats for one site, to be shared, unless it says otherwise. It is good at once. There are ${maxTokens} at most.`,
      token: 'all',
      query: nothing,
      body: tokenMessage,
      answer: jsonAnswer(madeTokenAnswer, 'Made. The secret is in this answer and nowhere else.'),
    }),
    'DELETE /tokens/{id}': route({
      tag: 'Service',
      operation: 'revokeToken',
      summary: 'Revoke a token',
      description: 'It stops within five seconds.',
      token: 'all',
      params: v.object({ id: tokenId }),
      query: nothing,
      answer: emptyAnswer('Revoked.'),
      fails: [404],
    }),
    'GET /openapi.json': route({
      tag: 'Service',
      operation: 'getOpenapi',
      summary: 'This description',
      token: null,
      query: nothing,
      answer: otherAnswer('OpenAPI 3.1.', 'application/json'),
      fails: [400],
      isKept: true,
    }),
    'GET /health': route({
      tag: 'Service',
      operation: 'getHealth',
      summary: 'Whether the service answers',
      description:
        'And how old its network table is, and what to do about it; 503 says what keeps visits from being stored, where that is known.',
      token: null,
      query: nothing,
      answer: jsonAnswer(healthAnswer, 'Health.'),
      fails: [400],
      isKept: true,
    }),
    'HEAD /health': route({
      tag: 'Service',
      operation: 'headHealth', // what monitors call
      summary: 'The same without a body',
      token: null,
      query: nothing,
      answer: otherAnswer('The headers.'),
      fails: [400],
      isKept: true,
    }),
    'GET /': null, // the dashboard
    'GET /shared/{id}': null, // the same, for a link that a page may frame
    $default: null, // API Gateway's name for "no other route matches"
  },
} as const satisfies Record<'record' | 'query', Readonly<Record<string, Route | null>>>

type Rows = (typeof apiRoutes)['record'] & (typeof apiRoutes)['query']

export type RecordRoute = keyof (typeof apiRoutes)['record']
export type QueryRoute = keyof (typeof apiRoutes)['query']

/** Routes that are described. The others are the dashboard, preflight and the fallback for unknown routes. */
export type DescribedRoute = {
  [R in keyof Rows]: Rows[R] extends null ? never : R
}[keyof Rows]

/** The JSON that a route answers; null where it has none. */
export type AnswerOf<R extends DescribedRoute> =
  Rows[R] extends Route<QuerySchema, Answering<infer S>>
    ? S extends v.GenericSchema
      ? Described<S>
      : null
    : never

/** The query string of a route after it has been checked. */
export type QueryOf<R extends DescribedRoute> =
  Rows[R] extends Route<infer Q, Answering> ? v.InferOutput<Q> : never

const keysOf = <T extends object>(rows: T) => Object.keys(rows) as (keyof T)[]

/** Which function answers which route, by its key in API Gateway. */
export const routes = { record: keysOf(apiRoutes.record), query: keysOf(apiRoutes.query) } as const

export const allRoutes: readonly string[] = [...routes.record, ...routes.query]

/** Routes of the query function that take no token: anybody may call them, and they read nothing. */
export const openRoutes: readonly string[] = routes.query.filter(
  (key) => apiRoutes.query[key] === null || apiRoutes.query[key].token === null,
)

/** Schemas that have a name in the description. */
export const namedSchemas = {
  Visit: visitAnswer,
  VisitList: visitListAnswer,
  OrganisationList: organisationListAnswer,
  Organisation: organisationAnswer,
  CorrectedOrganisation: correctedOrganisationAnswer,
  RecipientList: recipientListAnswer,
  Recipient: recipientAnswer,
  RecipientMessage: recipientMessage,
  RecipientChange: recipientChange,
  MessageList: messageListAnswer,
  Message: messageAnswer,
  AcceptedMessage: acceptedMessageAnswer,
  Stats: statsAnswer,
  RefusalList: refusalListAnswer,
  Erasure: erasureAnswer,
  SiteList: siteListAnswer,
  SiteRemoval: siteRemovalAnswer,
  Health: healthAnswer,
  Status: statusAnswer,
  Recorded: recordedAnswer,
  Problem: problemAnswer,
  BeaconMessage: beaconMessage,
  EngagementReport: engagementReport,
  CorrectionMessage: correctionMessage,
  MineMessage: mineMessage,
  TokenList: tokenListAnswer,
  MadeToken: madeTokenAnswer,
  TokenMessage: tokenMessage,
} as const satisfies Readonly<Record<string, v.GenericSchema>>
