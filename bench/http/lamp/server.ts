import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../../harness/free-port'
import type { RecordingServer } from '../recording-server'
import { phpModule } from './packages'

const run = promisify(execFile)

/** Milliseconds until a server must have started, or stopped. */
const patience = 20_000

/** Debian's own environment for Apache: PHP puts it into $_SERVER, so ours would make each record larger. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Starts the server of the first version in a folder of its own: own configuration, data and port; no service is touched.
 *
 * @param folder one that www-data, as whom Apache's children run, may pass through
 */
export async function startLamp(folder: string): Promise<RecordingServer> {
  const started: ChildProcess[] = []
  const kill = () => {
    for (const child of started) child.kill()
  }
  process.once('exit', kill) // they would outlive us, having no terminal
  const close = async () => {
    for (const child of started.toReversed()) await ended(child)
    process.off('exit', kill)
  }
  try {
    const socket = join(folder, 'mariadb.sock')
    started.push(await startMariadb(folder, socket))
    const port = await freePort()
    started.push(startApache(folder, socket, port))
    const url = `http://127.0.0.1:${port}/record.php`
    await until(() => answers(url), started)
    const count = async () => JSON.parse((await run('php', [file('count.php'), socket])).stdout)
    const { version, flush, binlog } = await count()
    return {
      name: 'LAMP',
      url,
      beacon: 'plain',
      processes: started.map(({ pid }) => pid as number),
      notes: [
        `LAMP is Debian's Apache (prefork, 96 children started beforehand, 16 at least idle, else Debian's defaults), mod_php with opcache, and MariaDB ${version}, with bench/http/lamp/record.php. MariaDB syncs: InnoDB's redo log, before each insert is answered (innodb_flush_log_at_trx_commit = ${flush}, the default); inserts that commit at the same time share one sync (group commit). Binary log: ${binlog === '0' ? 'off' : 'on'}.`,
      ],
      counter: async () => {
        const { count: before } = await count()
        return async () => (await count()).count - before
      },
      newest: async () => JSON.stringify((await count()).newest ?? ''),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function startMariadb(folder: string, socket: string): Promise<ChildProcess> {
  const data = join(folder, 'mariadb')
  const common = ['--no-defaults', `--user=${userInfo().username}`, `--datadir=${data}`]
  await run('mariadb-install-db', [...common, '--skip-test-db', '--auth-root-authentication-method=socket'])
  const own = [
    `--socket=${socket}`,
    `--pid-file=${join(folder, 'mariadb.pid')}`,
    '--skip-networking',
    `--init-file=${file('tables.sql')}`,
  ]
  const child = start('/usr/sbin/mariadbd', [...common, ...own], folder)
  await until(async () => existsSync(socket), [child])
  return child
}

function startApache(folder: string, socket: string, port: number): ChildProcess {
  mkdirSync(join(folder, 'www'))
  copyFileSync(file('record.php'), join(folder, 'www', 'record.php'))
  const env = {
    PATH: path,
    LAMP_FOLDER: folder,
    LAMP_PORT: String(port),
    LAMP_SOCKET: socket,
    LAMP_PHP_MODULE: phpModule() ?? '',
  }
  return start('/usr/sbin/apache2', ['-f', file('apache.conf'), '-D', 'FOREGROUND'], folder, env)
}

const file = (name: string): string => join(__dirname, name)

function start(command: string, args: readonly string[], folder: string, env = process.env): ChildProcess {
  const log = openSync(join(folder, 'output.log'), 'a')
  // In a process group of its own, because Apache ends by sending SIGTERM to its whole group.
  const child = spawn(command, args, { env, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  return child
}

async function until(holds: () => Promise<boolean>, running: readonly ChildProcess[]): Promise<void> {
  const deadline = Date.now() + patience
  while (!(await holds())) {
    const gone = running.find((child) => child.exitCode !== null)
    if (gone !== undefined) throw new Error(`${gone.spawnfile} ended with code ${gone.exitCode}`)
    if (Date.now() > deadline) throw new Error('the LAMP server did not start')
    await sleep(50)
  }
}

/** Anything but 5xx: without a referer it is 404. */
const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ status }) => status < 500,
    () => false,
  )

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), patience)
  await exit
  clearTimeout(late)
}
