import type { Digest, DigestOrganisation, DigestTotals } from '../../domain/message/digest'
import type { Merged, Message, MessageKind, MessageVisit } from '../../domain/message/message'

/** What receivers of webhooks tell messages apart by. */
const types = {
  organisation: 'organisation.came',
  recipient: 'recipient.read',
  summary: 'summary',
  digest: 'digest',
  test: 'test',
} as const satisfies Record<MessageKind, string>

/**
 * The body of a signed webhook: a message in the words of the API.
 *
 * @param url where the dashboard shows what it is about
 */
export const payloadOf = (message: Message, url: string) => ({
  type: types[message.kind],
  timestamp: message.at,
  data: { url, ...dataOf(message) },
})

function dataOf(message: Message) {
  if (message.kind === 'organisation' || message.kind === 'recipient') return mergedOf(message)
  if (message.kind === 'summary')
    return {
      messages: message.merged.map((one) => ({
        type: types[one.kind],
        timestamp: one.at,
        data: mergedOf(one),
      })),
      more: message.more,
    }
  return message.kind === 'digest' ? digestOf(message.digest) : {}
}

function mergedOf(message: Merged) {
  const visit = visitOf(message.visit)
  if (message.kind === 'recipient') {
    const { site, subject: code, name, seconds, organisation } = message
    return { site, recipient: { code, name }, seconds, organisation, visit }
  }
  const { name, kind, domain, confidence } = message.organisation
  return { site: message.site, organisation: { key: message.subject, name, kind, domain, confidence }, visit }
}

const visitOf = ({ id, time, page, title, referrer, country }: MessageVisit) => ({
  ...{ id, time, page, title, referrer, country },
})

function digestOf({ every, from, to, zone, complete, ...digest }: Digest) {
  return {
    ...{ every, from, to, zone, complete },
    totals: totalsOf(digest.totals),
    before: totalsOf(digest.before),
    fresh: digest.fresh.map(organisationOf),
    again: digest.again.map(organisationOf),
    recipients: digest.recipients.map(({ code, name, state, seconds }) => ({ code, name, state, seconds })),
    refusals: digest.refusals.map(({ reason, count, remedy }) => ({ reason, count, remedy })),
  }
}

const totalsOf = ({ visits, visitors, organisations }: DigestTotals) => ({ visits, visitors, organisations })

const organisationOf = ({ key, name, kind, confidence, visits, seconds, read }: DigestOrganisation) => ({
  ...{ key, name, kind, confidence, visits, seconds, read },
})
