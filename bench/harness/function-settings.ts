import type { TablePlace } from '../../lib/settings/function-environment'
import { parseSettings, type Settings } from '../../lib/settings/settings'
import type { Database } from '../../local/engine/database'

type EnvironmentOf = (settings: Settings, place: TablePlace) => Readonly<Record<string, string>>

/**
 * A function's environment as the stack gives it, for a table on this machine, so that a setting that is added is here too.
 * Source maps are left out: they are read where an error is thrown, and would be measured.
 *
 * @param given as in cdk.json
 */
export function functionSettings(
  environmentOf: EnvironmentOf,
  given: Parameters<typeof parseSettings>[0],
  { endpoint, tableName }: Pick<Database, 'endpoint' | 'tableName'>,
): Record<string, string> {
  const place = { tableName, saltTableName: tableName, partition: 'aws', urlSuffix: 'amazonaws.com' }
  const { NODE_OPTIONS: _, ...ours }: Readonly<Record<string, string>> = environmentOf(
    parseSettings(given),
    place,
  )
  return {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    ...ours,
  }
}
