import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../../../../bench/harness/free-port'

const run = promisify(execFile)
const lamp = join(__dirname, '../../../../bench/http/lamp')
const path = `${process.env.PATH}:/usr/sbin`
const env = { ...process.env, PATH: path }

const needed = ['php', 'mariadbd', 'mariadb', 'mariadb-dump', 'mariadb-install-db']

/** The programs of Debian's packages that are missing here: php-cli, php-mysql, mariadb-server-core, mariadb-client. */
export const missingPrograms = (): readonly string[] =>
  needed.filter((name) => !path.split(':').some((folder) => existsSync(join(folder, name))))

/** The first version of the service: record.php under PHP's own server, over a MariaDB of its own. */
export interface PhpServer {
  /** Calls the script, as a page does. */
  call(headers: Readonly<Record<string, string>>): Promise<number | undefined>
  /** @returns what the client prints, a line each and tabs between */
  sql(statement: string): Promise<string>
  dump(...options: readonly string[]): Promise<Buffer>
  close(): Promise<void>
}

/** @param zone in which the database tells times, such as +02:00 */
export async function startPhpServer(zone: string): Promise<PhpServer> {
  const folder = mkdtempSync(join(tmpdir(), 'visitbook-lamp-'))
  const socket = join(folder, 'mariadb.sock')
  const [database, port] = [await startMariadb(folder, { socket, zone }), await freePort()]
  mkdirSync(join(folder, 'www'))
  cpSync(join(lamp, 'record.php'), join(folder, 'www/record.php'))
  const php = spawn('php', ['-S', `127.0.0.1:${port}`, '-t', join(folder, 'www')], {
    env: { ...env, LAMP_SOCKET: socket, PHP_CLI_SERVER_WORKERS: '4' },
    stdio: 'ignore',
    detached: true,
  })
  const client = (program: string, ...args: readonly string[]) =>
    run(program, ['--no-defaults', `--socket=${socket}`, ...args], {
      env,
      maxBuffer: 2 ** 30,
      encoding: 'buffer',
    })
  const call = (headers: Readonly<Record<string, string>>) => answerOf(port, headers)
  await until(() => call({}).then(Boolean, () => false))
  return {
    call,
    sql: async (statement) =>
      (await client('mariadb', '-N', '-B', 'lamp', '-e', statement)).stdout.toString(),
    dump: async (...options) => (await client('mariadb-dump', ...options, 'lamp')).stdout,
    async close() {
      process.kill(-(php.pid as number)) // its workers too
      await ended(database)
      rmSync(folder, { recursive: true })
    },
  }
}

async function startMariadb(
  folder: string,
  { socket, zone }: { socket: string; zone: string },
): Promise<ChildProcess> {
  const common = ['--no-defaults', `--user=${userInfo().username}`, `--datadir=${join(folder, 'data')}`]
  execFileSync(
    'mariadb-install-db',
    [...common, '--skip-test-db', '--auth-root-authentication-method=socket'],
    { env, stdio: 'ignore' },
  )
  const tables = join(folder, 'tables.sql')
  cpSync(join(lamp, 'tables.sql'), tables)
  const own = [
    '--skip-networking',
    `--socket=${socket}`,
    `--init-file=${tables}`,
    `--default-time-zone=${zone}`,
  ]
  const child = spawn('mariadbd', [...common, ...own], { env, stdio: 'ignore' })
  await until(async () => existsSync(socket))
  return child
}

function answerOf(port: number, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path: '/record.php', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode))
    })
    asked.on('error', reject).end()
  })
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('the PHP server did not start')
    await sleep(50)
  }
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill()
  await exit
}
