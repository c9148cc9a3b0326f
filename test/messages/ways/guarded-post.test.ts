import type { lookup as lookUpName } from 'node:dns'
import { createServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { selfSigned } from '../../../bench/memory/tls-proxy'
import { failureOf } from '../../../lambda/messages/ways/answer-text'
import { type GuardParts, guardedPost } from '../../../lambda/messages/ways/guarded-post'
import { isReachable } from '../../../lambda/messages/ways/reachable-address'
import { answer, drip, type Receiver, receiver } from './receiver'

type Found = readonly string[] | null

/** Looks a name up to what is given for each look-up in turn; null for one that never ends. */
const lookupOf = (...answers: Found[]) =>
  ((_name: string, _options: object, done: (error: null, found: object[]) => void) => {
    const found = answers.length > 1 ? answers.shift() : answers[0]
    if (found)
      process.nextTick(() =>
        done(
          null,
          found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        ),
      )
  }) as unknown as typeof lookUpName

const ask = (url: string, parts: Partial<GuardParts> = {}) =>
  guardedPost({ allowLoopback: false, timeoutMs: 1000, ...parts })({ url, headers: {}, body: '{}' }).then(
    (answered) => answered,
    (error) => failureOf(error).answer,
  )

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.0.1',
  '192.0.0.192',
  '168.63.129.16',
  '198.18.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:8.8.8.8',
  '::7f00:1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::a00:1',
  'fd00:ec2::254',
  'fc00::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:a00:1::1',
])('%s is not reached', (address) => {
  expect(isReachable(address, { isEncrypted: true, allowLoopback: false })).toBe(false)
})

test.each(['8.8.8.8', '100.128.0.1', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450:4001::5'])(
  '%s is reached, by https alone',
  (address) => {
    const reached = (isEncrypted: boolean) => isReachable(address, { isEncrypted, allowLoopback: true })
    expect([reached(true), reached(false)]).toEqual([true, false])
  },
)

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', false],
  ['10.0.0.1', false],
  ['169.254.169.254', false],
])('%s is reached where a receiver on this machine may be: %s', (address, isReached) => {
  for (const isEncrypted of [true, false])
    expect(isReachable(address, { isEncrypted, allowLoopback: true })).toBe(isReached)
})

const hidden = 'is no address of the public internet, and is not called'

test.each([
  ['http://hooks.example/', [], 'hooks.example is to be called by https alone'],
  ['https://127.0.0.1/', [], `127.0.0.1 ${hidden}`],
  ['https://0x7f.1/', [], `127.0.0.1 ${hidden}`],
  ['https://2852039166/', [], `169.254.169.254 ${hidden}`],
  ['https://[::ffff:10.0.0.1]/', [], `::ffff:a00:1 ${hidden}`],
  ['https://[fd00:ec2::254]/', [], `fd00:ec2::254 ${hidden}`],
  ['https://hooks.example/', ['127.0.0.1'], `hooks.example leads to 127.0.0.1, which ${hidden}`],
  ['https://hooks.example/', ['169.254.169.254'], `hooks.example leads to 169.254.169.254, which ${hidden}`],
  ['https://hooks.example/', ['8.8.8.8', '10.0.0.1'], `hooks.example leads to 10.0.0.1, which ${hidden}`],
  ['https://hooks.example/', ['::ffff:10.0.0.1'], `hooks.example leads to ::ffff:10.0.0.1, which ${hidden}`],
  ['https://hooks.example/', [], 'hooks.example has no address'],
])('%s at %j is not called', async (url, addresses, reason) => {
  expect(await ask(url, { lookup: lookupOf(addresses) })).toBe(reason)
})

test('a host that is not there says so', async () => {
  expect(await ask('https://nobody.invalid/')).toMatch(/^the host (has no address|could not be looked up)$/)
})

test('a host whose look-up has no end is given up', async () => {
  const parts = { lookup: lookupOf(null), timeoutMs: 50 }
  expect(await ask('https://hooks.example/', parts)).toBe('there was no answer within 0.05 s')
})

