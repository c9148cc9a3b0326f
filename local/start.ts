import { parseArgs } from 'node:util'
import { exampleSite } from '../web/dashboard/example/example-site'
import { diskTrouble } from './engine/disk'
import { fillSaying } from './example/example-progress'
import { startServer } from './server'
import { localSettings } from './settings'
import { tokensOfSettings } from './settings-tokens'

/** `npm start`, and `npm start -- --example`. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { example: { type: 'boolean', default: false } } })
  const settings = localSettings(process.env)
  const tokens = tokensOfSettings(process.cwd(), console.error)
  const starting = startServer({ ...settings, tokens })
  stopOnSignal(async () => (await starting).close())
  const { url, demoUrl, inboxUrl, token, sites, database, example } = await starting
  if (values.example) await fillSaying(example)
  const [site] = sites
  console.log(`
Visitbook runs on this machine (${database.engine}, data in ${settings.data}).

  Dashboard  ${url}/#token=${token}
  Demo       ${demoUrl}    open it in a browser: that is a visit${
    inboxUrl === null
      ? ''
      : `
  Inbox      ${inboxUrl}    messages to you`
  }
  Sites      ${sites.join(', ')}${values.example ? exampleLine : ''}
  Token      ${token}${tokens.length > 0 ? tokensLine : ''}

The dashboard shows who came. So does the API:

  curl -H "Authorization: Bearer ${token}" "${url}/visits?site=${site}&bot=include"

Curl and headless browsers count as bots, which lists leave out; bot=include shows them too.
Ctrl-C stops it; the data stays.`)
}

const exampleLine = `
  Example    ${exampleSite}: all of its visits are invented; the dashboard removes it`

const tokensLine = `
             those of your settings sign in too`

/** The engine is a process of its own: whatever ends this one must stop it first, even while it is starting. */
function stopOnSignal(close: () => Promise<void>): void {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, async () => {
      if (stopping) return // npm and a terminal may each send one; close() ends by itself
      stopping = true
      await close()
      process.exit(0)
    })
  }
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  console.error(
    error.code === 'EADDRINUSE' && error.port !== undefined
      ? portTaken(error.port)
      : `Could not start: ${fullDisk() ?? error.message}`,
  )
  process.exit(1)
})

function portTaken(port: number): string {
  const name = port === Number(process.env.DEMO_PORT || 3001) ? 'DEMO_PORT' : 'PORT'
  return `Port ${port} is taken. Stop what runs there, or set ${name}.`
}

/** A full disk shows in ten kinds of errors, and only this message helps. */
function fullDisk(): string | null {
  try {
    const { data } = localSettings(process.env)
    const trouble = diskTrouble(data)
    return trouble && `${trouble}: ${data}`
  } catch {
    return null // settings that are not understood, or no such folder
  }
}
