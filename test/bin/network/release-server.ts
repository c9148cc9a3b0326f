import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a server does with a file: it gives it, with headers of its own, or behaves as it likes. */
export type Conduct = (response: ServerResponse, body: Buffer, path: string) => void

const day = 'Sat, 21 Nov 2026 06:00:00 GMT'

const give: Conduct = (response, body) => {
  response.setHeader('last-modified', day)
  response.end(body)
}

/** Conducts that a download must live with, and what they break. */
export const conducts = {
  give,
  undated: (response, body) => void response.end(body),
  dated:
    (date: string): Conduct =>
    (response, body) => {
      response.setHeader('last-modified', date)
      response.end(body)
    },
  status:
    (status: number): Conduct =>
    (response) =>
      void response.writeHead(status).end('no'),
  /** Ends the connection in the middle of what it told. */
  cut: (response, body) => {
    response.writeHead(200, { 'last-modified': day, 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy())
  },
  /** Ends early as if that were all. */
  short: (response, body) => give(response, body.subarray(0, body.length - 5), ''),
  text:
    (text: string): Conduct =>
    (response) =>
      give(response, Buffer.from(text), ''),
  /** Says how long it is, and that is too long. */
  tellsMuch: (response: ServerResponse) => {
    response.writeHead(200, { 'last-modified': day, 'content-length': 10e9 })
    response.write('1')
  },
  /** Goes on and on, without a word of how long. */
  endless: (response: ServerResponse) => {
    response.writeHead(200, { 'last-modified': day })
    const more = () => response.destroyed || response.write('1,2,3,x\n'.repeat(1000), more)
    more()
  },
  /** Says nothing at all. */
  mute: () => {},
  /** Begins, and says nothing more. */
  mutes: (response, body) => {
    response.writeHead(200, { 'last-modified': day })
    response.write(body.subarray(0, 100))
  },
  /** A byte now and then, forever. */
  drips: (response: ServerResponse) => {
    response.writeHead(200, { 'last-modified': day })
    const clock = setInterval(() => response.write('1'), 20)
    response.on('close', () => clearInterval(clock))
  },
  redirect:
    (to: string): Conduct =>
    (response) =>
      void response.writeHead(302, { location: to }).end(),
  /** Redirects to itself. */
  loop: (response, _, path) => void response.writeHead(302, { location: path }).end(),
} as const satisfies Record<string, Conduct | ((word: never) => Conduct)>

export interface Release {
  /** Each file by its name. */
  readonly files: Readonly<Record<string, string>>
  /** What happens to files, by path; the others are given. */
  readonly conduct?: Readonly<Record<string, Conduct>>
  /** Whether `/hashes` has the hash of each file. */
  readonly isHashed?: boolean
}

/** Serves `/latest/FILE` and `/hashes/FILE.sha256`. */
export async function releaseServer({ files, conduct = {}, isHashed = true }: Release) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const [, folder = '', file = ''] = path.split('/')
    const body = Buffer.from(files[file.replace(/\.sha256$/, '')] ?? '')
    const own = conduct[path]
    if (own !== undefined) return own(response, body, path)
    if (folder === 'latest' && file in files) return give(response, body, path)
    if (folder !== 'hashes' || !isHashed) return response.writeHead(404).end()
    return response.end(`${createHash('sha256').update(body).digest('hex')}  ${file}\n`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
