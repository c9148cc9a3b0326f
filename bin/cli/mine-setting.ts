import { type AddressRange, parseAddressRange } from '../../lambda/domain/visit/address-range'
import { mineSetting } from '../../lib/settings/mine-setting'
import { parseSetting } from '../../lib/settings/setting'
import { settingsOf } from './api/server'
import { wrongUsage } from './failure'
import { settingsIn } from './settings/settings-place'

/**
 * The setting `mine` of the service that shows the table: from the settings of this folder for a stack, and from
 * VISITBOOK_MINE for this machine.
 *
 * @throws Failure when the setting is not valid
 */
export function mineFor({ stack }: { stack?: string | undefined }): AddressRange[] {
  return rangesFor(stack).map(parseAddressRange)
}

function rangesFor(stack: string | undefined): readonly string[] {
  if (stack === undefined) return settingsOf(process.env).mine
  try {
    return parseSetting('mine', mineSetting, settingsIn('.').mine)
  } catch (error) {
    throw wrongUsage((error as Error).message)
  }
}
