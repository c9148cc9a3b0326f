import { dollarsPerMillion } from '../../../lambda/contract'
import type { Account } from '../aws/account'

/** What will be made and what it costs; `dollarsPerMillion` is held to bench/cost/cost.ts by a test. */
export const planOf = (stack: string, { id, region }: Account): string => `
This deploys the stack ${stack} to account ${id}, ${region}:
  an HTTP API with the beacon and the dashboard; three functions: record, query and rollup;
  two DynamoDB tables, for visits and for the day's salt; an hourly schedule; logs that are kept for 30 days
Nothing to pay while nobody comes; about $${dollarsPerMillion.toFixed(2)} for a million visits, at list price.
docs/costs.md has the bill line by line, and the worst day.
`
