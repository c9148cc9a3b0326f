import { existsSync } from 'node:fs'
import type { PagesSetting } from '../../lambda/contract'
import { pagesSetting } from '../../lib/settings/pages-setting'
import { parseSetting } from '../../lib/settings/setting'
import { settingsOf } from './api/server'
import { wrongUsage } from './failure'
import { parseCdkJson, readText } from './token/cdk-json'

const cdkJson = 'cdk.json'

/**
 * The setting `pages` of the service that shows the table: from the cdk.json of this folder for a stack, and from
 * VISITBOOK_PAGES for this machine.
 *
 * @throws Failure when the setting is not valid
 */
export function pagesFor({ stack }: { stack?: string }): PagesSetting {
  if (stack === undefined) return settingsOf(process.env).pages
  const given = existsSync(cdkJson) ? parseCdkJson(cdkJson, readText(cdkJson)) : {}
  try {
    return parseSetting('pages', pagesSetting, given.context?.visitbook?.pages)
  } catch (error) {
    throw wrongUsage(`${cdkJson}: ${(error as Error).message}`)
  }
}
