import { defaults, environment } from '../../lambda/contract'
import type { Database } from '../../local/engine/database'

/** The record function's environment, as lib/settings/function-environment.ts makes it, for a table on this machine. */
export const recordSettings = ({
  endpoint,
  tableName,
}: Pick<Database, 'endpoint' | 'tableName'>): Record<string, string> => ({
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  [environment.tableName]: tableName,
  [environment.saltTableName]: tableName,
  [environment.sites]: 'you.github.io',
  [environment.ip]: 'truncated',
  [environment.retentionDays]: '365',
  [environment.respectGpc]: 'true',
  [environment.organisations]: 'true',
  [environment.reverseDns]: 'false',
  [environment.script]: defaults.script,
  [environment.sitesBelowWildcard]: '50',
})
