import { rollupEnvironment } from '../../lib/settings/function-environment'
import { parseSettings } from '../../lib/settings/settings'
import { stageLimitsOf } from '../../lib/settings/stage-limits'
import { functionSettings } from '../harness/function-settings'
import type { InventedTable } from './invented-table'

/** The environment of the rollup function on a table of this machine. Its fuse asks nobody. @param bucket of an archive */
export function rollupSettings(
  { endpoint }: Pick<InventedTable, 'endpoint'>,
  bucket?: string,
): Record<string, string> {
  const { throttle } = parseSettings({ sites: ['busy.example.com'] })
  const fuse = { apiId: 'api', limits: stageLimitsOf(throttle), functions: [], stackName: 'Visitbook' }
  return functionSettings(
    (settings, place) => rollupEnvironment(settings, place, fuse, bucket),
    { sites: ['busy.example.com'], archive: bucket !== undefined },
    { endpoint, tableName: 'bench' },
  )
}
