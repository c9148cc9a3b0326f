import { startServer } from './server'
import { localSettings } from './settings'

/** `npm start`. */
async function main(): Promise<void> {
  const settings = localSettings(process.env)
  const { url, demoUrl, token, sites, database, close } = await startServer(settings)
  const [site] = sites
  console.log(`
Visitbook runs on this machine (${database.engine}, data in ${settings.data}).

  API     ${url}
  Demo    ${demoUrl}    open it in a browser: that is a visit
  Sites   ${sites.join(', ')}
  Token   ${token}

See who came:

  curl -H "Authorization: Bearer ${token}" "${url}/visits?site=${site}"

Ctrl-C stops it; the data stays.`)

  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (stopping) process.exit(130)
      stopping = true
      await close()
      process.exit(0)
    })
  }
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  const taken = error.code === 'EADDRINUSE'
  const name = error.port === Number(process.env.DEMO_PORT || 3001) ? 'DEMO_PORT' : 'PORT'
  console.error(
    taken
      ? `Port ${error.port} is taken. Stop what runs there, or set ${name}.`
      : `Could not start: ${error.message}`,
  )
  process.exit(1)
})
