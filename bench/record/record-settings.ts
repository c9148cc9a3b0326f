import { recordEnvironment } from '../../lib/settings/function-environment'
import type { Database } from '../../local/engine/database'
import { functionSettings } from '../harness/function-settings'

/** The record function's environment, for a table on this machine. */
export const recordSettings = (database: Pick<Database, 'endpoint' | 'tableName'>): Record<string, string> =>
  functionSettings(recordEnvironment, { sites: ['you.github.io'] }, database)
