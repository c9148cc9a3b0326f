import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'

/** What is answered, by question: `'A gw.example.com': ['203.0.113.77']`. A name that is in no question does not exist. */
export type Records = Readonly<Record<string, readonly string[]>>

/** How a question is answered: as the records say, late by some milliseconds, wrongly, or not at all. */
export type Manner =
  | 'right'
  | 'silent'
  | 'garbage'
  | 'foreign'
  | 'truncated'
  | 'failing'
  | 'refusing'
  | number

const types = { 1: 'A', 12: 'PTR', 28: 'AAAA' } as Readonly<Record<number, string>>
const codes = { right: 0, failing: 2, missing: 3, refusing: 5 } as const
const truncatedFlag = 0x0200

export interface DnsServer {
  /** For `setServers`. */
  readonly address: string
  /** Every question that arrived, in order. */
  readonly asked: string[]
  /** From here on, how a question is answered. */
  behave(manner: (question: string) => Manner): void
  close(): Promise<void>
}

/** A DNS server on a UDP port of this machine, RFC 1035. */
export async function dnsServer(records: Records): Promise<DnsServer> {
  const socket = createSocket('udp4')
  const asked: string[] = []
  const timers = new Set<NodeJS.Timeout>()
  let mannerOf: (question: string) => Manner = () => 'right'

  socket.on('message', (query, { port, address }: RemoteInfo) => {
    const { question, end } = questionOf(query)
    const manner = mannerOf(question)
    const answer = answerTo(query.subarray(0, end), question, manner, records)
    asked.push(question)
    if (answer === null) return
    timers.add(setTimeout(() => socket.send(answer, port, address), typeof manner === 'number' ? manner : 0))
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')

  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    behave(manner) {
      mannerOf = manner
    },
    async close() {
      for (const timer of timers) clearTimeout(timer)
      socket.close()
      await once(socket, 'close')
    },
  }
}

/** The question of a query, such as `PTR 77.113.0.203.in-addr.arpa`, and where it ends. */
function questionOf(query: Buffer): { question: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let size = query.readUInt8(at); size > 0; size = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + size))
    at += 1 + size
  }
  return { question: `${types[query.readUInt16BE(at + 1)]} ${labels.join('.')}`, end: at + 5 }
}

function answerTo(query: Buffer, question: string, manner: Manner, records: Records): Buffer | null {
  const found = records[question]
  const name = question.slice(question.indexOf(' '))
  const exists = Object.keys(records).some((one) => one.endsWith(name))
  switch (manner) {
    case 'silent':
      return null
    case 'garbage':
      return Buffer.concat([
        query.subarray(0, 2),
        Buffer.from('84000001ffffffff', 'hex'),
        Buffer.alloc(40, 0xc1),
      ])
    case 'foreign': {
      const answer = packet(query, codes.right, question, found ?? [])
      answer.writeUInt16BE(answer.readUInt16BE(0) ^ 1, 0) // the id of a question that nobody asked
      return answer
    }
    case 'truncated':
      return packet(query, truncatedFlag, question, [])
    case 'failing':
    case 'refusing':
      return packet(query, codes[manner], question, [])
    default:
      return packet(query, exists ? codes.right : codes.missing, question, found ?? [])
  }
}

function packet(query: Buffer, flags: number, question: string, values: readonly string[]): Buffer {
  const header = Buffer.alloc(12)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(0x8580 | flags, 2) // an answer, authoritative, recursion wanted and available
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(values.length, 6)
  return Buffer.concat([header, query.subarray(12), ...values.map((value) => recordOf(question, value))])
}

/** An answer whose name points back to the question's (0xc00c), of its type and class, good for a minute. */
function recordOf(question: string, value: string): Buffer {
  const [type] = Object.entries(types).find(([, word]) => question.startsWith(`${word} `)) ?? []
  const data = dataOf(question, value)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(Number(type), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

function dataOf(question: string, value: string): Buffer {
  if (question.startsWith('A ')) return Buffer.from(value.split('.').map(Number))
  if (question.startsWith('AAAA ')) return Buffer.from(value.replaceAll(':', ''), 'hex') // all 32 digits
  const labels = value.split('.').map((label) => [label.length, ...Buffer.from(label, 'latin1')])
  return Buffer.from([...labels.flat(), 0])
}
