import { createHmac, hash } from 'node:crypto'
import { hmacSha256 } from '../../domain/hmac'

/** What AWS gives a caller to sign with. Temporary credentials, such as Lambda's, come with a session token. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string | undefined
}

/** Where a signature holds. */
export interface SigningScope {
  readonly region: string
  /** `dynamodb` */
  readonly service: string
}

/** What is signed. DynamoDB has one path and no query, so neither is encoded here. */
export interface Unsigned {
  readonly method: string
  readonly path: string
  /** All of them are signed: names in lower case and in order, `host` and `x-amz-date` among them. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

/** `20150830T123600Z`, as `x-amz-date` has it. */
export const amzDate = (time: Date): string => time.toISOString().replace(/[-:]|\.\d+/g, '')

const algorithm = 'AWS4-HMAC-SHA256'

/**
 * Makes the `Authorization` header of a request: AWS Signature Version 4,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signer({ region, service }: SigningScope) {
  const keys = keptKey({ region, service })
  return ({ method, path, headers, body }: Unsigned, credentials: Credentials, date: string): string => {
    const day = date.slice(0, 8)
    const names = headers.map(([name]) => name).join(';')
    const lines = headers.map(([name, value]) => `${name}:${trimmed(value)}\n`).join('')
    const canonical = `${method}\n${path}\n\n${lines}\n${names}\n${sha256(body)}`
    const scope = `${day}/${region}/${service}/aws4_request`
    const text = `${algorithm}\n${date}\n${scope}\n${sha256(canonical)}`
    const signature = keys(credentials.secretAccessKey, day)(text)
    return `${algorithm} Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`
  }
}

/** The key that signs for one day. */
export function signingKey(secret: string, day: string, { region, service }: SigningScope): Buffer {
  return [day, region, service, 'aws4_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  )
}

/** Keeps the last key: it lasts for a day or until credentials change. */
function keptKey(scope: SigningScope): (secret: string, day: string) => (text: string) => string {
  let kept: { secret: string; day: string; sign: (text: string) => string } | null = null
  return (secret, day) => {
    if (kept?.secret !== secret || kept.day !== day)
      kept = { secret, day, sign: hmacSha256(signingKey(secret, day, scope)) }
    return kept.sign
  }
}

const trimmed = (value: string): string => value.trim().replace(/ {2,}/g, ' ')

/** Hashes in one call, which takes half the time of updating a hash object. */
const sha256 = (text: string): string => hash('sha256', text, 'hex')
