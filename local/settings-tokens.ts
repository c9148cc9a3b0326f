import { settingsIn } from '../bin/cli/settings/settings-place'
import type { TokenHash } from '../lambda/contract'
import { parseSetting } from '../lib/settings/setting'
import { tokensSetting } from '../lib/settings/token-setting'

/**
 * The tokens of the owner's settings, which sign in here too. Settings that are not understood stop nothing: one line says so, and
 * only the token of the data folder holds.
 */
export function tokensOfSettings(folder: string, complain: (line: string) => void): readonly TokenHash[] {
  try {
    return parseSetting('tokens', tokensSetting, settingsIn(folder).tokens)
  } catch (error) {
    const [first = ''] = (error as Error).message.split('\n')
    complain(`The tokens of your settings do not sign in here: ${first}`)
    return []
  }
}
