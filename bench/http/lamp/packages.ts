import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import type { Say } from '../../harness/scenario'

/** Debian's programs without its services: `apache2-bin` and `-core` bring no init script, no unit and no account. */
const packages = [
  'apache2-bin',
  'libapache2-mod-php',
  'php-cli',
  'php-mysql',
  'mariadb-server-core',
  'mariadb-client-core',
  'media-types',
  'wrk',
]

const needed = [
  '/usr/sbin/apache2',
  '/usr/sbin/mariadbd',
  '/usr/bin/mariadb-install-db',
  '/usr/bin/my_print_defaults',
  '/usr/bin/php',
  '/usr/bin/wrk',
  '/etc/mime.types',
]

const modules = '/usr/lib/apache2/modules'

/** Apache's module for PHP, or null. */
export function phpModule(): string | null {
  if (!existsSync(modules)) return null
  const name = readdirSync(modules).find((file) => /^libphp[\d.]*\.so$/.test(file))
  return name === undefined ? null : `${modules}/${name}`
}

/** Installs what is missing where that can be done. @returns why it cannot, or null */
export function missing(say: Say): string | null {
  if (isThere()) return null
  const command = `apt-get install --no-install-recommends ${packages.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return `it needs Debian's packages: ${command}`
  say(command)
  const install = (...args: readonly string[]) =>
    execFileSync('apt-get', [...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  try {
    install('update', '-qq')
    install('install', '-qq', '-y', '--no-install-recommends', ...packages)
  } catch (error) {
    return `${command} failed: ${(error as Error).message.split('\n').slice(0, 3).join(' ')}`
  }
  return isThere() ? null : `${command} did not bring all of ${needed.join(' ')}`
}

const isThere = (): boolean => needed.every((file) => existsSync(file)) && phpModule() !== null
