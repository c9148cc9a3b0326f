import { hash } from 'node:crypto'

/** Block size of SHA-256. */
const blockBytes = 64

/**
 * Returns an HMAC-SHA256 (RFC 2104) function from texts to hexadecimal digits, for a key that is used more than once. It
 * calls `hash` on two short buffers, which takes a third of the time of `createHmac`: that makes an object first and costs
 * a busy function 12 µs of CPU.
 */
export function hmacSha256(key: Uint8Array): (text: string) => string {
  const short = key.length > blockBytes ? hash('sha256', key, 'buffer') : key
  const padded = (mask: number) => Buffer.alloc(blockBytes, mask).map((byte, at) => byte ^ (short[at] ?? 0))
  const inner = padded(0x36)
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(32)])
  return (text) => {
    outer.set(hash('sha256', Buffer.concat([inner, Buffer.from(text)]), 'buffer'), blockBytes)
    return hash('sha256', outer, 'hex')
  }
}
