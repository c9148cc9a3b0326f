import type { LineParser } from './log-entry'
import { known, requestOf, utf8 } from './text'
import { parseTime } from './time'

/** The fields up to the user agent; then five on version, encryption and login, and the host. */
const fields =
  /^\S+ (?<bucket>\S+) \[(?<when>[^\]]{20,30})\] (?<address>\S+) \S+ \S+ (?<operation>\S+) \S+ (?:"(?<request>[^"]*)"|-) (?<status>\d{3}|-) \S+ \S+ \S+ \S+ \S+ (?:"(?<referrer>[^"]*)"|-) (?:"(?<agent>[^"]*)"|-)(?: \S+ \S+ \S+ \S+ \S+ (?<host>\S+))?/

type Field =
  | 'bucket'
  | 'when'
  | 'address'
  | 'operation'
  | 'request'
  | 'status'
  | 'referrer'
  | 'agent'
  | 'host'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html */
export const s3: LineParser = (line) => {
  const found = fields.exec(line)?.groups as Readonly<Record<Field, string | undefined>> | undefined
  const time = found?.when === undefined ? null : parseTime(found.when)
  if (found === undefined || time === null) return null
  const { method, target } = requestOf(utf8(found.request ?? ''))
  const host = known(found.host)
  const isOfAws = host !== null && /\.amazonaws\.com(?:\.cn)?$/.test(host)
  const isReading = /\.GET\.OBJECT$/.test(found.operation ?? '')
  return {
    address: known(found.address),
    forwarded: null,
    host: isOfAws ? null : host, // a name of AWS’s is the bucket’s own
    time,
    method: isReading ? method : (found.operation ?? ''), // the others ask about the bucket: no page
    target: isOfAws && /^s3[.-]/.test(host) ? withoutBucket(target, found.bucket ?? '') : target,
    status: Number(known(found.status) ?? 0),
    referrer: text(found.referrer),
    userAgent: text(found.agent),
    optsOut: false,
  }
}

const text = (field: string | undefined): string | null => {
  const said = known(field)
  return said === null ? null : utf8(said)
}

/** In the older style the bucket is the first part of the path. */
const withoutBucket = (target: string, bucket: string): string =>
  target.startsWith(`/${bucket}/`) ? target.slice(bucket.length + 1) : target
