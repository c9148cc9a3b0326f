import { parseSite } from '../../../lambda/domain/visit/site-list'
import { isSetting } from '../../../lib/settings/settings'
import type { GivenSettings } from '../../../lib/settings/settings-file'
import { wrongUsage } from '../failure'
import { askText, isInteractive } from '../terminal/prompt'
import type { SetupOptions } from './setup-command'

type Asked = Pick<SetupOptions, 'site' | 'email' | 'yes'>

const alarm = 'alarm'
const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Fails at once where nobody can be asked for what is missing. */
export function requireAnswers({ site = [], email, yes }: Asked, settings: GivenSettings): void {
  for (const one of site) {
    const fault = siteFault(one)
    if (fault !== undefined) throw wrongUsage(`--site ${one}: ${fault}`)
  }
  if (email !== undefined && !isSetting(alarm)) throw wrongUsage('--email: this version sends no alarms')
  if (email !== undefined && emailFault(email) !== undefined)
    throw wrongUsage(`--email ${email}: ${emailFault(email)}`)
  if (isInteractive()) return
  const missing = [
    site.length === 0 && sitesOf(settings).length === 0 && '--site HOST',
    !yes && '--yes',
  ].filter(Boolean)
  if (missing.length > 0) throw wrongUsage(`there is nobody to ask: add ${missing.join(' and ')}`)
}

/** Returns the settings to write: those that were given, and answers to what is still missing. */
export async function answersFor(asked: Asked, settings: GivenSettings): Promise<GivenSettings> {
  const sites = await sitesFrom(asked, settings)
  const email = await emailFrom(asked, settings)
  return {
    ...(sites !== null && { sites }),
    ...(email !== null && { [alarm]: email }),
  }
}

/** Sites that are there stay. Null when none is to be added. */
async function sitesFrom({ site }: Asked, settings: GivenSettings): Promise<string[] | null> {
  const kept = sitesOf(settings)
  if (site === undefined && kept.length > 0) return null
  const given = site ?? hostsIn(await askText('Which hosts are your pages on?', siteQuestion))
  const added = given.map((one) => parseSite(one) as string).filter((one) => !kept.includes(one))
  return added.length === 0 ? null : [...kept, ...new Set(added)]
}

const siteQuestion = {
  placeholder: 'you.github.io, www.you.dev',
  fault: (text: string) =>
    hostsIn(text).map(siteFault).find(Boolean) ?? (hostsIn(text).length === 0 ? 'at least one' : undefined),
  without: '--site HOST',
}

const hostsIn = (text: string): string[] => text.split(/[\s,]+/).filter(Boolean)

const siteFault = (text: string): string | undefined =>
  parseSite(text) === null ? 'expected the host alone, such as you.github.io or *.example.com' : undefined

async function emailFrom({ email, yes }: Asked, settings: GivenSettings): Promise<string | null> {
  if (email !== undefined) return email
  if (yes || !isSetting(alarm) || settings[alarm] !== undefined || !isInteractive()) return null
  const fault = (text: string) => (text === '' ? undefined : emailFault(text))
  const answer = await askText('Where are alarms to be sent? Leave it empty for none', {
    placeholder: 'you@example.com',
    fault,
    without: '--email ADDRESS',
  })
  return answer === '' ? null : answer
}

const emailFault = (text: string): string | undefined =>
  emailPattern.test(text) ? undefined : 'expected an address such as you@example.com'

const sitesOf = ({ sites }: GivenSettings): string[] =>
  Array.isArray(sites) ? sites.filter((one): one is string => typeof one === 'string') : []
