import { type LocalServer, type ServerOptions, startServer } from '../../local/server'
import { temporaryFolder } from '../store/fixtures'
import { expectDocumented } from '../support/http/conform'

/** The site whose visits these tests record. */
export const site = 'you.github.io'
export const page = { origin: `https://${site}`, referer: `https://${site}/` }

export interface Question {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer> | object
  /** Sent as it is; the book's own where it is left out and the route is not one for pages; null for none. */
  readonly token?: string | null
  /** False for answers that API Gateway gives itself, of which the API's description does not know. */
  readonly documented?: boolean
}

export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly type: string | null
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  readonly json: any
}

/** Everything that `npm start` runs, on ports and in a folder of its own. */
export interface Book extends LocalServer {
  readonly folder: string
  /** Asks as in `ask('GET /visits?limit=2')`, and holds every answer against /openapi.json. */
  ask(request: string, question?: Question): Promise<Reply>
  /** All visits there are, through the list. */
  visits(): Promise<readonly { id: string; page: string }[]>
}

export async function openBook(options: Partial<ServerOptions> = {}): Promise<Book> {
  const { folder, remove } = temporaryFolder()
  const server = await startServer({
    port: 0,
    demoPort: 0,
    data: folder,
    token: null,
    sites: [site],
    ...options,
  })
  const ask = (request: string, question?: Question) => asked(server.url, server.token, request, question)
  return {
    ...server,
    folder,
    ask,
    visits: () => everyVisit(ask),
    close: async () => {
      await server.close()
      remove()
    },
  }
}

/** Asks any server, as `Book.ask` does. */
export async function asked(
  url: string,
  ownToken: string,
  request: string,
  { headers = {}, body, token = ownToken, documented = true }: Question = {},
): Promise<Reply> {
  const [method = 'GET', path = '/'] = request.split(/ (.*)/s)
  const isPlain = body === undefined || typeof body === 'string' || body instanceof Uint8Array
  const response = await fetch(url + path, {
    method,
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body: isPlain ? body : JSON.stringify(body) }),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const text = bytes.toString()
  const type = response.headers.get('content-type')
  if (documented) expectDocumented({ method, path, status: response.status, contentType: type, body: bytes })
  return {
    status: response.status,
    headers: response.headers,
    type,
    text,
    get json() {
      return JSON.parse(text)
    },
  }
}

/** Pages through the list to its end. */
export async function everyVisit(ask: Book['ask'], limit = 500): Promise<{ id: string; page: string }[]> {
  const visits: { id: string; page: string }[] = []
  let cursor: string | null = null
  do {
    const { json } = await ask(
      `GET /visits?bot=include&limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`,
    )
    visits.push(...json.visits)
    cursor = json.cursor
  } while (cursor !== null)
  return visits
}
