import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { type Emulator, region } from './emulator'

/** What signs: SHA-256, with a secret or without. */
class Sha256 {
  private readonly hash: Hash | Hmac

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash =
      secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string | Uint8Array)
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.hash.update(data as string | Uint8Array)
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest()
  }

  reset(): void {
    throw new Error('a hash is used once')
  }
}

export interface AwsCall {
  readonly service: 's3' | 'lambda' | 'iam'
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Calls AWS's own API at the emulator, for what no command of the README does. @throws Error unless it answers 2xx */
export async function callAws(emulator: Emulator, call: AwsCall): Promise<string> {
  const { service, method = 'POST', path = '/', query = {}, body = '' } = call
  const { host, hostname, port } = new URL(emulator.url)
  const signer = new SignatureV4({
    service,
    region: service === 'iam' ? 'us-east-1' : region,
    credentials: { accessKeyId: emulator.account, secretAccessKey: 'secret' },
    sha256: Sha256,
  })
  const type = service === 'iam' ? 'application/x-www-form-urlencoded' : 'application/json'
  const { headers } = await signer.sign({
    method,
    protocol: 'http:',
    hostname,
    port: Number(port),
    path,
    query,
    headers: { host, 'content-type': type },
    body,
  })
  const asked = new URLSearchParams(query)
  const response = await fetch(`${emulator.url}${path}${asked.size === 0 ? '' : `?${asked}`}`, {
    method,
    headers,
    ...(body !== '' && { body }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${service} ${method} ${path}: ${response.status} ${text}`)
  return text
}
