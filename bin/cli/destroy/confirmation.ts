import { Failure, wrongUsage } from '../failure'
import { askText } from '../terminal/prompt'

/** Requires the name of one of the sites, as typed or given. @throws Failure when it is another */
export async function requireSiteTyped(
  given: string | undefined,
  { sites }: Readonly<Record<string, unknown>>,
): Promise<void> {
  const names = Array.isArray(sites) ? sites.map(String) : []
  if (names.length === 0) throw wrongUsage('the settings list no site whose name could be typed')
  const typed = given ?? (await askForSite(names))
  if (!names.includes(typed))
    throw new Failure(`${typed} is none of ${names.join(', ')}: nothing was destroyed`)
}

const askForSite = ([name = '', ...others]: readonly string[]): Promise<string> =>
  askText(`Every visit is deleted for good. Type ${[name, ...others].join(' or ')} to go on`, {
    placeholder: '',
    fault: () => undefined,
    without: `--confirm ${name}`,
  })