test('a certificate that nobody vouches for is not trusted', async () => {
  const pem = selfSigned()
  const server = createServer({ key: pem, cert: pem }, (_, response) => response.end('ok'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  expect(await ask(url, { allowLoopback: true })).toBe(
    'the certificate of the host is its own, and not to be trusted',
  )
  server.close()
})

describe('a receiver on this machine', () => {
  const receivers: Receiver[] = []
  const at = async (act: (socket: Socket) => void) => {
    const one = await receiver(act)
    receivers.push(one)
    return one
  }
  afterAll(() => {
    for (const one of receivers) one.close()
  })

  const local = { allowLoopback: true, timeoutMs: 200 }
  const ok = { status: 200, text: 'ok', isEndless: false }
  const late = 'there was no answer within 0.2 s'

  const named = (url: string) => url.replace('localhost', 'hooks.example')

  test.each(['10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1'])(
    'is called by a name once, and not where it leads to %s at the second look-up',
    async (second) => {
      const { url, connections } = await at((socket) => socket.end(answer('200 OK', 'ok')))
      const lookup = lookupOf(['127.0.0.1'], [second])
      expect(await ask(named(url), { ...local, lookup })).toEqual(ok)
      const refused = `hooks.example leads to ${second}, which ${hidden}`
      expect(await ask(named(url), { ...local, lookup })).toBe(refused)
      expect(connections()).toBe(1)
    },
  )

  test('is never called by what is deployed, which looks a name up once and connects to what was found', async () => {
    const { url, connections } = await at((socket) => socket.end(answer('200 OK', 'ok')))
    const lookup = jest.fn(lookupOf(['127.0.0.1'])) as unknown as typeof lookUpName
    const secure = named(url).replace('http:', 'https:')
    expect(await ask(secure, { lookup })).toBe(`hooks.example leads to 127.0.0.1, which ${hidden}`)
    expect(lookup).toHaveBeenCalledTimes(1)
    expect(connections()).toBe(0)
  })

  test.each<[string, (socket: Socket) => void, unknown]>([
    ['answers', (socket) => socket.end(answer('200 OK', 'ok')), ok],
    [
      'says too much',
      (socket) => socket.end(answer('200 OK', 'ok').replace(': 2', ': 1')),
      { ...ok, text: 'o' },
    ],
    ['says too little', (socket) => socket.end(answer('200 OK', 'ok').replace(': 2', ': 9')), ok],
    [
      'promises what nobody could read',
      (socket) => socket.write(answer('200 OK', 'ok').replace(': 2', ': 999999999999999')),
      { ...ok, isEndless: true },
    ],
    [
      'answers and hangs',
      (socket) => socket.write(answer('200 OK').replace(': 0', ': 2')),
      { status: 200, text: '', isEndless: true },
    ],
    ['drips its headers', (socket) => drip(socket, answer('200 OK', 'a'.repeat(1000)), 20), late],
    ['says nothing', () => {}, late],
    ['says that it is at work, again and again', (socket) => drip(socket, working, 1), late],
    ['sends headers without an end', (socket) => flood(socket, header), 'Parse Error: Header overflow'],
    ['is closed', (socket) => socket.destroy(), 'the host broke the connection off'],
    ['ends at once', (socket) => socket.end(), 'the host broke the connection off'],
    [
      'switches protocols',
      (socket) => socket.write('HTTP/1.1 101 Hello\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
      'the connection was closed without an answer',
    ],
    ['speaks another language', (socket) => socket.end('hello\r\n'), expect.stringMatching(/^Parse Error/)],
    ['breaks off', (socket) => socket.end(chunked('500 Oh', 'ZZ')), { ...ok, status: 500, text: '' }],
    ['leads elsewhere', (socket) => socket.end(redirect), { ...ok, status: 302, text: '' }],
  ])('that %s', async (_, act, answered) => {
    expect(await ask((await at(act)).url, local)).toEqual(answered)
  })

  test('that sends without an end is read to 64 KB', async () => {
    const { url } = await at((socket) => flood(socket, 'a'.repeat(10_000), 'HTTP/1.1 200 OK\r\n\r\n'))
    const answered = await ask(url, { ...local, timeoutMs: 5000 })
    expect(answered).toEqual({ status: 200, text: 'a'.repeat(65_536), isEndless: false })
  })

  test('is led nowhere by a redirect', async () => {
    const { url, connections } = await at((socket) => socket.end(redirect))
    await ask(url, local)
    expect(connections()).toBe(1)
  })
})

const redirect = answer('302 Found', '', ['Location: /elsewhere'])

const working = 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(50)

const header = `X: ${'a'.repeat(1000)}\r\n`

const chunked = (status: string, chunk: string) =>
  `HTTP/1.1 ${status}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}\r\n`

function flood(socket: Socket, text: string, first = 'HTTP/1.1 200 OK\r\n'): void {
  socket.write(first)
  const more = () => {
    while (socket.writable && socket.write(text));
  }
  socket.on('drain', more)
  more()
}
