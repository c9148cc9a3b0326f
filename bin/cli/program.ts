import { Command, CommanderError } from 'commander'
import { version } from '../../package.json'
import { addArchive } from './archive/archive-command'
import { addCompletion } from './completion/completion-command'
import { addCorrect } from './correct/correct-command'
import { addDestroy } from './destroy/destroy-command'
import { addDoctor } from './doctor/doctor-command'
import { addErase } from './erase/erase-command'
import { addExport } from './export/export-command'
import { exitCodes, report } from './failure'
import { addImport } from './import/import-command'
import { addLink } from './link/link-command'
import { addMcp } from './mcp/mcp-command'
import { addMessages, addNotify } from './messages/messages-command'
import { addMine } from './mine/mine-command'
import { addOrganisations } from './organisations/organisations-command'
import { addPause, addResume } from './pause/pause-command'
import { addQuery } from './query/query-command'
import { addRefusals } from './refusals/refusals-command'
import { addRollup } from './rollup/rollup-command'
import { addRotate } from './rotate/rotate-command'
import { addSetup } from './setup/setup-command'
import { addSites } from './sites/sites-command'
import { addStats } from './stats/stats-command'
import { addStatus } from './status/status-command'
import { addToken } from './token/token-command'
import { addSittings, addVisits } from './visits/visits-command'
import { addWho } from './who/who-command'

const help = `
Environment:
  VISITBOOK_URL    the API (default: http://127.0.0.1:$PORT, PORT being 3000 when not set)
  VISITBOOK_TOKEN  the token for it; for the local one, the token in the data folder is found by itself
  VISITBOOK_DATA   data folder of \`npm start\` (default: .visitbook)
  DEBUG            when set, errors come with their stack and cause

Exit codes:
  0  done
  1  failed: the server, AWS or a file
  2  wrong usage
  3  not authorised: no token, or an unknown one

Data goes to stdout, everything else to stderr.`

/** Runs the command line. @returns its exit code */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    return error instanceof CommanderError ? codeOf(error) : report(error)
  }
}

/** All commands, with their options. */
export function program(): Command {
  const command = new Command('visitbook')
    .description('The visitors’ book of your web page: who looked, when, and what they read.')
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .addHelpText('after', help)
  addSetup(command)
  addDestroy(command)
  addToken(command)
  addLink(command)
  addVisits(command)
  addSittings(command)
  addOrganisations(command)
  addStats(command)
  addSites(command)
  addRefusals(command)
  addStatus(command)
  addMessages(command)
  addNotify(command)
  addExport(command)
  addCorrect(command)
  addErase(command)
  addMine(command)
  addImport(command)
  addRollup(command)
  addArchive(command)
  addQuery(command)
  addRotate(command)
  addPause(command)
  addResume(command)
  addWho(command)
  addDoctor(command)
  addMcp(command)
  addCompletion(command)
  return command
}

/** Commander has already printed what was wrong. Asking for help is no error. */
const codeOf = ({ exitCode }: CommanderError): number => (exitCode === 0 ? exitCodes.done : exitCodes.usage)
