// Lints the OpenAPI document on standard input, and prints what it finds: a list of "rule pointer", as JSON.
// A program of its own, because the linter is an ES module, which Jest does not load.
import { text } from 'node:stream/consumers'
import { createConfig, lintFromString } from '@redocly/openapi-core'

const config = await createConfig({ extends: ['recommended-strict'] })
const problems = await lintFromString({ source: await text(process.stdin), config })
console.log(JSON.stringify(problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`)))
