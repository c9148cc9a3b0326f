import {
  isRecipientCode,
  linkCodeText,
  makeRecipientCode,
  parseLinkCode,
} from '../../../lambda/domain/visit/recipient-code'

test.each([
  ['7k2m9qxw4c', '7k2m9qxw4c', false],
  ['7K2M9QXW4C', '7k2m9qxw4c', false],
  ['7k2m-9qxw-4c', '7k2m9qxw4c', false],
  ['oOiIlL0011', '0011110011', false],
  ['7k2m9qxw4cq', '7k2m9qxw4c', true],
  ['7k2m9-qxw4c-Q', '7k2m9qxw4c', true],
  ['qqqqqqqqqq', 'qqqqqqqqqq', false],
  ['qqqqqqqqqqq', 'qqqqqqqqqq', true],
])('%s is read as %s, scanned: %s', (text, code, scanned) => {
  const link = { code, scanned }
  expect(parseLinkCode(text)).toEqual(link)
  expect(parseLinkCode(linkCodeText(link))).toEqual(link)
})

test.each([
  '',
  '7k2m9qxw4',
  '7k2m9qxw4cx',
  '7k2m9qxw4cqq',
  '7k2m9qxw4u',
  '7k2m9qxw4é',
  '7k2m9qxw4 ',
  `7k2m9qxw4c${'-'.repeat(40)}`,
  '-'.repeat(10),
])('%j is no code', (text) => {
  expect(parseLinkCode(text)).toBeNull()
})

test('a code has 50 bits of those given, and one spelling', () => {
  const all = Array.from({ length: 32 }, (_, at) => makeRecipientCode(new Uint8Array(10).fill(at))[9])
  expect(all.join('')).toBe('0123456789abcdefghjkmnpqrstvwxyz')
  expect(makeRecipientCode(Uint8Array.from([32, 33, 63, 64, 95, 96, 127, 128, 255, 254]))).toBe('21z0z0z0zy')
  expect(['7k2m9qxw4c', '7K2m9qxw4c', '7k2m9qxw4cq', 'oooooooooo'].map(isRecipientCode)).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('every code has a digit that is no letter, and stays a code', () => {
  for (let at = 0; at < 256; at++) {
    const code = makeRecipientCode(new Uint8Array(10).fill(at))
    expect(code).toMatch(/[2-9]/)
    expect(isRecipientCode(code)).toBe(true)
  }
})
