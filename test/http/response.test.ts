import { content, json, noContent, resultOf } from '../../lambda/http/response'

const always = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

test.each([
  ['nothing', noContent(), { statusCode: 204, headers: {} }],
  [
    'JSON',
    json({ a: 'é' }),
    { statusCode: 200, headers: { ...always, 'content-type': 'application/json' }, body: '{"a":"é"}' },
  ],
  [
    'bytes',
    content('image/gif', Uint8Array.of(0, 255)),
    {
      statusCode: 200,
      headers: { ...always, 'content-type': 'image/gif' },
      body: 'AP8=',
      isBase64Encoded: true,
    },
  ],
  [
    'headers of its own',
    content('text/plain', '', { 'cache-control': 'max-age=1' }),
    {
      statusCode: 200,
      headers: { ...always, 'cache-control': 'max-age=1', 'content-type': 'text/plain' },
      body: '',
    },
  ],
])('in payload format 2.0: %s', (_, answer, result) => {
  expect(resultOf(answer)).toEqual(result)
})
