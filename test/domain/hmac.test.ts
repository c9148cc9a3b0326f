import { createHmac } from 'node:crypto'
import { hmacSha256 } from '../../lambda/domain/hmac'
import { random } from '../support/random'

test('is what the test vectors of RFC 4231 say', () => {
  expect(hmacSha256(Buffer.alloc(20, 0x0b))('Hi There')).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  )
  expect(hmacSha256(Buffer.alloc(131, 0xaa))('Test Using Larger Than Block-Size Key - Hash Key First')).toBe(
    '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  )
})

test('is what Node’s own says, for keys and texts of any length, one after the other', () => {
  const next = random(20261122)
  for (let length = 0; length < 200; length++) {
    const key = Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)))
    const hmac = hmacSha256(key)
    for (const text of ['', 'é'.repeat(length), 'a'.repeat(1000 * next())])
      expect(hmac(text)).toBe(createHmac('sha256', key).update(text).digest('hex'))
  }
})
