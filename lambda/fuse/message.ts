import { dollarsOf } from '../contract'
import { type FuseNews, monthOf, requestsOfVisit, type Usage } from '../domain/fuse/fuse'

/** An e-mail by SNS: plain text, and a subject of ASCII, shorter than 100 characters. */
export interface Message {
  readonly subject: string
  readonly text: string
}

interface Circumstances {
  readonly usage: Usage
  readonly budget: number
  readonly stackName: string
  /** Whether reports are kept and so paid for. */
  readonly engagement: boolean
  readonly now: Date
}

/** What the owner is told. */
export function messageOf(news: FuseNews, circumstances: Circumstances): Message {
  const { usage, budget, stackName, now, engagement } = circumstances
  const dollars = dollarsOf(usage.visits, engagement).toFixed(2)
  const month = monthOf(now)
  const subjects: Readonly<Record<FuseNews, string>> = {
    warned: `Visitbook: 90 % of ${month}'s visits are used`,
    paused: `Visitbook: paused until ${month} ends`,
    ended: 'Visitbook: records again',
  }
  const texts: Readonly<Record<FuseNews, readonly string[]>> = {
    warned: [
      `${used(usage)} so far in ${month}, for about $${dollars} by list price.`,
      `The setting monthlyVisits allows ${number(budget)} visits, or ${number(budget * requestsOfVisit)} requests of any kind. When they are used up, the service answers one request a second on each route until the month ends (UTC).`,
      'To let in more: raise monthlyVisits in cdk.json and deploy.',
    ],
    paused: [
      `${used(usage)} in ${month}, for about $${dollars} by list price: what the setting monthlyVisits allows (${number(budget)} visits, or ${number(budget * requestsOfVisit)} requests of any kind) is used up.`,
      'Until the month ends (UTC) the service answers one request a second on each route, and refuses the rest with 429, which costs nothing. What was recorded is kept.',
      `To go on now, with the same budget once more: ./visitbook resume --stack ${stackName}`,
      'To see where they come from: the dashboard, or ./visitbook refusals.',
    ],
    ended: [
      `A new month has begun (${month}): the limits of the setting throttle hold again.`,
      `To pause by hand: ./visitbook pause --stack ${stackName}`,
    ],
  }
  return { subject: subjects[news], text: `${texts[news].join('\n\n')}\n` }
}

const number = (count: number): string => count.toLocaleString('en')

function used({ visits, requests }: Usage): string {
  const counted = `${number(visits)} visits`
  return requests === null ? counted : `${counted} and ${number(requests)} requests`
}
