import { parseSettings } from '../../../../lib/settings/settings'
import { parseSettingsText } from '../../../../lib/settings/settings-file'
import { allowing, promise } from '../../promise'

export const seeds = [
  '{ // mine\n "sites": ["you.github.io", "*.example.com"], "retentionDays": 30, "ip": "full", "pages": {"trailingSlash": "strip", "query": ["id"]} }',
  '{"sites":["a.b"],"tokens":[{"name":"x","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"mine":["203.0.113.0/24"],"zone":"Europe/Berlin","shards":{"a.b":2}}',
]

function tryText(text: string): void {
  const given = oneLine(text, () => parseSettingsText('visitbook.json', text))
  if (given === null) return
  const settings = oneLine(text, () => parseSettings(given))
  if (settings !== null) promise(Array.isArray(settings.sites), 'there are no sites:', settings)
}

/** What is wrong is said in lines that a terminal can show. */
function oneLine<T>(text: string, act: () => T): T | null {
  return allowing(['InvalidSettings'], () => {
    try {
      return act()
    } catch (error) {
      if (error instanceof Error && error.name === 'InvalidSettings')
        promise(
          !/[\p{Cc}\p{Cf}]/u.test(error.message.replaceAll('\n', '')),
          'the message has controls:',
          error.message,
          text,
        )
      throw error
    }
  })
}

export { tryText as try }
