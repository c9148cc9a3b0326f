import { type Account, useRegion } from '../aws/account'
import { cdkProgram } from '../aws/cdk'
import { stackNameIn } from '../aws/stack-name'
import { exitCodes, Failure } from '../failure'
import { placeOfSettings, projectFolder, settingsIn, writePlace } from '../settings/settings-place'
import { askYes } from '../terminal/prompt'
import { keepNewToken } from '../token/token'
import { adopt, tableToAdopt } from './adoption'
import { answersFor, requireAnswers } from './answers'
import { checkAccount } from './checks'
import { deploy, type Outputs } from './deploy'
import { waitForVisit } from './first-visit'
import { planOf } from './plan'
import type { SetupOptions } from './setup-command'

type Given = ReturnType<typeof settingsIn>

/** From an account to the first visit. Each part keeps what is there, so it may be run again. @throws Failure */
export async function setUp(options: SetupOptions): Promise<void> {
  const settings = settingsIn(projectFolder)
  requireAnswers(options, settings)
  cdkProgram() // before any question
  useRegion(options.region)
  const account = await checkAccount()
  const answers = await answersFor(options, settings)
  const stack = stackNameIn(settings)
  const table = await tableToAdopt(stack, options)
  await confirm(stack, account, options)
  const token = write(answers, settings)
  if (table !== null) await adopt(stack, table)
  const outputs = await deploy(stack)
  tell(outputs, settings)
  if (options.wait) await wait(outputs, token, table !== null)
}

async function confirm(stack: string, account: Account, { yes }: SetupOptions): Promise<void> {
  console.error(planOf(stack, account))
  if (!yes && !(await askYes('Go on?', '--yes'))) throw new Failure('nothing was made')
}

/** Writes what is new. @returns the token that was made, or null where there was one */
function write(answers: Given, { tokens }: Given): string | null {
  const place = placeOfSettings(projectFolder)
  writePlace(place, answers)
  console.error(`✓ settings in ${place.file}`)
  if (Array.isArray(tokens) && tokens.length > 0) {
    console.error('✓ a token is there already, and none is made')
    return null
  }
  const token = keepNewToken(place.file, { name: 'setup', sees: {} })
  console.log(token)
  console.error('✓ that is your token, shown this once: keep it safe. Only its hash is in the settings')
  return token
}

function tell({ BeaconSnippet, DashboardUrl, DomainTarget }: Outputs, { domain, hostedZone }: Given): void {
  if (DomainTarget !== undefined && hostedZone === undefined)
    console.error(`\nPoint your host at the service, in your DNS:\n\n  ${domain}  CNAME  ${DomainTarget}`)
  console.error(`
✓ deployed. Paste this into your pages:

  ${BeaconSnippet}

Your dashboard, which takes the token: ${DashboardUrl}
`)
}

/** Waits with the new token, or that of the environment, which may be for something else. */
async function wait({ ApiUrl: url = '' }: Outputs, made: string | null, isTakenBack: boolean): Promise<void> {
  const token = made ?? process.env.VISITBOOK_TOKEN
  if (!token)
    return console.error('To wait for a visit here, set VISITBOOK_TOKEN; the dashboard shows it anyway.')
  try {
    await waitForVisit({ url, token }, isTakenBack)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== exitCodes.unauthorised) throw error
    console.error('VISITBOOK_TOKEN is no token of this Visitbook; the dashboard shows the first visit.')
  }
}
