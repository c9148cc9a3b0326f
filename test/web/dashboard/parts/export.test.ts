import type { Client } from '../../../../web/dashboard/api/client'
import { Unreachable } from '../../../../web/dashboard/api/problem'
import { exportVisits, nextOf, pageOf } from '../../../../web/dashboard/parts/export'

const link = (to: string) => ({ headers: { link: `<${to}>; rel="next"` } })

/** Answers each path once; what is an error is thrown first. */
function clientWith(pages: Record<string, (Response | Error)[]>): Client {
  const open = async (path: string) => {
    const next = pages[path]?.shift()
    if (next instanceof Response) return next
    throw next
  }
  return { open } as unknown as Client
}

test('all pages become one file, with the names of the columns once', async () => {
  const counts: number[] = []
  const client = clientWith({
    '/visits?format=csv': [new Response('id,page\r\n1,/\r\n2,/a\r\n', link('/visits?format=csv&cursor=x'))],
    '/visits?format=csv&cursor=x': [new Unreachable(), new Response('id,page\r\n3,/b\r\n')],
  })
  const blob = await exportVisits({
    client,
    path: '/visits?format=csv',
    format: 'csv',
    signal: new AbortController().signal,
    onProgress: (visits) => counts.push(visits),
  })
  const bytes = Buffer.from(await blob.arrayBuffer())
  expect(bytes.toString()).toBe('\ufeffid,page\r\n1,/\r\n2,/a\r\n3,/b\r\n')
  expect(counts).toEqual([2, 3])
})

test('an error that will not pass ends it', async () => {
  const client = clientWith({ '/visits': [new Error('no')] })
  const signal = new AbortController().signal
  await expect(
    exportVisits({ client, path: '/visits', format: 'ndjson', signal, onProgress: () => {} }),
  ).rejects.toThrow('no')
})

test('a page of NDJSON is taken as it is, and an empty page of CSV adds nothing', () => {
  expect(pageOf('{"id":1}\n{"id":2}\n', 'ndjson', false)).toEqual(['{"id":1}\n{"id":2}\n', 2])
  expect(pageOf('id,page\r\n', 'csv', false)).toEqual(['', 0])
})

test.each([
  ['</visits?cursor=a%3D>; rel="next"', '/visits?cursor=a%3D'],
  [null, null],
  ['<https://evil.example/>; rel="next"', null],
])('the next page of %s is %s', (header, path) => {
  expect(nextOf(header)).toBe(path)
})
