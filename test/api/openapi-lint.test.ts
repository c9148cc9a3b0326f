import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { openapi } from '../../lambda/api/openapi'

function problemsOf(document: object): unknown {
  const input = JSON.stringify(document)
  const { stdout } = spawnSync(process.execPath, [join(__dirname, 'lint-openapi.mjs')], {
    input,
    encoding: 'utf8',
  })
  return JSON.parse(stdout)
}

const document = openapi({ version: '1.2.3', origin: 'https://visits.example' })

test('a linter for OpenAPI finds nothing in /openapi.json, but that the script never fails and a link never succeeds here', () => {
  expect(problemsOf(document)).toEqual([
    'operation-2xx-response #/paths/~1l~1{code}/get/responses', // it leads elsewhere
    'operation-2xx-response #/paths/~1l~1{code}/head/responses',
    'operation-4xx-response #/paths/~1visitbook.js/get/responses',
    'operation-4xx-response #/paths/~1visitbook.js/head/responses',
  ])
})

test('the linter has been seen to find what is wrong', () => {
  const { servers: _, ...rest } = document
  expect(problemsOf(rest)).toContain('no-empty-servers #/openapi')
})
