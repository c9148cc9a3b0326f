import { existsSync } from 'node:fs'
import type { PagesSetting } from '../../lambda/contract'
import { pagesSetting } from '../../lib/settings/pages-setting'
import { parseSetting } from '../../lib/settings/setting'
import { settingsOf } from './api/server'
import { wrongUsage } from './failure'
import { parseCdkJson, readText } from './token/cdk-json'

const cdkJson = 'cdk.json'

/**
 * What makes one page, as it is set for those who show the table: for a stack in the cdk.json of this folder, on this machine in
 * VISITBOOK_PAGES.
 *
 * @throws Failure when it is set to something else than it can be
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
