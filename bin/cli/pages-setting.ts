import type { PagesSetting } from '../../lambda/contract'
import { pagesSetting } from '../../lib/settings/pages-setting'
import { parseSetting } from '../../lib/settings/setting'
import { settingsOf } from './api/server'
import { wrongUsage } from './failure'
import { settingsIn } from './settings/settings-place'

/**
 * The setting `pages` of the service that shows the table: from the settings of this folder for a stack, and from
 * VISITBOOK_PAGES for this machine.
 *
 * @throws Failure when the setting is not valid
 */
export function pagesFor({ stack }: { stack?: string }): PagesSetting {
  if (stack === undefined) return settingsOf(process.env).pages
  try {
    return parseSetting('pages', pagesSetting, settingsIn('.').pages)
  } catch (error) {
    throw wrongUsage((error as Error).message)
  }
}
